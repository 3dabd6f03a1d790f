using System.IO.Compression;
using System.Text;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Files;
using Concordat.Share.Incidents.PoliceUk;

namespace Concordat.Stages.Tests.Share.PoliceUk;

/// <summary>Files and rows that are wrong: each gets its message, and no good row is lost.</summary>
public sealed class BadInputTests
{
    const string Header = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
    const string Name = "2024-03-surrey-street.csv";

    static string Row(string id = "abc", string month = "2024-03", string x = "-0.5", string y = "51.2", string place = "On or near A Street", string type = "Drugs") =>
        $"{id},{month},Surrey Police,Surrey Police,{x},{y},{place},E01030296,Elmbridge 015A,{type},Under investigation,";

    static PoliceUkInput File(string name, byte[] bytes) => new(name, () => new MemoryStream(bytes));

    static PoliceUkInput File(string name, params string[] lines) => File(name, Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"));

    static Rows Read(PoliceUkInput input)
    {
        var rows = new Rows();
        using var source = PoliceUkSource.Open([input]);
        var reader = new PoliceUkReader();
        foreach (var file in source.Street) Assert.Equal(reader.Read(file, rows), rows.Good.Count + rows.Faults.Count);
        return rows;
    }

    static FileProblemException Refused(params PoliceUkInput[] inputs) => Assert.Throws<FileProblemException>(() =>
    {
        using var source = PoliceUkSource.Open(inputs);
        PoliceUkLoad.Load(source, null);
    });

    static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    static byte[] Gzip(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return stream.ToArray();
    }

    static byte[] Text(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { Name, [], "the file is empty" },
        { Name, "x"u8.ToArray(), "not the headings" },
        { Name, Zip(("[Content_Types].xml", Text("<x/>")), ("xl/workbook.xml", Text("<x/>"))), "Excel" },
        { Name, [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3], "old Excel" },
        { Name, Text("<!DOCTYPE html><html><body>Please sign in"), "web page" },
        { Name, Text("%PDF-1.7"), "a PDF" },
        { Name, [1, 0, 2, 0, 3], "not text" },
        { Name, Text("""{"type":"FeatureCollection"}"""), "JSON" },
        { Name, Text("date,place", "2024-03-01,A Street"), "not the headings" },
        { Name, Text(Header.Replace("Longitude", "Long", StringComparison.Ordinal), Row()), "\"Long\" looks like Longitude" },
        { Name, Text(Header.Replace("Crime type,", "", StringComparison.Ordinal), Row()), "the column Crime type is missing" },
        { Name, Text(Header.Replace("Crime type", "Offence type", StringComparison.Ordinal), Row()), "Rename \"Offence type\" to \"Crime type\"" },
        { Name, Text(Header + ",Month", Row()), "the column Month is there twice" },
        { "months.zip", Zip(("readme.txt", Text("hello"))), "no police.uk file" },
        { "months.zip", Zip(), "the ZIP is empty" },
        { "months.zip", Zip(("a/2024-03-surrey-street.csv", Gzip(Text(Header, Row())))), "no police.uk file" },
        { "bomb.zip", Zip(("2024-03/2024-03-surrey-street.csv", new byte[32 << 20])), "times its size" },
        { "bomb.csv.gz", Gzip(new byte[32 << 20]), "times its size" },
        { "2024-03-surrey-street.csv.gz", Gzip(Text(Header, Row()))[..40], "damaged or cut short" },
        { "months.zip", Zip((Name, Text(Header, Row())))[..60], "damaged or cut short" },
        { Name, Text(string.Join(',', Enumerable.Repeat("a", 5000))), "5,000 columns" },
    };

    [Theory, MemberData(nameof(BadFiles))]
    public void Open_BadFile_IsRefusedWithItsNameAndARemedy(string name, byte[] bytes, string expected)
    {
        var refusal = Refused(File(name, bytes));

        Assert.StartsWith(name, refusal.File, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.Remedy.Length > 10);
    }

    public static TheoryData<string, string, string?> BadRows => new()
    {
        { Row(month: ""), "D-01", "Month" },
        { Row(month: "March 2024"), "D-01", "Month" },
        { Row(month: "2024-02"), "D-02", "Month" },
        { Row(month: "1999-03"), "D-03", "Month" },
        { Row(type: "Witchcraft"), "C-01", "Crime type" },
        { Row(type: ""), "C-01", "Crime type" },
        { Row(x: ""), "P-01", "Longitude" },
        { Row(y: ""), "P-01", "Latitude" },
        { Row(x: "west"), "P-02", "Longitude" },
        { Row(y: "51,2"), "F-01", null },
        { Row(y: "NaN"), "P-02", "Latitude" },
        { Row(x: "51.2", y: "-0.5"), "P-03", "Longitude" },
        { Row(x: "500000", y: "150000"), "P-04", "Longitude" },
        { Row(x: "0", y: "0"), "P-06", "Longitude" },
        { Row(x: "-73.9", y: "40.7"), "P-06", "Longitude" },
        { Row(place: "a,b"), "F-01", null },
        { "only one", "F-01", null },
        { Row(place: "A\0B"), "F-02", null },
    };

    [Theory, MemberData(nameof(BadRows))]
    public void Read_BadRow_IsSetAsideByRowColumnAndReason_AndItsNeighboursAreKept(string bad, string code, string? column)
    {
        var rows = Read(File(Name, Header, Row("one"), bad, Row("two")));

        var fault = Assert.Single(rows.Faults);
        Assert.Equal((3, code, column), (fault.Row, fault.Code, fault.Column));
        Assert.True(fault.Read.Length <= 60);
        Assert.NotNull(FaultReason.Find(fault.Code));
        Assert.Equal([2, 4], rows.Good.Select(r => r.Row));
        Assert.Equal(["one", "two"], rows.Good.Select(r => r.CrimeId));
    }

    [Fact]
    public void Read_UnclosedQuote_CostsOnlyItsOwnRow()
    {
        var rows = Read(File(Name, Header, Row("one"), Row("two", place: "\"On or near"), Row("three"), Row("four")));

        Assert.Equal(["one", "three", "four"], rows.Good.Select(r => r.CrimeId));
        Assert.Equal(3, Assert.Single(rows.Faults).Row);
    }

    [Fact]
    public void Read_TwoUnclosedQuotes_CostOnlyTheirOwnRows()
    {
        var rows = Read(File(Name, Header, Row("one"), Row("two", place: "\"On or near"), Row("three"), Row("four", place: "\"near"), Row("five")));

        Assert.Equal(["one", "three", "five"], rows.Good.Select(r => r.CrimeId));
        Assert.Equal([3, 5], rows.Faults.Select(f => f.Row));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Read_AnyLineEndWithBomQuotesAndBlankLines_IsReadAndNumberedAsASpreadsheetDoes(string end)
    {
        var text = "\uFEFF" + string.Join(end, Header, Row("one", place: "\"Near \"\"The Crown\"\", A Street\""), "", Row("two"), "");

        var rows = Read(File(Name, Encoding.UTF8.GetBytes(text)));

        Assert.Empty(rows.Faults);
        Assert.Equal([2, 4], rows.Good.Select(r => r.Row));
        Assert.Equal("Near \"The Crown\", A Street", rows.Good[0].PlaceName);
    }

    [Fact]
    public void Read_MixedLineEndsAndUtf16_AreRead()
    {
        var text = Header + "\r\n" + Row("one") + "\n" + Row("two") + "\r\n" + Row("three");

        Assert.Equal(3, Read(File(Name, Encoding.UTF8.GetBytes(text))).Good.Count);
        Assert.Equal(3, Read(File(Name, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)])).Good.Count);
    }

    [Fact]
    public void Read_ColumnsMovedAndSemicolons_AreRead()
    {
        var lines = new[] { Header, Row("one") }.Select(l => string.Join(';', l.Split(',').Reverse())).ToArray();

        var row = Assert.Single(Read(File(Name, lines)).Good);

        Assert.Equal("one", row.CrimeId);
        Assert.InRange(row.Easting, 500_000, 510_000);
    }

    [Fact]
    public void Read_OldFormatWithGridPositions_IsRead()
    {
        var rows = Read(File("2011-05-surrey-street.csv", "Month,Reported by,Falls within,Easting,Northing,Location,Crime type,Context",
            "2011-05,Surrey Police,Surrey Police,500123,150456,On or near A Street,Violent crime,",
            "2011-05,Surrey Police,Surrey Police,,,No location,Anti-social behaviour,",
            "2011-05,Surrey Police,Surrey Police,-0.5,51.2,On or near A Street,Burglary,"));

        Assert.Equal((500_123, 150_456), ((int)rows.Good[0].Easting, (int)rows.Good[0].Northing));
        Assert.False(rows.Good[1].IsLocated);
        Assert.Equal(("P-05", 4), (rows.Faults.Single().Code, rows.Faults.Single().Row));
    }

    [Fact]
    public void Load_SameFilePackedAndPlain_IsReadOnceWithANotice()
    {
        var bytes = Text(Header, Row("one"), Row("two"));
        using var source = PoliceUkSource.Open([File(Name, bytes), File(Name + ".gz", Gzip(bytes)), File("m.zip", Zip(("2024-03/" + Name, bytes)))]);

        var load = PoliceUkLoad.Load(source, null);

        Assert.Equal(2, load.Counts.Read);
        Assert.Equal(2, load.Notices.Count(n => n.Contains("sent twice", StringComparison.Ordinal)));
    }

    [Fact]
    public void Load_SiteZip_ReadsStreetFilesAndSaysWhatItLeftOut()
    {
        var zip = Zip(
            ("2024-03/2024-03-surrey-street.csv", Text(Header, Row("one"))),
            ("2024-02/2024-02-surrey-street.csv", Text(Header, Row("two", month: "2024-02"))),
            ("2024-03/2024-03-surrey-outcomes.csv", Text("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type", "a,2024-03,S,S,,,,,,x")),
            ("../../etc/2024-03-surrey-stop-and-search.csv", Text("Type,Date,Legislation,Object of search", "a,b,c,d")),
            ("LICENCE.txt", Text("Open Government Licence")));
        using var source = PoliceUkSource.Open([File("download.zip", zip)]);

        var load = PoliceUkLoad.Load(source, null);

        Assert.Equal(2, load.Counts.Read);
        Assert.Equal(["2024-02", "2024-03"], load.Months.Months.Select(m => m.ToString()));
        Assert.Contains(load.Notices, n => n.Contains("LICENCE.txt was left out", StringComparison.Ordinal));
        Assert.Contains(load.Notices, n => n.StartsWith("1 outcomes file", StringComparison.Ordinal));
        Assert.Contains(load.Notices, n => n.StartsWith("1 stop-and-search file", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_MonthsOutOfOrderWithOneMissing_AreInOrderAndTheGapIsNamed()
    {
        using var source = PoliceUkSource.Open([
            File("2024-05-surrey-street.csv", Header, Row("a", "2024-05")),
            File("2024-02-surrey-street.csv", Header, Row("b", "2024-02")),
            File("2024-03-surrey-street.csv", Header, Row("c", "2024-03")),
            File("2024-04-surrey-street.csv", Header)]);

        var load = PoliceUkLoad.Load(source, null);

        Assert.Equal(["2024-02", "2024-03", "2024-05"], load.Months.Months.Select(m => m.ToString()));
        Assert.Contains(load.Notices, n => n.Contains("2024-04-surrey-street.csv holds no rows", StringComparison.Ordinal));
        Assert.Contains(load.Notices, n => n.Contains("the month 2024-04 is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_BoundaryOfAnotherPlace_IsRefusedWithBothPlaces()
    {
        var shape = new NetTopologySuite.Geometries.GeometryFactory().CreateMultiPolygon([
            new NetTopologySuite.Geometries.GeometryFactory().CreatePolygon([new(400_000, 400_000), new(410_000, 400_000), new(410_000, 410_000), new(400_000, 400_000)])]);
        var area = StudyArea.Of([new AreaBoundary("Leeds", null, shape)], "Leeds");
        using var source = PoliceUkSource.Open([File(Name, Header, Row())]);

        var refusal = Assert.Throws<FileProblemException>(() => PoliceUkLoad.Load(source, area));

        Assert.StartsWith("Leeds: none of the 1 placed rows lies in the area", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_LaterDownload_WithoutARow_WithdrawsIt_AndOneThatIsAPartDoesNot()
    {
        string[] Lines(int from, int to, string outcome) =>
            [Header, .. Enumerable.Range(from, to - from).Select(i => Row("id" + i).Replace("Under investigation", outcome, StringComparison.Ordinal))];

        using var later = PoliceUkSource.Open([File(Name, Lines(0, 100, "Under investigation")), File("later/" + Name, Lines(1, 102, "Local resolution"))]);
        using var part = PoliceUkSource.Open([File(Name, Lines(0, 100, "Under investigation")), File("part/" + Name, Lines(0, 10, "Local resolution"))]);

        Assert.Equal((101, 99, 1), (later.Load().Incidents.Count, later.Load().Counts.Updated, later.Load().Counts.Withdrawn));
        Assert.Equal((100, 10, 0), (part.Load().Incidents.Count, part.Load().Counts.Updated, part.Load().Counts.Withdrawn));
    }

    [Fact]
    public void Open_MissingPath_SaysSo() =>
        Assert.Contains("no such file or folder", Assert.Throws<FileProblemException>(() => PoliceUkSource.Open(["/nowhere/at-all.csv"])).Message, StringComparison.Ordinal);
}

static class SourceLoading
{
    public static PoliceUkLoadResult Load(this PoliceUkSource source) => PoliceUkLoad.Load(source, null);
}
