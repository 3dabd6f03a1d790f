using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Runs;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Scan.Work;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.Show;

/// <summary>A scan laid open: its rules, what became of each, its hits, and the same looked for again.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowScanModel(ConcordatDb db, ScanDesk desk) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public ScanRun Scan { get; private set; } = null!;
    public IReadOnlyList<RuleOutcome> Outcomes { get; private set; } = [];
    public IReadOnlyList<ScanHit> Hits { get; private set; } = [];

    /// <summary>Whether a second look gave the same figures; null where there was none.</summary>
    public bool? Agrees { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    /// <summary>Looks again from the records as they stood, with the same rules; keeps nothing.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        // How many were new depends on what was told before, not on the records.
        Agrees = (await desk.AgainAsync(Scan, cancellation)).Select(o => o with { Told = 0 }).SequenceEqual(Outcomes.Select(o => o with { Told = 0 }));
        return Page();
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await db.Set<ScanRun>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == Id, cancellation) is not { } scan) return false;
        (Scan, Outcomes) = (scan, RunJson.Read<List<RuleOutcome>>(scan.Outcomes));
        Hits = await db.Set<ScanHit>().AsNoTracking().Where(h => h.ScanId == Id).OrderBy(h => h.Number).ToListAsync(cancellation);
        return true;
    }
}
