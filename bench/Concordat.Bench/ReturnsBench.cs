using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Gate.Sets;
using Concordat.Hosting;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Bench;

/// <summary>Partners' returns (a CSV and a workbook) from the upload to the accepted records, beside a raw COPY of the same stored rows into the same tables by their owner.</summary>
static class ReturnsBench
{
    const int EachFile = 50_000, Set = 8;
    static readonly string[] Categories = ["Noise", "Litter", "Vandalism", "Begging"];
    static readonly SetPeriod[] Quarters = [SetPeriod.Of(new Month(2026, 1)), SetPeriod.Of(new Month(2026, 4))];

    public static async Task<int> RunAsync()
    {
        var scratch = Directory.CreateTempSubdirectory("concordat-bench-");
        try
        {
            await using var server = await EmbeddedServer.StartAsync(new() { DataFolder = Path.Combine(scratch.FullName, "postgresql") }, _ => { }, CancellationToken.None);
            await RunAsync(server, "warm", 2_000, scratch.FullName, TextWriter.Null); // as in a program that runs already
            await RunAsync(server, "bench", EachFile, scratch.FullName, Console.Out);
            await server.StopAsync();
            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static async Task RunAsync(EmbeddedServer server, string name, int rows, string scratch, TextWriter output)
    {
        await Owner.ExecuteAsync(server.OwnerConnectionString("postgres"), $"create database {name}");
        var owner = server.OwnerConnectionString(name);
        var application = new NpgsqlConnectionStringBuilder(owner) { Username = ApplicationRole.Name, Password = "bench" }.ConnectionString;
        await using var database = new DatabaseConnections(owner, application, null);
        await database.MigrateAsync(CancellationToken.None);
        await using var services = Site.Services(application);
        Guid partnership, agency;
        await using (var scope = services.CreateAsyncScope())
        {
            await BenchPartnership.ActAsync(scope.ServiceProvider, "council");
            partnership = (Guid)(await Owner.ScalarAsync(owner, "select id from partnership.partnership"))!;
            agency = (Guid)(await Owner.ScalarAsync(owner, "select id from partnership.agency"))!;
            await Owner.ExecuteAsync(owner, Agreement(partnership, agency));
            var (csv, book) = (Csv(Quarters[0], rows), Workbook(Quarters[1], rows));
            var clock = Stopwatch.StartNew();
            var first = await SendAsync(scope.ServiceProvider, agency, Quarters[0], "return.csv", csv);
            var csvRead = clock.Elapsed;
            var second = await SendAsync(scope.ServiceProvider, agency, Quarters[1], "return.xlsx", book);
            var isChecked = clock.Elapsed;
            foreach (var id in new[] { first, second }) await scope.ServiceProvider.GetRequiredService<Acceptance>().AcceptAsync(id, (_, _, words) => output.WriteLineAsync($"  {clock.Elapsed.TotalSeconds:0.0} {words}"), CancellationToken.None);
            var total = clock.Elapsed;
            var memory = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
            var stored = await Owner.ScalarAsync(owner, "select count(*) from share.record");
            var raw = await RawCopyAsync(owner, scratch);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                records stored        {stored:N0} (each also an incident)
                send and accept       {total.TotalSeconds:0.00} s (CSV to draft {csvRead.TotalSeconds:0.00}, XLSX to draft {(isChecked - csvRead).TotalSeconds:0.00}, accepting both {(total - isChecked).TotalSeconds:0.00})
                raw COPY, same rows   {raw.TotalSeconds:0.00} s (median of 3, owner, share.record and share.incident with their indexes)
                ratio                 {total / raw:0.00}
                peak memory           {memory:N0} MB
                """));
        }
    }

    static async Task<Guid> SendAsync(IServiceProvider services, Guid agency, SetPeriod period, string name, byte[] file)
    {
        await using var held = await UploadStream.ReadAsync(new MemoryStream(file), name, CancellationToken.None);
        var result = await services.GetRequiredService<ReturnSending>().SendAsync(new(agency, SetCatalogue.Standard.Statutory(Set), period, "file", true, null), name, held, null, CancellationToken.None);
        var id = result.ReturnId ?? throw new InvalidOperationException($"{result.Code} {result.Refusal}");
        await services.GetRequiredService<ReturnMoves>().SubmitAsync(id, [], true, CancellationToken.None);
        return id;
    }

    static IEnumerable<string[]> Rows(SetPeriod period, int rows)
    {
        for (var i = 0; i < rows; i++)
            yield return
            [
                string.Create(CultureInfo.InvariantCulture, $"ASB{period.First.Number}{i:000000}"), Categories[i % 4], period.FirstDay.AddDays(i % 88).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{i % 24:00}:{i % 60:00}"), (500_000 + i % 9_973).ToString(CultureInfo.InvariantCulture), (150_000 + i % 7_919).ToString(CultureInfo.InvariantCulture),
                i % 3 == 0 ? "shouting and music until late outside the shops by the river" : "",
            ];
    }

    static readonly string[] Headings = ["Reference", "Category", "Date", "Time", "Easting", "Northing", "Notes"];

    static byte[] Csv(SetPeriod period, int rows) =>
        Encoding.UTF8.GetBytes(string.Join("\r\n", Rows(period, rows).Prepend(Headings).Select(r => string.Join(',', r))));

    static byte[] Workbook(SetPeriod period, int rows)
    {
        using var file = new MemoryStream();
        XlsxWriter.Write(new Workbook
        {
            Title = "Return",
            Author = "Bench",
            Marking = "",
            Date = period.LastDay,
            Sheets = [new("Data", [.. Headings.Select(h => new TableColumn(h))], Rows(period, rows).Select(r => (IReadOnlyList<Cell>)[.. r.Select(c => Cell.Of(c))]))],
        }, file);
        return file.ToArray();
    }

    static string Agreement(Guid partnership, Guid agency) => $"""
        set session_replication_role = replica;
        insert into share.agreement (partnership_id, id, title, template_number, begun_by, begun_at) select '{partnership}', '{agency}', 'Bench', 1, '{agency}', now();
        insert into share.agreement_version (partnership_id, agreement_id, number, stage, starts_on, review_on, purposes, written_by, written_by_name, written_at, approved_by, approved_by_name, approved_at, complete_on)
        select '{partnership}', '{agency}', 1, 'for signature', '2025-01-01', current_date + 300, array['assessment', 'problem-solving', 'evaluation'], '{agency}', 'A', now(), gen_random_uuid(), 'B', now(), '2025-01-01';
        insert into share.agreement_party (partnership_id, agreement_id, version_number, agency_id) select '{partnership}', '{agency}', 1, '{agency}';
        insert into share.agreement_set (partnership_id, agreement_id, version_number, set_number, agency_id, from_on, regime, fields) select '{partnership}', '{agency}', 1, {Set}, '{agency}', '2025-01-01', 'general', array['category'];
        insert into share.agreement_signature (partnership_id, id, agreement_id, version_number, agency_id, standing, signed_on, signed_at, signed_by, signed_by_name, job_title)
        select '{partnership}', gen_random_uuid(), '{agency}', 1, '{agency}', 'responsible authority', '2025-01-01', now(), '{agency}', 'S', 'C';
        set session_replication_role = default;
        """;

    static async Task<TimeSpan> RawCopyAsync(string owner, string folder)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        string[] tables = ["share.record", "share.incident"];
        foreach (var table in tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)");
            await using var target = File.Create(Path.Combine(folder, table));
            await rows.CopyToAsync(target);
        }
        // The triggers of the rule for small numbers are ours, not part of a raw COPY.
        await Owner.ExecuteAsync(owner, "alter table share.incident disable trigger user");
        var times = new List<TimeSpan>();
        for (var run = 0; run < 3; run++)
        {
            await Owner.ExecuteAsync(owner, "truncate share.record, share.incident cascade");
            var clock = Stopwatch.StartNew();
            foreach (var table in tables)
            {
                await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)");
                await using var source = File.OpenRead(Path.Combine(folder, table));
                await source.CopyToAsync(rows);
            }
            times.Add(clock.Elapsed);
        }
        return times.Order().ElementAt(1);
    }
}
