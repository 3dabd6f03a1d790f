using System.ComponentModel.DataAnnotations;
using Concordat.Act.Plans;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Menu.Guidance;

/// <summary>One entry of the library; saving it is checking it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditGuidanceModel(ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public string Item { get; set; } = "";
    [BindProperty, Display(Name = "Title")] public string? Title { get; set; }
    [BindProperty, Display(Name = "Type of problem")] public string? Theme { get; set; }
    [BindProperty, Display(Name = "What it says", Description = "In short: what to do, what to look out for.")] public string? Text { get; set; }
    [BindProperty, Display(Name = "Source", Description = "Who wrote it, and when.")] public string? Source { get; set; }
    [BindProperty, Display(Name = "Address", Description = "Where it can be read whole, such as https://www.example.org/guide. Leave empty for none.")] public string? Address { get; set; }
    [BindProperty, Display(Name = "No longer offered from", Description = "Leave empty while it is offered.")] public DateOnly? RetiredOn { get; set; }

    public bool IsNew => Item == "new";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } n) return NotFound();
        if (!IsNew) (Title, Theme, Text, Source, Address, RetiredOn) = (n.Title, n.ThemeKey, n.Words, n.Source, n.Address, n.RetiredOn);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } note) return NotFound();
        await CheckAsync(note, cancellation);
        if (!ModelState.IsValid) return Page();
        (note.Title, note.ThemeKey, note.Words, note.Source, note.Address, note.RetiredOn) = (Title!.Trim(), string.IsNullOrEmpty(Theme) ? null : Theme, Text!.Trim(), Source!.Trim(), string.IsNullOrWhiteSpace(Address) ? null : Address.Trim(), RetiredOn);
        (note.CheckedOn, note.CheckedById) = (London.Today(clock), session.User);
        if (IsNew) db.Add(note);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{note.Title} is saved, checked today.");
        return Redirect("/act/guidance");
    }

    async Task CheckAsync(GuidanceNote note, CancellationToken cancellation)
    {
        ModelState.Need(nameof(Title), Title, GuidanceNote.LongestTitle, "Give the guidance a title");
        ModelState.Need(nameof(Text), Text, GuidanceNote.LongestWords, "Say what it says");
        ModelState.Need(nameof(Source), Source, GuidanceNote.LongestSource, "Say where it comes from");
        if (!string.IsNullOrEmpty(Theme) && GuidanceListModel.Themes.All(t => t.Value != Theme)) ModelState.AddModelError(nameof(Theme), "Choose the type of problem from the list");
        if (Address?.Trim() is { Length: > 0 } address && (address.Length > GuidanceNote.LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            ModelState.AddModelError(nameof(Address), "The address must begin with https:// or http://, such as https://www.example.org/guide");
        if (Title?.Trim() is { } title && await db.Set<GuidanceNote>().AnyAsync(n => n.Title == title && n.Id != note.Id, cancellation)) ModelState.AddModelError(nameof(Title), "There is guidance of this title already");
        names.Check(ModelState, nameof(Title), Title);
        names.Check(ModelState, nameof(Text), Text);
        names.Check(ModelState, nameof(Source), Source);
    }

    async Task<GuidanceNote?> FindAsync(CancellationToken cancellation)
    {
        if (!session.MayKeepMenu()) return null;
        if (IsNew) return new(session.Partnership, Guid.CreateVersion7());
        return Guid.TryParse(Item, out var id) ? await db.Set<GuidanceNote>().SingleOrDefaultAsync(n => n.Id == id, cancellation) : null;
    }
}
