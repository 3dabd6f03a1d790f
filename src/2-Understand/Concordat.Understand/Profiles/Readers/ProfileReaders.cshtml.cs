using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Profiles.Readers;

/// <summary>The need-to-know list of one profile.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ProfileReadersModel(ConcordatDb db, Session session, ProfileDesk desk, MemberDirectory directory, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Person")] public Guid? Person { get; set; }
    [BindProperty, Display(Name = "Why they need to know")] public string? Reason { get; set; }
    [BindProperty] public Guid? Reader { get; set; }

    public Profile Profile { get; private set; } = null!;
    public IReadOnlyList<ProfileReader> Readers { get; private set; } = [];
    public People Members { get; private set; } = new([], []);
    public IReadOnlyList<Choice> Choices { get; private set; } = [];
    public bool MayKeep => session.MayKeep(Profile);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayKeep) return Forbid();
        if (Choices.All(c => c.Value != Person?.ToString())) ModelState.AddModelError(nameof(Person), "Choose a member who may read evidence");
        else if (Readers.Any(r => r.UserId == Person)) ModelState.AddModelError(nameof(Person), $"{Members.NameOf(Person)} is on the list already");
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Trim().Length > 200) ModelState.AddModelError(nameof(Reason), "Say why they need to know, in at most 200 characters");
        if (!ModelState.IsValid) return Page();
        db.Add(desk.Reader(Id, Person!.Value, Reason!.Trim(), clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Members.NameOf(Person)} may open {Profile.Name}.");
        return Redirect($"/understand/profiles/{Id}");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || Readers.SingleOrDefault(r => r.Id == Reader) is not { } reader) return NotFound();
        if (!MayKeep) return Forbid();
        ModelState.Clear();
        if (reader.UserId == Profile.AuthorId) ModelState.AddModelError("", "The author stays on the list: somebody answers for the profile");
        if (!ModelState.IsValid) return Page();
        reader.Remove(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Members.NameOf(reader.UserId)} is off the list of {Profile.Name}.");
        return Redirect(reader.UserId == session.UserId ? "/understand/profiles" : $"/understand/profiles/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.OpenAsync(Id, cancellation) is not { } profile) return false;
        (Profile, Readers, Members) = (profile, await desk.ReadersAsync(Id, cancellation), await directory.ReadAsync(cancellation));
        Choices = [.. Members.On(London.Today(clock)).Where(m => m.ReadsEvidence()).Select(m => new Choice(m.UserId.ToString(), Members.NameAndAgencyOf(m.UserId)))];
        return true;
    }
}
