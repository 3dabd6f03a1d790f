using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Runs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Explore.Kept;

/// <summary>A view as it was when a finding was made of it, and the same looked at again.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class KeptViewModel(ConcordatDb db, KeptViews kept) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public PatternRun Run { get; private set; } = null!;
    public KeptInputs Inputs { get; private set; } = null!;
    public KeptFigures Figures { get; private set; } = null!;

    /// <summary>The threshold has risen since, so less is shown than was kept.</summary>
    public bool ShowsLess => Figures.FewestShown > Kept.FewestShown;

    KeptFigures Kept { get; set; } = null!;

    /// <summary>Whether a second look gave the same figures; null where there was none.</summary>
    public bool? Agrees { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        Agrees = await kept.AgainAsync(Run, cancellation) is { } again && again.Agrees(Kept);
        return Page();
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await db.Set<PatternRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == Id && r.Method == KeptViews.Method, cancellation) is not { } run) return false;
        (Run, Inputs, Kept, Figures) = (run, RunJson.Read<KeptInputs>(run.Parameters), RunJson.Read<KeptFigures>(run.Result), await kept.ShownAsync(run, cancellation));
        return true;
    }
}
