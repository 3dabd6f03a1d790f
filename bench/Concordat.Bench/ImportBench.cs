using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Concordat.Hosting;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Concordat.Share.Returns;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Bench;

/// <summary>Our import (all checks, placing in areas, matching, audit) beside a raw COPY of the same rows into the same table by its owner.</summary>
static class ImportBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length < 2) return 2;
        var scratch = Directory.CreateTempSubdirectory("concordat-bench-");
        try
        {
            var files = Directory.EnumerateFiles(args[0], "*-street.csv*").Order(StringComparer.Ordinal).ToArray();
            if (args.Contains("--million")) files = Multiply(files, 1_000_000, scratch.FullName);
            await using var server = await EmbeddedServer.StartAsync(new() { DataFolder = Path.Combine(scratch.FullName, "postgresql") }, _ => { }, CancellationToken.None);
            await RunAsync(server, "warm", files[..1], args[1], scratch.FullName, TextWriter.Null); // as in a program that runs already
            await RunAsync(server, "bench", files, args[1], scratch.FullName, Console.Out);
            await server.StopAsync();
            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static async Task RunAsync(EmbeddedServer server, string name, string[] files, string boundary, string scratch, TextWriter output)
    {
        await Owner.ExecuteAsync(server.OwnerConnectionString("postgres"), $"create database {name}");
        var owner = server.OwnerConnectionString(name);
        var application = new NpgsqlConnectionStringBuilder(owner) { Username = ApplicationRole.Name, Password = "bench" }.ConnectionString;
        await using var database = new DatabaseConnections(owner, application, null);
        await database.MigrateAsync(CancellationToken.None);
        await using var services = Site.Services(application);
        await using var scope = services.CreateAsyncScope();
        await BenchPartnership.ActAsync(scope.ServiceProvider);

        var (total, stages) = await ImportAsync(scope.ServiceProvider, files, boundary);
        var memory = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        var rows = await Owner.ScalarAsync(owner, "select count(*) from share.incident");
        var raw = await RawCopyAsync(owner, Path.Combine(scratch, "rows.bin"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            rows stored           {rows:N0} from {files.Length} files
            import                {total.TotalSeconds:0.00} s ({stages})
            raw COPY, same rows   {raw.TotalSeconds:0.00} s (median of 3, owner, same table and indexes)
            ratio                 {total / raw:0.00}
            peak memory           {memory:N0} MB
            """));
    }

    static async Task<(TimeSpan Total, string Stages)> ImportAsync(IServiceProvider services, string[] files, string boundary)
    {
        var (desk, work) = (services.GetRequiredService<ReturnDesk>(), services.GetRequiredService<PoliceUkWork>());
        static Task Quiet(long done, long total, string activity) => Task.CompletedTask;
        var opened = files.Select(f => new HandedIn(Path.GetFileName(f), File.OpenRead(f))).ToArray();
        await using var area = File.OpenRead(boundary);
        var clock = Stopwatch.StartNew();
        var id = await desk.HandInPoliceUkAsync(opened, new HandedIn(Path.GetFileName(boundary), area), CancellationToken.None);
        var kept = clock.Elapsed;
        await work.CheckAsync(id, Quiet, CancellationToken.None);
        var isChecked = clock.Elapsed;
        await work.AcceptAsync(id, Quiet, CancellationToken.None);
        var accepted = clock.Elapsed;
        foreach (var file in opened) await file.Content.DisposeAsync();
        return (accepted, string.Create(CultureInfo.InvariantCulture,
            $"keeping the files {kept.TotalSeconds:0.00}, checking {(isChecked - kept).TotalSeconds:0.00}, accepting {(accepted - isChecked).TotalSeconds:0.00}"));
    }

    static async Task<TimeSpan> RawCopyAsync(string owner, string file)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using (var rows = await connection.BeginRawBinaryCopyAsync("copy share.incident to stdout (format binary)"))
        await using (var target = File.Create(file)) await rows.CopyToAsync(target);
        var times = new List<TimeSpan>();
        for (var run = 0; run < 3; run++)
        {
            await Owner.ExecuteAsync(owner, "truncate share.incident");
            var clock = Stopwatch.StartNew();
            await using (var rows = await connection.BeginRawBinaryCopyAsync("copy share.incident from stdin (format binary)"))
            await using (var source = File.OpenRead(file)) await source.CopyToAsync(rows);
            times.Add(clock.Elapsed);
        }
        return times.Order().ElementAt(1);
    }

    // The same months again under other numbers, from January 2011 on, until there are this many rows.
    static string[] Multiply(string[] files, int wanted, string folder)
    {
        var made = new List<string>();
        var rows = 0;
        for (var month = 2011 * 12; rows < wanted; month++)
        {
            var source = files[made.Count % files.Length];
            var (from, to) = (Path.GetFileName(source)[..7], string.Create(CultureInfo.InvariantCulture, $"{month / 12}-{month % 12 + 1:00}"));
            using var stream = File.OpenRead(source);
            using var reader = new StreamReader(source.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
            var text = reader.ReadToEnd().Replace($",{from},", $",{to},", StringComparison.Ordinal);
            rows += text.Count(c => c == '\n') - 1;
            var file = Path.Combine(folder, $"{to}-surrey-street.csv");
            File.WriteAllText(file, text, new UTF8Encoding(false));
            made.Add(file);
        }
        return [.. made];
    }
}
