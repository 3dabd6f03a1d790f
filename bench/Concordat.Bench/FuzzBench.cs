using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Gate.Reading;
using Concordat.Partnership.Files;
using Concordat.Testing;

namespace Concordat.Bench;

/// <summary>Spoils files for as long as asked and has the gate read them: every one must end in rows or in a message for the sender, none may take long.</summary>
static class FuzzBench
{
    static readonly TimeSpan Hang = TimeSpan.FromSeconds(5);

    public static int Run(string[] args)
    {
        string? only = null;
        if (args is ["--kind", var kind, .. var others]) (only, args) = (kind, others);
        if (args is ["--seed", var seeds, .. var seedFiles]) return Seed(seeds, seedFiles, only);
        if (args is not ["--minutes", var text, .. var files] || !double.TryParse(text, CultureInfo.InvariantCulture, out var minutes))
        {
            Console.Error.WriteLine("concordat-bench fuzz [--kind NAME] --minutes N|--seed N,N [FILE...]\nN minutes for each kind (CSV, CSV in UTF-16, GeoJSON, XLSX, and each file given, such as an XLS).");
            return 2;
        }
        var whole = Seeds(files);
        var failures = 0;
        // One after the other, so that what is slow is the file and not the neighbour.
        foreach (var (name, content) in whole.Where(w => only is null || w.Name == only)) failures += Fuzz(name, content, TimeSpan.FromMinutes(minutes));
        return failures == 0 ? 0 : 1;
    }

    // One or more seeds again, to see what became of a failure.
    static int Seed(string seeds, string[] files, string? only)
    {
        foreach (var (name, content) in Seeds(files).Where(w => only is null || w.Name == only))
            foreach (var seed in seeds.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)))
            {
                var clock = Stopwatch.StartNew();
                var before = GC.GetTotalAllocatedBytes();
                var end = "read";
                try { Read(Inside(content, new Random(seed))); }
                catch (FileProblemException problem) { end = $"refused, {problem.Code}"; }
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, seed {seed}: {end}, {clock.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes() - before) >> 20} MB allocated, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
            }
        return 0;
    }

    static List<(string Name, byte[] Content)> Seeds(string[] files)
    {
        var csv = Encoding.UTF8.GetBytes("Reference,Category,Notes\n" + string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"A{i},\"Noise, café\",{i * 37}\n"))));
        var json = Encoding.UTF8.GetBytes("{\"type\":\"FeatureCollection\",\"features\":[" + string.Join(',', Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[0,51],[0.1,51],[0.1,51.5],[0,51]]]}},\"properties\":{{\"ref\":\"R{i}\"}}}}"))) + "]}");
        using var xlsx = new MemoryStream();
        XlsxWriter.Write(new Workbook
        {
            Title = "Fuzz",
            Author = "Bench",
            Marking = "",
            Date = new(2026, 11, 21),
            Sheets = [new("Data", [new("Reference"), new("Day"), new("Amount")], [.. Enumerable.Range(0, 40).Select(i => (IReadOnlyList<Cell>)[$"R{i}", Cell.Of(new DateOnly(2026, 1, 1).AddDays(i)), i])])],
        }, xlsx);
        return [("CSV", csv), ("CSV in UTF-16", Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(csv))), ("GeoJSON", json), ("XLSX", xlsx.ToArray()),
            .. files.Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)))];
    }

    static int Fuzz(string name, byte[] whole, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var (read, refused, failed, slowest, seed) = (0, 0, 0, TimeSpan.Zero, 0);
        for (; clock.Elapsed < time; seed++)
        {
            var begun = clock.Elapsed;
            try
            {
                Read(Inside(whole, new Random(seed)));
                read++;
            }
            catch (FileProblemException)
            {
                refused++;
            }
            catch (Exception fault)
            {
                failed++;
                Console.Error.WriteLine($"{name}, seed {seed}: {fault}");
            }
            var took = clock.Elapsed - begun;
            if (took > slowest) slowest = took;
            if (took < Hang) continue;
            failed++;
            Console.Error.WriteLine($"{name}, seed {seed}: took {took.TotalSeconds:0.0} s");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {seed:N0} | {read:N0} | {refused:N0} | {failed:N0} | {slowest.TotalMilliseconds:0} ms | {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB |"));
        return failed;
    }

    static void Read(byte[] content)
    {
        using var tables = TableReader.Open(new MemoryStream(content), "fuzz", new() { Limits = new() { Rows = 200_000 } });
        foreach (var table in tables)
            foreach (var row in table.Rows()) _ = row.Cells.Count;
    }

    // Half of the packed files are spoilt inside: spoiling the packing is found out at once.
    static byte[] Inside(byte[] whole, Random random)
    {
        if (whole is not [(byte)'P', (byte)'K', ..] || random.Next(2) == 0) return FileMutations.Spoil(whole, random);
        using var packed = new MemoryStream();
        using (var from = new System.IO.Compression.ZipArchive(new MemoryStream(whole)))
        using (var to = new System.IO.Compression.ZipArchive(packed, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var part = new MemoryStream();
                using (var source = entry.Open()) source.CopyTo(part);
                using var target = to.CreateEntry(entry.FullName).Open();
                target.Write(random.Next(3) == 0 ? FileMutations.Spoil(part.ToArray(), random) : part.ToArray());
            }
        }
        return packed.ToArray();
    }
}
