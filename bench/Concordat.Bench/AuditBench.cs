using System.Diagnostics;
using System.Globalization;
using Concordat.Hosting;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Bench;

/// <summary>A hundred people who each record an act a second: what the audit entry adds to a write, whether the chain stays whole, and how the log grows.</summary>
static class AuditBench
{
    const int Writers = 100, Seconds = 60;
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync()
    {
        var scratch = Directory.CreateTempSubdirectory("concordat-bench-");
        try
        {
            await using var server = await EmbeddedServer.StartAsync(new() { DataFolder = Path.Combine(scratch.FullName, "postgresql") }, _ => { }, CancellationToken.None);
            await Owner.ExecuteAsync(server.OwnerConnectionString("postgres"), "create database bench");
            var owner = server.OwnerConnectionString("bench");
            var application = new NpgsqlConnectionStringBuilder(owner) { Username = ApplicationRole.Name, Password = "bench", MaxPoolSize = Writers + 10 }.ConnectionString;
            await using var database = new DatabaseConnections(owner, application, null);
            await database.MigrateAsync(CancellationToken.None);
            await using var services = Site.Services(application);
            await using (var scope = services.CreateAsyncScope()) await BenchPartnership.ActAsync(scope.ServiceProvider);
            await Owner.ExecuteAsync(owner, $"create table public.note (id bigint generated always as identity, words text); grant usage on schema public to {ApplicationRole.Name}; grant insert on public.note to {ApplicationRole.Name}");
            await MeasureAsync(services, owner, 5, isAudited: true); // as in a program that runs already
            var plain = await MeasureAsync(services, owner, Seconds, isAudited: false);
            var before = await SizeAsync(owner);
            var audited = await MeasureAsync(services, owner, Seconds, isAudited: true);
            await ReportAsync(owner, plain, audited, before);
            await server.StopAsync();
            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static async Task<double[]> MeasureAsync(IServiceProvider services, string owner, int seconds, bool isAudited)
    {
        var user = (Guid)(await Owner.ScalarAsync(owner, "select id from platform.\"user\" limit 1"))!;
        var times = await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => WriteAsync(services, user, w, seconds, isAudited)));
        return [.. times.SelectMany(t => t).Order()];
    }

    static async Task<List<double>> WriteAsync(IServiceProvider services, Guid user, int writer, int seconds, bool isAudited)
    {
        await using var scope = services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.ActAsUser(user);
        session.ActAs((await scope.ServiceProvider.GetRequiredService<IMembershipSource>().FindAsync(user, CancellationToken.None))!, "partnership work");
        var (connections, audit) = (scope.ServiceProvider.GetRequiredService<Connections>(), scope.ServiceProvider.GetRequiredService<AuditLog>());
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var next = Pace * writer / Writers; next.TotalSeconds < seconds; next += Pace)
        {
            if (next > clock.Elapsed) await Task.Delay(next - clock.Elapsed);
            var start = clock.Elapsed;
            await using var connection = await connections.OpenAsync(CancellationToken.None);
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand("insert into public.note (words) values ('A note of some length, as somebody writes it')", connection)) await command.ExecuteNonQueryAsync();
            if (isAudited) await audit.RecordAsync(connection, AuditAction.Read, "subject", Guid.CreateVersion7().ToString(), new { reason = "review of the plan", channel = "page" }, CancellationToken.None);
            await transaction.CommitAsync();
            times.Add((clock.Elapsed - start).TotalMilliseconds);
        }
        return times;
    }

    static async Task ReportAsync(string owner, double[] plain, double[] audited, (long Rows, long Bytes) before)
    {
        var (rows, bytes) = await SizeAsync(owner);
        var each = (bytes - before.Bytes) / (double)(rows - before.Rows);
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        var verdict = await AuditVerifier.VerifyAsync(connection, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            writes                 {plain.Length:N0} without the log, {audited.Length:N0} with it ({Writers} writers, one a second each)
            median                 {At(plain, 0.5):0.0} ms without, {At(audited, 0.5):0.0} ms with
            95th percentile        {At(plain, 0.95):0.0} ms without, {At(audited, 0.95):0.0} ms with, {At(audited, 0.95) - At(plain, 0.95):0.0} ms added
            chain                  {verdict.Entries:N0} entries, {verdict.Faults.Count} faults
            bytes a read event     {each:0} (table and indexes)
            a year                 {each * 250 * 2_000 / (1 << 20):0} MB at 2,000 events a working day
            """));
    }

    static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    static async Task<(long Rows, long Bytes)> SizeAsync(string owner) =>
        ((long)(await Owner.ScalarAsync(owner, "select count(*) from audit.entry"))!, (long)(await Owner.ScalarAsync(owner, "select pg_total_relation_size('audit.entry')"))!);
}
