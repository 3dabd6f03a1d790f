using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concordat.Partnership.Weekly;

/// <summary>Queues weekly messages as they fall due; the database queues each message once.</summary>
internal sealed class WeeklySchedule(IServiceScopeFactory scopes, TimeProvider clock, IConfiguration configuration, ILogger<WeeklySchedule> log) : RegularWork(scopes, clock, log)
{
    readonly TimeProvider _clock = clock;

    /// <summary>Name of the setting; "off" queues nothing.</summary>
    public const string Setting = "Concordat:Weekly";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        string.Equals(configuration[Setting], "off", StringComparison.OrdinalIgnoreCase) ? Task.CompletedTask : base.ExecuteAsync(stoppingToken);

    protected override Task RunAsync(CancellationToken cancellation) => QueueAsync(_clock.GetUtcNow(), cancellation);

    /// <summary>Queues what is due at a moment and returns how many messages that were.</summary>
    public async Task<int> QueueAsync(DateTimeOffset moment, CancellationToken cancellation)
    {
        await using var scope = AsWorker();
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select partnership.queue_weekly($1)", connection);
        command.Parameters.Add(new() { Value = moment.UtcDateTime });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
