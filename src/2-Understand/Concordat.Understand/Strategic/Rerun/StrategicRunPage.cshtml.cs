using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Write;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Rerun;

/// <summary>The run behind an assessment laid open, and made again from the records as they stood.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class StrategicRunPageModel(ConcordatDb db, Session session, StrategicRuns runs) : StrategicPage(db, session)
{
    public PatternRun Run { get; private set; } = null!;
    public StrategicParameters Parameters { get; private set; } = null!;
    public StrategicResult Result { get; private set; } = null!;

    /// <summary>Runs that checked this one, and whether every figure was the same.</summary>
    public IReadOnlyList<(PatternRun Run, bool Agrees)> Repeats { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        var (again, refusal) = await runs.RepeatAsync(Run, cancellation);
        if (again is null)
        {
            ModelState.AddModelError("", refusal!);
            return Page();
        }
        await Db.SaveChangesAsync(cancellation);
        TempData.Done(StrategicRuns.Agree(Run, again) ? "Run again from the same records: every figure is the same." : "Run again from the same records: some figures differ.", "Run again");
        return Redirect($"{Assessment.Url}/run");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !ReadsDrafts) return false;
        if (await Db.Set<PatternRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == Assessment.RunId && r.Method == StrategicRuns.Method, cancellation) is not { } run) return false;
        (Run, Parameters, Result) = (run, RunJson.Read<StrategicParameters>(run.Parameters), StrategicRunResult.Of(run).Result);
        Repeats = [.. (await Db.Set<PatternRun>().AsNoTracking().Where(r => r.RepeatsRunId == run.Id).OrderBy(r => r.MadeAt).ToListAsync(cancellation)).Select(r => (r, StrategicRuns.Agree(run, r)))];
        return true;
    }
}
