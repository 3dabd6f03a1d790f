using System.Diagnostics;
using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Platform.Jobs;

/// <summary>Tells the asker how far a job is, on a connection of its own so that it shows while the work's transaction is open.</summary>
public sealed class JobProgress(Connections connections, Guid partnershipId, Guid jobId, CancellationTokenSource stop)
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(400);
    readonly Stopwatch _since = new();

    /// <summary>Reports progress; calls that follow each other within less than half a second are passed over.</summary>
    /// <remarks>When the asker has cancelled, the job's cancellation token is cancelled and this throws.</remarks>
    /// <exception cref="OperationCanceledException">The asker cancelled, or another worker has taken the job.</exception>
    public async Task ReportAsync(long done, long total, string activity, CancellationToken cancellation)
    {
        if (_since.IsRunning && _since.Elapsed < Often && done < total) return;
        _since.Restart();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            update platform.job set done = $3, total = $4, activity = $5, locked_until = now() + interval '60 seconds'
            where partnership_id = $1 and id = $2 and state = 'running' returning cancel_requested
            """, connection);
        foreach (var value in new object[] { partnershipId, jobId, done, total, activity }) command.Parameters.Add(new() { Value = value });
        if (await command.ExecuteScalarAsync(cancellation) is false) return;
        await stop.CancelAsync();
        throw new OperationCanceledException(stop.Token);
    }
}
