using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Explore.Kept;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Explore.Views.Changed;

/// <summary>A saved view run again on the records as they are: what changed since its owner last looked, and its method.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ViewChangedModel(ConcordatDb db, Session session, Explorer explorer, IncidentQuery incidents, StudyAreas areas, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public SavedView SavedView { get; private set; } = null!;
    public IncidentFilter Filter { get; private set; } = new();

    /// <summary>Null where nothing of what it asks for is held.</summary>
    public KeptFigures? Now { get; private set; }

    /// <summary>Null where nobody has marked it as seen.</summary>
    public ViewChanges? Changes { get; private set; }

    /// <summary>The partnership's data version now.</summary>
    public int Version { get; private set; }
    public string? AreaName { get; private set; }
    public bool IsOwn => SavedView.OwnerId == session.UserId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    /// <summary>Keeps today's figures as those seen; the owner's alone to do.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !IsOwn) return NotFound();
        if (Now is not { } now) return Page();
        SavedView.See(now, Version, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("From now on changes are told against today’s figures.", "Seen");
        return Redirect($"/understand/explore/views/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await db.Set<SavedView>().SingleOrDefaultAsync(v => v.Id == Id && v.RemovedAt == null && (v.IsShared || v.OwnerId == session.User), cancellation) is not { } view) return false;
        (SavedView, Filter, Version) = (view, view.Filter, await incidents.DataVersionAsync(cancellation));
        if (Filter.AreaId is { } area) AreaName = (await areas.ChoicesAsync(cancellation)).FirstOrDefault(a => a.Id == area).Name ?? "an area that is no longer in force";
        if (await explorer.LookAsync(Filter, cancellation, months: view.Months) is { } data) Now = KeptFigures.Of(data);
        Changes = Now is { } now && view.SeenFigures is { } then ? ViewChanges.Of(then, now) : null;
        return true;
    }
}
