using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Returns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concordat.Share.Workspaces;

/// <summary>Destroys what was in workspaces whose decision has ended, in every partnership and without anybody's visit. Several copies of the program may do so: the database takes one at a time.</summary>
internal sealed class WorkspaceClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WorkspaceClock> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do await TryClearAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    async Task TryClearAsync(CancellationToken cancellation)
    {
        try
        {
            await ClearAsync(cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            log.LogWarning("Ended workspaces could not be cleared and are tried again: {Reason}", e.GetType().Name);
        }
    }

    /// <summary>Clears what has ended by now; returns how many items were destroyed.</summary>
    public async Task<int> ClearAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().ActAsWorker();
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(cancellation);
        return (int)(await ReturnStore.ScalarAsync(connection, "select share.clear_ended_workspaces_everywhere()", cancellation))!;
    }
}
