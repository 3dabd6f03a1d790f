using System.IO.Compression;
using System.Text;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Gate.Reading;
using Concordat.Gate.Sets;
using Concordat.Partnership.Areas;
using Concordat.Testing;

namespace Concordat.Gate.Tests.Checks;

/// <summary>What came of a file.</summary>
sealed record Passed(GateReport Report, IReadOnlyList<KeptRow> Kept, IReadOnlyList<RowFault> Faults, string Csv)
{
    public IReadOnlyList<string> Codes => [.. Faults.Select(f => f.Code)];

    public RowFault Only => Assert.Single(Faults);

    /// <summary>What stood in the rows with faults, as far as it may be told.</summary>
    public IReadOnlyList<AsideRow> Aside { get; init; } = [];
}

/// <summary>Passes files as the command line does: real reader, scanner and place finder. Today is 21 November 2026.</summary>
static class PassGate
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static Passed Csv(string set, string csv, string? map = null, StudyArea? area = null, SetPeriod? period = null, SetCatalogue? catalogue = null, AgreedFields? agreed = null, IPlaceFinder? places = null) =>
        Bytes(set, Encoding.UTF8.GetBytes(csv), "file.csv", map, area, period, catalogue, agreed, places);

    public static Passed Shared(string set, string path, string map) => Bytes(set, File.ReadAllBytes(SharedData.Path(path)), Path.GetFileName(path), Map(map), null, null, null);

    public static Passed Bytes(string set, byte[] content, string name, string? map, StudyArea? area, SetPeriod? period, SetCatalogue? catalogue, AgreedFields? agreed = null, IPlaceFinder? places = null)
    {
        var definition = (catalogue ?? SetCatalogue.Standard).Find(set)!;
        var read = map is null ? null : MapFile.Read(map);
        using var tables = TableReader.Open(new MemoryStream(content), name, new ReadingOptions { Sheet = read?.Sheet, HeaderRow = read?.HeaderRow });
        var (kept, faults, aside) = (new List<KeptRow>(), new List<RowFault>(), new List<AsideRow>());
        var text = new StringWriter();
        var writer = new KeptCsv(text, definition);
        var settings = new GateSettings { Today = Today, Area = area, FirstDay = period?.FirstDay, LastDay = period?.LastDay, Agreed = agreed };
        var report = Gatekeeper.Pass(definition, tables[0], read, settings, new IdentifierScanner(new Clock()), places ?? new CoordinatePlaceFinder(area is null ? null : area.Contains),
            row =>
            {
                kept.Add(row);
                writer.Add(row);
            },
            faults.Add, null, CancellationToken.None, aside.Add);
        Assert.Equal(report.Read, report.Kept + report.SetAside);
        Assert.Equal(report.Records, kept.Count);
        return new(report, kept, faults, text.ToString()) { Aside = aside };
    }

    /// <summary>A map kept in samples/maps.</summary>
    public static string Map(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "samples", "maps", name))) return File.ReadAllText(Path.Combine(folder.FullName, "samples", "maps", name));
        throw new FileNotFoundException($"samples/maps/{name}");
    }

    public static List<Dictionary<string, string>> Rows(string path, Encoding? encoding = null)
    {
        using var unpacked = new GZipStream(File.OpenRead(SharedData.Path(path)), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, encoding ?? Encoding.UTF8);
        var (headings, rows) = ((string[]?)null, new List<Dictionary<string, string>>());
        while (reader.ReadLine() is { } line)
        {
            var cells = Split(line);
            if (headings is null) headings = cells;
            else rows.Add(headings.Zip(cells).ToDictionary(p => p.First, p => p.Second));
        }
        return rows;
    }

    // A plain reader of quoted commas, independent of the one under test; the shared files have no line breaks in cells.
    static string[] Split(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(c);
        }
        cells.Add(cell.ToString());
        return [.. cells];
    }

    sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
    }
}
