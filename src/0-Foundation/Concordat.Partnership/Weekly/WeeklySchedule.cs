using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concordat.Partnership.Weekly;

/// <summary>Queues weekly messages as they fall due. Several copies of the program may do so: the database queues each message once.</summary>
internal sealed class WeeklySchedule(IServiceScopeFactory scopes, TimeProvider clock, IConfiguration configuration, ILogger<WeeklySchedule> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Name of the setting; "off" queues nothing.</summary>
    public const string Setting = "Concordat:Weekly";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.Equals(configuration[Setting], "off", StringComparison.OrdinalIgnoreCase)) return;
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do await TryQueueAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    async Task TryQueueAsync(CancellationToken cancellation)
    {
        try
        {
            await QueueAsync(clock.GetUtcNow(), cancellation);
        }
        catch (NpgsqlException e)
        {
            log.LogWarning("Weekly messages could not be queued and are tried again: {Reason}", e.GetType().Name);
        }
    }

    /// <summary>Queues what is due at a moment and returns how many messages that were.</summary>
    public async Task<int> QueueAsync(DateTimeOffset moment, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().ActAsWorker();
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select partnership.queue_weekly($1)", connection);
        command.Parameters.Add(new() { Value = moment.UtcDateTime });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
