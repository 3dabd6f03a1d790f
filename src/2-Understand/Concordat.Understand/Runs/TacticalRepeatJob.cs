using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Runs;

/// <summary>Makes the figures of a tactical run again in the background, from the records as they stood.</summary>
internal sealed class TacticalRepeatJob(ConcordatDb db, TacticalDrafting drafting) : IJobHandler
{
    public const string Name = "tactical figures again";

    public string Kind => Name;

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        var id = job.PayloadAs<RepeatPayload>().Run;
        var run = await db.Set<PatternRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Method == TacticalDrafting.Method, cancellation) ?? throw new JobRefusedException("The run is not there any more.");
        await progress.ReportAsync(1, 2, "Reading the records as they stood", cancellation);
        var (again, refusal) = await drafting.RepeatAsync(run, cancellation);
        if (again is null) throw new JobRefusedException(refusal!);
        await db.SaveChangesAsync(cancellation);
        await progress.ReportAsync(2, 2, "Done", cancellation);
        return new { run = again.Id, agrees = again.RepeatAgrees };
    }
}
