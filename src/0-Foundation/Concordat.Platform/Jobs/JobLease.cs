using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Platform.Jobs;

/// <summary>Keeps a running job this worker's while it works, and stops the work when the asker cancels.</summary>
internal sealed class JobLease : IAsyncDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    readonly CancellationTokenSource _end = new();
    readonly Task _beating;

    public JobLease(Connections connections, Guid partnershipId, Guid jobId, CancellationTokenSource stop) =>
        _beating = BeatAsync(connections, partnershipId, jobId, stop);

    async Task BeatAsync(Connections connections, Guid partnershipId, Guid jobId, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
                if (await RenewAsync(connections, partnershipId, jobId, _end.Token)) await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
        catch (NpgsqlException)
        {
            // The database went away: the work meets the same fault and says so.
        }
    }

    static async Task<bool> RenewAsync(Connections connections, Guid partnershipId, Guid jobId, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            update platform.job set locked_until = now() + interval '60 seconds'
            where partnership_id = $1 and id = $2 returning cancel_requested
            """, connection);
        command.Parameters.Add(new() { Value = partnershipId });
        command.Parameters.Add(new() { Value = jobId });
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
    }
}
