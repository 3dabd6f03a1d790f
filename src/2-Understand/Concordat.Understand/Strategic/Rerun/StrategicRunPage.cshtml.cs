using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
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
internal sealed class StrategicRunPageModel(ConcordatDb db, Session session, JobQueue jobs) : StrategicPage(db, session)
{
    public PatternRun Run { get; private set; } = null!;
    public StrategicParameters Parameters { get; private set; } = null!;
    public StrategicResult Result { get; private set; } = null!;

    /// <summary>The work of making it again, for whoever asked for it; null where nobody did.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Job { get; set; }

    public Job? Work { get; private set; }

    /// <summary>Runs that checked this one, and whether every figure was the same.</summary>
    public IReadOnlyList<(PatternRun Run, bool Agrees)> Repeats { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (Work is { IsOver: false }) return Redirect($"{Assessment.Url}/run?job={Work.Id}");
        var job = await jobs.EnqueueAsync(StrategicRepeatJob.Name, new RepeatPayload(Run.Id), cancellation);
        return Redirect($"{Assessment.Url}/run?job={job}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !ReadsDrafts) return false;
        if (await Db.Set<PatternRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == Assessment.RunId && r.Method == StrategicRuns.Method, cancellation) is not { } run) return false;
        (Run, Parameters, Result) = (run, RunJson.Read<StrategicParameters>(run.Parameters), StrategicRunResult.Of(run).Result);
        Repeats = [.. (await Db.Set<PatternRun>().AsNoTracking().Where(r => r.RepeatsRunId == run.Id).OrderBy(r => r.MadeAt).ToListAsync(cancellation)).Select(r => (r, r.RepeatAgrees ?? StrategicRuns.Agree(run, r)))];
        // Somebody else's work, or another kind of it, is not shown here.
        Work = Job is { } id && await jobs.FindAsync(id, cancellation) is { Kind: StrategicRepeatJob.Name } work && work.PayloadAs<RepeatPayload>().Run == run.Id ? work : null;
        return true;
    }
}
