using System.ComponentModel.DataAnnotations;
using Concordat.Act.Plans;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Files;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Physical.Show;

/// <summary>The physical change that an intervention makes: site, cost, and photographs before and after.</summary>
[Authorize(Policy = Policies.ReadPartnership), Uploads]
[RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest, MemoryBufferThreshold = LargestRequest)]
internal sealed class ShowChangeModel(PhysicalDesk desk, ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PageModel
{
    const int LargestRequest = 4 * PhotoCleaner.MostBytes;

    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Site", Description = "The place that is changed, such as the alley behind Quay Street. No names.")] public string? Site { get; set; }
    [BindProperty, Display(Name = "Cost planned")] public string? Planned { get; set; }
    [BindProperty, Display(Name = "Cost as it came", Description = "Leave empty until it is known.")] public string? Cost { get; set; }
    [BindProperty, Display(Name = "Changed on", Description = "The day the change was made. Leave empty until then.")] public DateOnly? DoneOn { get; set; }
    [BindProperty] public uint Version { get; set; }
    [BindProperty, Display(Name = "When")] public string? Side { get; set; }
    [BindProperty, Display(Name = "Photograph", Description = "A JPEG or PNG file of 5 MB or less.")] public IFormFile? Picture { get; set; }
    [BindProperty, Display(Name = "What it shows", Description = "For those who cannot see it, such as: two lamps out above the steps. No names.")] public string? Alt { get; set; }
    [BindProperty, Display(Name = "Taken on")] public DateOnly? TakenOn { get; set; }

    public ChangeHome Home { get; private set; } = null!;
    public PhysicalChange? Change { get; private set; }
    public IReadOnlyList<PhotoLine> Photos { get; private set; } = [];
    public static IReadOnlyList<Choice> Sides { get; } = [new(ChangePhoto.Before, "Before the change"), new(ChangePhoto.After, "After the change")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Home.MayChange) return NotFound();
        ModelState.Need(nameof(Site), Site, PhysicalChange.LongestSite, "Say where the change is made");
        names.Check(ModelState, nameof(Site), Site);
        if (Money.Pence(Planned) is not >= 0) ModelState.AddModelError(nameof(Planned), "Enter the cost planned in pounds and pence, such as 1250 or 1250.50; 0 where it costs nothing");
        if (!Money.IsValid(Cost)) ModelState.AddModelError(nameof(Cost), "The cost must be pounds and pence, such as 1250 or 1250.50");
        if (DoneOn > London.Today(clock)) ModelState.AddModelError(nameof(DoneOn), "The day the change was made must be today or in the past");
        if (!ModelState.IsValid) return Page();
        var change = Change;
        if (change is null) db.Add(change = new(session.Partnership, Id));
        else db.Entry(change).Property(c => c.Version).OriginalValue = Version;
        change.Say(Site!.Trim(), Money.Pence(Planned)!.Value, Money.Pence(Cost), DoneOn, session.User, clock.GetUtcNow().UtcDateTime);
        return await SaveAsync("The change is written down.", cancellation);
    }

    public async Task<IActionResult> OnPostPhotoAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Home.MayChange || Change is null) return NotFound();
        if (Sides.All(s => s.Value != Side)) ModelState.AddModelError(nameof(Side), "Say whether it was taken before or after the change");
        ModelState.Need(nameof(Alt), Alt, ChangePhoto.LongestAlt, "Say what the photograph shows, for those who cannot see it");
        names.Check(ModelState, nameof(Alt), Alt);
        if (TakenOn is null || TakenOn > London.Today(clock)) ModelState.AddModelError(nameof(TakenOn), "Enter the day it was taken, today or in the past");
        if (Photos.Count(p => p.Side == Side) >= ChangePhoto.MostOfASide) ModelState.AddModelError(nameof(Picture), $"There are {ChangePhoto.MostOfASide} photographs of that already. Remove one first");
        var clean = await ReadAsync(cancellation);
        if (!ModelState.IsValid || clean is null)
        {
            Show();
            return Page();
        }
        var photo = new ChangePhoto(session.Partnership, Guid.CreateVersion7(), Id, Side!, Alt!.Trim(), TakenOn!.Value, session.User, clock.GetUtcNow().UtcDateTime);
        photo.Hold(clean);
        db.Add(photo);
        return await SaveAsync("The photograph is added.", cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid photo, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Home.MayChange) return NotFound();
        if (await db.Set<ChangePhoto>().SingleOrDefaultAsync(p => p.Id == photo && p.InterventionId == Id, cancellation) is not { } found) return NotFound();
        ModelState.Clear();
        db.Remove(found);
        return await SaveAsync("The photograph is removed.", cancellation);
    }

    async Task<CleanPhoto?> ReadAsync(CancellationToken cancellation)
    {
        if (Picture is not { Length: > 0 } file)
        {
            ModelState.AddModelError(nameof(Picture), "Choose the photograph");
            return null;
        }
        // One byte beyond the most is enough to tell that it is too large.
        var bytes = new byte[Math.Min(file.Length, PhotoCleaner.MostBytes + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellation);
        var (photo, fault) = PhotoCleaner.Clean(bytes);
        if (fault is not null) ModelState.AddModelError(nameof(Picture), fault);
        return photo;
    }

    async Task<IActionResult> SaveAsync(string done, CancellationToken cancellation)
    {
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            db.Forget();
            if (!await FindAsync(cancellation)) return NotFound();
            Version = Change?.Version ?? 0;
            ModelState.Remove(nameof(Version));
            ModelState.AddModelError("", "Somebody else changed it at the same moment. What they wrote stands above; save again to put yours in its place");
            return Page();
        }
        TempData.Done(done);
        return Redirect($"/act/physical/{Id}");
    }

    void Show()
    {
        if (Change is not { } c) return;
        (Site, Planned, Cost, DoneOn, Version) = (c.Site, Money.Edit(c.PlannedPence), Money.Edit(c.CostPence), c.DoneOn, c.Version);
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await desk.HomeAsync(Id, cancellation) is not { } home) return false;
        (Home, Change, Photos) = (home, await desk.FindAsync(Id, cancellation), await desk.PhotosAsync(Id, cancellation));
        return true;
    }
}
