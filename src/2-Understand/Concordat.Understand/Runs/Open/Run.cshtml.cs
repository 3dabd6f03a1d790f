using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Runs.Open;

/// <summary>A run laid open: method, settings, records, version, and the same figures made again.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class RunModel(ConcordatDb db, TacticalDrafting drafting) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public PatternRun Run { get; private set; } = null!;
    public TacticalParameters Parameters { get; private set; } = null!;
    public TacticalResult Result { get; private set; } = null!;

    /// <summary>The run this one was made to check, and whether all figures agree; null for a first run.</summary>
    public (PatternRun First, bool Agrees)? Check { get; private set; }

    public IReadOnlyList<PatternRun> Repeats { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await FindAsync(Id, cancellation) is not { } run) return NotFound();
        Run = run;
        Parameters = RunJson.Read<TacticalParameters>(run.Parameters);
        Result = TacticalRunResult.Of(run).Result;
        if (run.RepeatsRunId is { } first && await FindAsync(first, cancellation) is { } original)
            Check = (original, SameFigures(original, run));
        Repeats = await db.Set<PatternRun>().AsNoTracking().Where(r => r.RepeatsRunId == Id).OrderBy(r => r.MadeAt).ToListAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindAsync(Id, cancellation) is not { } run) return NotFound();
        var (again, refusal) = await drafting.RepeatAsync(run, cancellation);
        if (again is null)
        {
            ModelState.AddModelError("", refusal!);
            return await OnGetAsync(cancellation);
        }
        TempData.Done(SameFigures(run, again) ? "Run again from the same records: every figure is the same." : "Run again from the same records: some figures differ.", "Run again");
        return Redirect($"/understand/runs/{again.Id}");
    }

    Task<PatternRun?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<PatternRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Method == TacticalDrafting.Method, cancellation);

    // The bytes that scripts rely on: counts, signals, hot spots, repeat locations and the method itself.
    static bool SameFigures(PatternRun one, PatternRun other) =>
        TacticalJson.Write(TacticalRunResult.Of(one).Result).AsSpan().SequenceEqual(TacticalJson.Write(TacticalRunResult.Of(other).Result));

    public static string Spans(IReadOnlyList<Month> months) => months.Count == 0 ? "none" : months.Count == 1 ? months[0].LongName
        : $"{months[0].LongName} to {months[^1].LongName}, {months.Count} of {months[^1].Number - months[0].Number + 1} months";
}
