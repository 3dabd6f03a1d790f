using System.Text;
using Concordat.Gate.Reading;
using Concordat.Partnership.Files;
using static Concordat.Gate.Tests.Reading.TestWorkbook;

namespace Concordat.Gate.Tests.Reading;

/// <summary>Files that nobody should send and somebody will: each ends in a sentence, a remedy and a reason code.</summary>
public sealed class MalformedFileTests
{
    const string Table = "Reference,Category,Notes\nA1,Noise,loud\nA2,Litter,more\n";
    static readonly string Same = string.Concat(Enumerable.Repeat("A1,Noise," + new string(' ', 4000) + "\n", 10_000));
    static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, .. new byte[200]];

    static readonly Dictionary<string, (string Code, Func<byte[]> Content)> Cases = new()
    {
        ["empty"] = ("F-01", () => []),
        ["blank lines alone"] = ("F-01", () => Files.Text("\n \n\t\r\n")),
        ["a byte order mark alone"] = ("F-01", () => [0xEF, 0xBB, 0xBF]),
        ["UTF-16 mark alone"] = ("F-01", () => [0xFF, 0xFE]),
        ["one byte of binary"] = ("F-02", () => [0]),
        ["delimiters alone"] = ("F-01", () => Files.Text(",,,\n,,,\n")),
        ["PDF"] = ("F-02", () => Files.Text("%PDF-1.7\n%âãÏÓ\n")),
        ["picture"] = ("F-02", () => Png),
        ["XML"] = ("F-02", () => Files.Text("<?xml version=\"1.0\"?><records/>")),
        ["Word document"] = ("F-02", () => Files.Zip(("[Content_Types].xml", Files.Text("<Types/>")), ("_rels/.rels", Files.Text("<R><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></R>")), ("word/document.xml", Files.Text("<document/>")))),
        ["binary workbook"] = ("F-02", () => Files.Zip(("[Content_Types].xml", Files.Text("<Types/>")), ("_rels/.rels", Files.Text("<R><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></R>")), ("xl/workbook.bin", [1]))),
        ["web page called xls"] = ("F-03", () => Files.Text("<html><table><tr><td>Reference</td></tr></table></html>")),
        ["web page in UTF-16"] = ("F-03", () => Encoding.Unicode.GetBytes("<html><body>sign in</body></html>")),
        ["locked workbook"] = ("F-04", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[1000]]),
        ["old workbook of noughts"] = ("F-05", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4000]]),
        ["cut workbook"] = ("F-05", () => Good()[..^300]),
        ["cut gzip"] = ("F-05", () => Files.Gzip(Files.Text(Table + string.Concat(Enumerable.Range(0, 5000).Select(i => $"R{i},x,{i * 7919}\n"))))[..^2000]),
        ["cut ZIP"] = ("F-05", () => Files.Zip(("a.csv", Files.Text(Table)))[..^10]),
        ["workbook without its sheet"] = ("F-05", () => Files.Zip(("[Content_Types].xml", Files.Text("<Types/>")), ("xl/workbook.xml", Files.Text("<workbook xmlns:r=\"x\"><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>")), ("xl/_rels/workbook.xml.rels", Files.Text("<R><Relationship Id=\"1\" Type=\"x/worksheet\" Target=\"gone.xml\"/></R>")))),
        ["text list shorter than its use"] = ("F-05", () => new TestWorkbook { SharedStrings = "<si><t>a</t></si>" }.Sheet("Data", Row(1, new Raw("<c r=\"@\" t=\"s\"><v>7</v></c>"))).Bytes()),
        ["elements without end"] = ("F-05", () => new TestWorkbook().Sheet("Data", string.Concat(Enumerable.Repeat("<a>", 5000))).Bytes()),
        ["names without end"] = ("F-05", () => new TestWorkbook().Sheet("Data", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<n{i}/>"))).Bytes()),
        ["an attribute of 5 million letters"] = ("F-05", () => new TestWorkbook().Sheet("Data", $"<row a=\"{Noise(5_000_000)}\"/>").Bytes()),
        ["gzip bomb"] = ("F-06", () => Files.Gzip(Files.Text(Table + Same))),
        ["ZIP bomb"] = ("F-06", () => Files.Zip(("a.csv", Files.Text(Table + Same)))),
        ["workbook bomb"] = ("F-06", () => new TestWorkbook().Sheet("Data", Row(1, "Reference", "Notes") + string.Concat(Enumerable.Repeat("<row" + new string(' ', 4000) + "/>", 10_000))).Bytes()),
        ["ZIP in a ZIP"] = ("F-07", () => Files.Zip(("a.csv", Files.Text(Table)), ("b.zip", Files.Zip(("c.csv", Files.Text(Table)))))),
        ["gzip in gzip"] = ("F-07", () => Files.Gzip(Files.Gzip(Files.Text(Table)))),
        ["7z"] = ("F-07", () => [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 1, 2, 3]),
        ["1,000,000 columns"] = ("F-09", () => Files.Text(string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"c{i}")) + "\n" + new string(',', 999_999) + "\n")),
        ["1,000,000 columns in a workbook"] = ("F-09", () => new TestWorkbook().Sheet("Data", $"<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"{Column(999_999)}1\" t=\"str\"><v>b</v></c></row>").Bytes()),
        ["1,000 properties"] = ("F-09", () => Files.Text($"{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"p{i}\":1"))}}}}}]}}")),
        ["a row beyond the last"] = ("F-10", () => new TestWorkbook().Sheet("Data", Row(1, "Reference", "Notes") + Row(2_000_000_000, "A", "b")).Bytes()),
        ["a cell of 40,000 characters"] = ("F-11", () => Files.Text(Table + "A3,Noise," + new string('x', 40_000) + "\n")),
        ["a workbook's cell of 40,000 characters"] = ("F-11", () => new TestWorkbook().Sheet("Data", Row(1, "Reference", "Notes") + Row(2, "A", new string('x', 40_000))).Bytes()),
        ["a shared text of 10,000 pieces"] = ("F-11", () => new TestWorkbook { SharedStrings = $"<si>{string.Concat(Enumerable.Repeat("<r><t>0123456789</t></r>", 10_000))}</si>" }.Sheet("Data", Row(1, new Raw("<c r=\"@\" t=\"s\"><v>0</v></c>"))).Bytes()),
        ["a property of 40,000 characters"] = ("F-11", () => Files.Text($"{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{\"a\":\"{new string('x', 40_000)}\"}}}}]}}")),
        ["a null character"] = ("F-12", () => Files.Text(Table + "A3,No\0ise,x\n" + Table)),
        ["a null character in a workbook"] = ("F-12", () => new TestWorkbook().Sheet("Data", Row(1, "Reference", "Notes") + Row(2, "A", "b_x0000_c")).Bytes()),
        ["a null character in GeoJSON"] = ("F-12", () => Files.Text("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\"x\\u0000\"}}]}")),
        ["quotation mark never closed"] = ("F-13", () => Files.Text(Table + "A3,\"Noise,loud\nA4,Litter,x\nA5,Litter,y\n")),
        ["quotation mark closed by another row's"] = ("F-13", () => Files.Text(Table + "A3,\"Noise,loud\nA4,\"Litter\",x\nA5,Litter,y\n")),
        ["numbers alone"] = ("F-14", () => Files.Text("1,2,3\n4,5,6\n")),
        ["one byte"] = ("F-14", () => Files.Text("7")),
        ["ZIP of nothing"] = ("F-15", () => Files.Zip()),
        ["ZIP of a picture"] = ("F-15", () => Files.Zip(("a.png", Png))),
        ["workbook without a cell"] = ("F-15", () => new TestWorkbook().Sheet("Data", "").Bytes()),
        ["entities in a workbook"] = ("F-16", () => new TestWorkbook().Sheet("Data", "").Part("xl/worksheets/sheet1.xml", Files.Text("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;&x;&x;\">]><worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>&y;</v></c></row></sheetData></worksheet>")).Bytes()),
        ["a file from outside in a workbook"] = ("F-16", () => new TestWorkbook { SharedStrings = "" }.Sheet("Data", Row(1, new Raw("<c r=\"@\" t=\"s\"><v>0</v></c>"))).Part("xl/sharedStrings.xml", Files.Text("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>")).Bytes()),
        ["200 files in a ZIP"] = ("F-17", () => Files.Zip([.. Enumerable.Range(0, 200).Select(i => ($"{i}.csv", Files.Text(Table)))])),
        ["JSON, not GeoJSON"] = ("F-18", () => Files.Text("{\"rows\":[1,2]}")),
        ["a JSON list"] = ("F-18", () => Files.Text("[{\"a\":1}]")),
        ["TopoJSON"] = ("F-18", () => Files.Text("{\"type\":\"Topology\",\"objects\":{}}")),
        ["no features"] = ("F-18", () => Files.Text("{\"type\":\"FeatureCollection\",\"features\":[]}")),
        ["another grid"] = ("F-18", () => Files.Text("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}},\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{}}]}")),
        ["cut GeoJSON"] = ("F-05", () => Files.Text("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{}},{\"ty")),
        ["brackets without end"] = ("F-05", () => Files.Text("{\"type\":\"FeatureCollection\",\"features\":" + new string('[', 100_000))),
        ["a row of 40 MB"] = ("F-19", () => Files.Text(Table + "A3,\"" + string.Concat(Enumerable.Repeat("and so on and on\n", 2_500_000)))),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    // T-07.
    [Theory, MemberData(nameof(Names))]
    public void Open_MalformedFile_IsRefusedWithItsCode(string name)
    {
        var (code, content) = Cases[name];

        foreach (var canSeek in new[] { false, true })
        {
            var refusal = Assert.Throws<FileProblemException>(() => Files.Read(content(), "../../etc/return\u202E\0.csv", canSeek: canSeek));
            Assert.Equal(code, refusal.Code);
            Assert.StartsWith("return.csv", refusal.File, StringComparison.Ordinal);
            Assert.False(refusal.Problem.EndsWith('.') || refusal.Remedy.EndsWith('.') || refusal.Remedy.Length < 10);
        }
    }

    [Theory]
    [InlineData("quotation mark never closed", 4)]
    [InlineData("quotation mark closed by another row's", 4)]
    [InlineData("a null character", 4)]
    [InlineData("a cell of 40,000 characters", 4)]
    [InlineData("a workbook's cell of 40,000 characters", 2)]
    [InlineData("a row of 40 MB", 4)]
    [InlineData("cut GeoJSON", 3)]
    public void Open_MalformedRow_IsNamed(string name, int row) => Assert.Equal(row, Files.Refused(Cases[name].Content()).Row);

    [Fact]
    public void Codes_OfEveryRefusal_AreListed()
    {
        var readme = File.ReadAllText(Path.Combine(Folder(), "src", "1-Share", "Concordat.Gate", "Reading", "README.md"));

        foreach (var code in Cases.Values.Select(c => c.Code).Append("F-08")) Assert.Contains($"| {code} |", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OverAnyLimit_IsRefused()
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"R{i},x,y\n"));
        Assert.Equal("F-10", Files.Refused(Files.Text(Table + rows), options: new() { Limits = new() { Rows = 100 } }).Code);
        Assert.Equal("F-08", Files.Refused(Files.Zip(("a.csv", Files.Text(Table))), options: new() { Limits = new() { HeldBytes = 50 } }).Code);
        var texts = new TestWorkbook { SharedStrings = string.Concat(Enumerable.Repeat($"<si><t>{new string('x', 1000)}</t></si>", 3000)) };
        Assert.Equal("F-08", Files.Refused(texts.Sheet("Data", Row(1, new Raw("<c t=\"s\"><v>0</v></c>"))).Bytes(), options: new() { Limits = new() { SharedTextBytes = 1 << 20 } }).Code);
    }

    [Fact]
    public void Open_CodeOfTheTable_IsNeverTheName()
    {
        Assert.Equal(SourceFormat.Csv, Files.One(Files.Text(Table), "return.xlsx").Format);
        Assert.Equal(SourceFormat.Xlsx, Files.One(Good(), "return.csv").Format);
        Assert.Equal(SourceFormat.Csv, Files.One(Files.Gzip(Files.Text(Table)), "return.pdf").Format);
    }

    [Theory]
    [InlineData("C:\\Users\\me\\return.csv", "return.csv")]
    [InlineData("../../../etc/passwd", "passwd")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("a\r\nSet-Cookie: x.csv", "x.csv")]
    [InlineData("\u202Evsc.exe", "vsc.exe")]
    [InlineData("résumé \U0001F600.csv", "résumé \U0001F600.csv")]
    public void Open_NameOfAnyKind_IsShownWithoutItsTricks(string name, string shown) => Assert.Equal(shown, Files.One(Files.Text(Table), name).File.TrimStart());

    [Fact]
    public void Zip_EntriesOfAnyPath_AreReadAndNothingWritten()
    {
        var before = Directory.GetFileSystemEntries(Path.GetTempPath()).Length;
        var tables = Files.Read(Files.Zip(("../../evil.csv", Files.Text(Table)), ("/etc/b.csv", Files.Text(Table)), ("c:\\x\\d.csv", Files.Text(Table)), ("__MACOSX/._d.csv", [1, 2, 3]), ("notes.pdf", Files.Text("%PDF-1.7")), ("void.csv", [])), "all.zip");

        Assert.Equal(["all.zip: evil.csv", "all.zip: b.csv", "all.zip: d.csv"], tables.Select(t => t.File));
        Assert.Equal(["all.zip: notes.pdf was left out: this is a PDF, and a table is wanted.", "all.zip: void.csv was left out: the file is empty."], tables[0].FileNotices);
        Assert.Equal(before, Directory.GetFileSystemEntries(Path.GetTempPath()).Length);
    }

    public static TheoryData<string> Texts =>
    [
        new('x', 32_767), "العربية עברית", "zero\u200Bwidth\u200Djoined\uFEFF", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "e\u0301\u0302\u0303", "\u202Eturned round\u202C", "tab\tinside", "line\nbreak", "=1+1", "<b>&amp;</b>", "'; drop table x; --", "{\"a\":1}", "\u0001bell\u0007",
    ];

    [Theory, MemberData(nameof(Texts))]
    public void Rows_TextOfAnyKind_ComesThroughUnchanged(string text)
    {
        var csv = Files.One(Files.Text($"Reference,Notes\nA,\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
        Assert.Equal(text.Trim(), csv.Rows[0].Cells[1]);
        var json = Files.One(Files.Text($"{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{\"a\":{System.Text.Json.JsonSerializer.Serialize(text)}}}}}]}}"));
        Assert.Equal(text.Trim(), json.Rows[0].Cells[0]);
        if (text.Contains('\u0001', StringComparison.Ordinal)) return; // no XML can hold it
        Assert.Equal(text.Trim(), Files.One(new TestWorkbook().Sheet("Data", Row(1, "Reference", "Notes") + Row(2, "A", text)).Bytes()).Rows[0].Cells[1]);
    }

    static byte[] Good() => new TestWorkbook().Sheet("Data", Row(1, "Reference", "Notes") + string.Concat(Enumerable.Range(2, 50).Select(i => Row(i, $"A{i}", "b")))).Bytes();

    // Letters that do not pack, so that it is not taken for a bomb.
    static string Noise(int length)
    {
        var random = new Random(7);
        return string.Create(length, random, (span, r) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)('a' + r.Next(26));
        });
    }

    static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Concordat.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside the checkout.");
    }

    // The links of an Excel 97 file led round and round: a reader that follows them fills the memory.
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Open_OldWorkbookWhoseChainsHaveNoEnd_IsRefusedAtOnceAndInLittleMemory(uint to)
    {
        var content = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reading", "Fixtures", "housing-97.xls"));
        var table = 512 * (1 + BitConverter.ToInt32(content, 76));
        for (var at = table; at < table + 512; at += 4)
            if (BitConverter.ToUInt32(content, at) == 0xFFFFFFFE) BitConverter.GetBytes(to).CopyTo(content, at);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = Assert.Throws<FileProblemException>(() => TableReader.Open(new MemoryStream(content), "book.xls", new()));

        Assert.NotNull(problem.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
    }
}
