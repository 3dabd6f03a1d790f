using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concordat.Understand.Scan.Work;

/// <summary>Orders the scans that are due, in the name of the analyst who keeps each partnership's scan.</summary>
/// <remarks>Without a keeper, or when the keeper has left, nothing is ordered; the page says so.</remarks>
internal sealed class ScanClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScanClock> log) : RegularWork(scopes, clock, log)
{
    readonly IServiceScopeFactory _scopes = scopes;

    protected override Task RunAsync(CancellationToken cancellation) => OrderDueAsync(cancellation);

    /// <summary>Orders what is due in every partnership that has a keeper; returns how many scans were ordered.</summary>
    public async Task<int> OrderDueAsync(CancellationToken cancellation)
    {
        var ordered = 0;
        foreach (var (partnership, keeper) in await KeepersAsync(cancellation)) ordered += await OrderAsync(partnership, keeper, cancellation);
        return ordered;
    }

    async Task<List<(Guid Partnership, Guid Keeper)>> KeepersAsync(CancellationToken cancellation)
    {
        await using var scope = AsWorker();
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select partnership_id, user_id from understand.scan_keepers()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keepers = new List<(Guid, Guid)>();
        while (await reader.ReadAsync(cancellation)) keepers.Add((reader.GetGuid(0), reader.GetGuid(1)));
        return keepers;
    }

    async Task<int> OrderAsync(Guid partnership, Guid keeper, CancellationToken cancellation)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var session = services.GetRequiredService<Session>();
        session.ActAsUser(keeper);
        if (await services.GetRequiredService<IMembershipSource>().FindAsync(keeper, cancellation) is not { } member || member.PartnershipId != partnership || !member.Roles.Contains(Role.Analyst)) return 0;
        session.ActAs(member, $"job: {ScanWork.JobKind}");
        var (due, waiting) = (await services.GetRequiredService<ScanCalendar>().DueAsync(cancellation), await WaitingAsync(services, cancellation));
        var ordered = 0;
        foreach (var (kind, month) in due.Where(d => !waiting.Contains((d.Kind.ToString(), d.Month.ToString()))))
        {
            await services.GetRequiredService<JobQueue>().EnqueueAsync(ScanWork.JobKind, new ScanOrder(kind.ToString(), month.ToString()), cancellation);
            ordered++;
        }
        return ordered;
    }

    // Ordered and not done yet, or failed within the day: neither is ordered again.
    static async Task<HashSet<(string, string)>> WaitingAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var connection = await services.GetRequiredService<Connections>().OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select payload ->> 'Kind', payload ->> 'Month' from platform.job
            where partnership_id = $1 and kind = $2 and (state in ('queued', 'running') or state = 'failed' and requested_at > now() - interval '1 day')
            """, connection);
        command.Parameters.Add(new() { Value = services.GetRequiredService<Session>().Partnership });
        command.Parameters.Add(new() { Value = ScanWork.JobKind });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var waiting = new HashSet<(string, string)>();
        while (await reader.ReadAsync(cancellation)) waiting.Add((reader.GetString(0), reader.GetString(1)));
        return waiting;
    }
}
