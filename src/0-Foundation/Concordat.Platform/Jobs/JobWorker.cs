using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Platform.Jobs;

/// <summary>Takes waiting jobs one at a time and runs their handlers; several workers share the queue through row locks.</summary>
/// <remarks>A job whose worker died is taken again when its lease runs out, three times at most.</remarks>
internal sealed class JobWorker(IServiceScopeFactory scopes, NpgsqlDataSource source, ILogger<JobWorker> log) : BackgroundService
{
    const int MostAttempts = 3;
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await TakeAsync(stoppingToken) is { } taken) await RunAsync(taken, stoppingToken);
                await WaitForWorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException or TimeoutException)
            {
                log.LogWarning("The job worker cannot reach the database and tries again: {Reason}", e.GetType().Name);
                await Task.Delay(Poll, stoppingToken);
            }
        }
    }

    async Task WaitForWorkAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using (var listen = new NpgsqlCommand($"listen {JobQueue.Channel}", connection)) await listen.ExecuteNonQueryAsync(cancellation);
        await connection.WaitAsync(Poll, cancellation);
    }

    sealed record Taken(Job Job, Guid PartnershipId, Guid AgencyId, int Attempts);

    async Task<Taken?> TakeAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().ActAsWorker();
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            update platform.job j set state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()),
              locked_until = now() + interval '60 seconds'
            from (select partnership_id, id from platform.job
                  where state = 'queued' or (state = 'running' and locked_until < now())
                  order by requested_at limit 1 for update skip locked) w
            where j.partnership_id = w.partnership_id and j.id = w.id
            returning j.id, kind, state, payload, result, done, total, activity, failure, requested_by, requested_at, started_at, finished_at,
              j.partnership_id, agency_id, attempts
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(JobQueue.Read(reader), reader.GetGuid(13), reader.GetGuid(14), reader.GetInt32(15))
            : null;
    }

    async Task RunAsync(Taken taken, CancellationToken stopping)
    {
        var (job, id) = (taken.Job, taken.Job.Id);
        if (taken.Attempts > MostAttempts)
        {
            await FinishAsync(taken, "failed", null, "The work stopped three times without finishing. Nothing was kept. Start it again, or ask the administrator.");
            return;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        try
        {
            await ActAsAskerAsync(services, taken, stopping);
            var progress = new JobProgress(services.GetRequiredService<Connections>(), taken.PartnershipId, id, stop);
            var handler = services.GetServices<IJobHandler>().Single(h => h.Kind == job.Kind);
            await using var lease = new JobLease(services.GetRequiredService<Connections>(), taken.PartnershipId, id, stop);
            var result = await handler.RunAsync(job, progress, stop.Token);
            await FinishAsync(taken, "done", JsonSerializer.Serialize(result), null);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await FinishAsync(taken, "queued", null, null);
        }
        catch (OperationCanceledException)
        {
            await FinishAsync(taken, "cancelled", null, null);
        }
        catch (JobRefusedException refused)
        {
            await FinishAsync(taken, "failed", null, refused.Message);
        }
        catch (NpgsqlException e) when (e.IsTransient)
        {
            // The lease runs out and the job is taken again once the database is back.
            log.LogWarning("Job {Job} lost the database and will be taken again", id);
        }
        catch (Exception e)
        {
            log.LogError("Job {Job} of kind {Kind} failed: {Type} at {Place}", id, job.Kind, e.GetType().Name, e.TargetSite?.DeclaringType?.Name);
            await FinishAsync(taken, "failed", null, "Something went wrong on our side. Nothing was kept. Try again; if it happens again, give the administrator the number of this job.");
        }
    }

    static async Task ActAsAskerAsync(IServiceProvider services, Taken taken, CancellationToken cancellation)
    {
        var session = services.GetRequiredService<Session>();
        session.ActAsUser(taken.Job.RequestedBy);
        var membership = await services.GetRequiredService<IMembershipSource>().FindAsync(taken.Job.RequestedBy, cancellation);
        if (membership?.PartnershipId != taken.PartnershipId)
            throw new JobRefusedException("The person who asked for this is no longer a member of the partnership.");
        session.ActAs(membership, $"job: {taken.Job.Kind}");
    }

    async Task FinishAsync(Taken taken, string state, string? result, string? failure)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().ActAsWorker();
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("""
            update platform.job set state = $3, result = $4, failure = $5, locked_until = null,
              finished_at = case $3 when 'queued' then null else now() end
            where partnership_id = $1 and id = $2
            """, connection);
        command.Parameters.Add(new() { Value = taken.PartnershipId });
        command.Parameters.Add(new() { Value = taken.Job.Id });
        command.Parameters.Add(new() { Value = state });
        command.Parameters.Add(new() { Value = (object?)result ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = (object?)failure ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync();
    }
}
