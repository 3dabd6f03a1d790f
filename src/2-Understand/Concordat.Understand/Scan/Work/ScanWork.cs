using Concordat.Partnership.Calendar;
using Concordat.Platform.Jobs;

namespace Concordat.Understand.Scan.Work;

/// <summary>What a scan job is asked to do.</summary>
/// <param name="Kind">As in the database: month, quarter or asked.</param>
/// <param name="Month">The last month looked at, as 2026-10.</param>
internal sealed record ScanOrder(string Kind, string Month);

/// <summary>Makes a scan in the background.</summary>
internal sealed class ScanWork(ScanDesk desk) : IJobHandler
{
    public const string JobKind = "scan";

    public string Kind => JobKind;

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        var order = job.PayloadAs<ScanOrder>();
        await progress.ReportAsync(0, 1, "Looking over the records", cancellation);
        var (scan, refusal) = await desk.RunAsync(Enum.Parse<ScanKind>(order.Kind, ignoreCase: true), Month.Parse(order.Month), cancellation);
        return scan is null ? throw new JobRefusedException(refusal + ".") : new { scan = scan.Id };
    }
}
