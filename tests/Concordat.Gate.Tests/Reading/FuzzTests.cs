using Concordat.Gate.Reading;
using Concordat.Partnership.Files;
using Concordat.Testing;
using static Concordat.Gate.Tests.Reading.TestWorkbook;

namespace Concordat.Gate.Tests.Reading;

/// <summary>Spoilt files of every kind end in rows or in a message for the sender, never in anything else. Seeds are fixed; <c>concordat-bench fuzz</c> runs for longer.</summary>
public sealed class FuzzTests
{
    static readonly byte[] Csv = Files.Text("Reference,Category,Notes\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"A{i},\"Noise, café\",{i * 37}\n")));
    static readonly byte[] Json = Files.Text($"{{\"type\":\"FeatureCollection\",\"features\":[{string.Join(',', Enumerable.Range(0, 12).Select(i => $"{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"{(i % 3 == 0 ? "LineString\",\"coordinates\":[[0,51],[0.1,51.5]]" : "Point\",\"coordinates\":[-0.5,51.2]")}}},\"properties\":{{\"ref\":\"R{i}\",\"n\":{i}}}}}"))}]}}");
    static readonly TestWorkbook Book = new TestWorkbook { SharedStrings = "<si><t>Noise</t></si><si><r><t>Li</t></r><r><t>tter</t></r></si>" }
        .Sheet("Data", Row(1, "Reference", "Day", "Notes") + string.Concat(Enumerable.Range(2, 20).Select(i => Row(i, $"A{i}", (46298.5 + i, 2), new Raw("<c r=\"@\" t=\"s\"><v>1</v></c>")))));

    static readonly Dictionary<string, Func<Random, byte[]>> Makers = new()
    {
        ["CSV"] = r => FileMutations.Spoil(Csv, r),
        ["UTF-16"] = r => FileMutations.Spoil(System.Text.Encoding.Unicode.GetBytes(System.Text.Encoding.UTF8.GetString(Csv)), r),
        ["GeoJSON"] = r => FileMutations.Spoil(Json, r),
        ["gzip"] = r => FileMutations.Spoil(Files.Gzip(Csv), r),
        ["ZIP"] = r => FileMutations.Spoil(Files.Zip(("a.csv", Csv), ("b.geojson", Json)), r),
        ["XLSX as packed"] = r => FileMutations.Spoil(Book.Bytes(), r),
        ["XLSX inside"] = r => Book.Bytes((name, part) => r.Next(3) == 0 ? FileMutations.Spoil(part, r) : part),
        ["XLS"] = r => FileMutations.Spoil(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reading", "Fixtures", "housing-97.xls")), r),
    };

    public static TheoryData<string> Formats => [.. Makers.Keys];

    // T-09.
    [Theory, MemberData(nameof(Formats))]
    public void Open_SpoiltFile_EndsInRowsOrAMessage(string format)
    {
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < 1_000; seed++)
        {
            var content = Makers[format](new Random(seed));
            try
            {
                using var tables = TableReader.Open(new MemoryStream(content), "fuzz", new() { Limits = new() { Rows = 100_000 } });
                foreach (var table in tables)
                    foreach (var row in table.Rows()) Assert.Equal(table.Headings.Count, row.Cells.Count);
                read++;
            }
            catch (FileProblemException problem)
            {
                Assert.NotNull(problem.Code);
                refused++;
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Seed {seed}: {fault}");
            }
        }
        // Spoiling that never or always refuses would test nothing.
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }
}
