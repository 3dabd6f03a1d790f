using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Concordat.Share.Sources.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Sources.Show;

/// <summary>One source. Its owner says what it adds and reviews it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ShowSourceModel(SourceDesk desk, PlainWords plain) : PageModel
{
    const int MostUses = 20;

    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "What it adds that no other source does"), StringLength(1000, ErrorMessage = "Shorten it to 1,000 characters")] public string? Adds { get; set; }
    [BindProperty, Display(Name = "Yearly review")] public string? Outcome { get; set; }
    [BindProperty, Display(Name = "Why"), StringLength(1000, ErrorMessage = "Shorten it to 1,000 characters")] public string? Words { get; set; }

    public static IReadOnlyList<Choice> Outcomes { get; } = [new(SourceReview.Keep, "It still adds something: keep using it"), new(SourceReview.Stop, "Stop using it")];

    public Source Record { get; private set; } = null!;
    public People People { get; private set; } = new([], []);
    public IReadOnlyList<SourceUse> Uses { get; private set; } = [];
    public IReadOnlyList<SourceReview> Reviews { get; private set; } = [];
    public DateOnly Today => desk.Today;
    public bool IsOwner => Record.OwnerId == desk.Session.UserId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        Adds = Record.Adds;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !IsOwner) return NotFound();
        plain.Require(ModelState, nameof(Adds), Adds, "Enter what it adds");
        if (!ModelState.IsValid) return Page();
        Record.Say(Adds!, Today);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"Whoever writes an assessment is no longer warned of it. Its next review is due by {Record.DueOn.Long()}.");
        return Redirect($"/share/sources/{Id}");
    }

    public async Task<IActionResult> OnPostReviewAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !IsOwner || Record.Adds is null) return NotFound();
        if (!Outcomes.Holds(Outcome)) ModelState.AddModelError(nameof(Outcome), "Choose whether it is kept");
        plain.Require(ModelState, nameof(Words), Words, "Enter why");
        if (!ModelState.IsValid) return Page();
        Record.Review(Outcome == SourceReview.Keep, Today);
        desk.Db.Add(new SourceReview(Record.PartnershipId, Guid.CreateVersion7(), Record.Id, Today, Outcome!, Words!.Trim(), desk.Session.User, desk.Now));
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done(Outcome == SourceReview.Keep ? "It is looked at again in a year." : "Whoever writes an assessment from it is told from today.", "Reviewed");
        return Redirect($"/share/sources/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        Record = found;
        People = await desk.PeopleAsync(cancellation);
        Uses = [.. (await desk.UsesAsync(cancellation))[found.Key].Take(MostUses)];
        Reviews = await desk.Db.Set<SourceReview>().AsNoTracking().Where(r => r.SourceId == Id).OrderByDescending(r => r.At).ToListAsync(cancellation);
        return true;
    }
}
