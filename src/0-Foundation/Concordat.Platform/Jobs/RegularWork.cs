using Concordat.Platform.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concordat.Platform.Jobs;

/// <summary>Work of the program itself, done when it starts and every ten minutes after. Several copies of the program may do it: the database lets one of them do each thing.</summary>
/// <remarks>What goes wrong is logged by its kind alone and tried again the next time; the program goes on.</remarks>
public abstract class RegularWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Does what is due now.</summary>
    protected abstract Task RunAsync(CancellationToken cancellation);

    /// <summary>Services that act as the program itself, in no partnership.</summary>
    protected AsyncServiceScope AsWorker()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().ActAsWorker();
        return scope;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("{Work} could not be done and is tried again: {Reason}", GetType().Name, e.GetType().Name);
        }
    }
}
