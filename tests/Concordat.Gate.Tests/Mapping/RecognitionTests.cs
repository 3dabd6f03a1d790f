using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;
using Concordat.Gate.Tests.Checks;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Tests.Mapping;

public sealed class RecognitionTests
{
    [Theory]
    [InlineData("Reported on?", "13/10/2026", "date")]
    [InlineData("DATE OF INCIDENT", "13/10/2026", "date")]
    [InlineData("incident_date", "2026-10-13", "date")]
    [InlineData("IncidentDt", "13-Oct-26", "date")]
    [InlineData("Incident Date/Time", "13/10/2026 14:05", "date_time")]
    [InlineData("When it was", "13/10/2026", "date")]
    [InlineData("Date", "46298", "date")]
    public void Heading_OfTheDate_IsKnown(string heading, string cell, string field) => Assert.Equal(field, Field("8", $"{heading},Category\n{cell},Noise", heading));

    [Theory]
    [InlineData("Eastings", "Northings", "518000", "169000", "easting")]
    [InlineData("X", "Y", "518000", "169000", "easting")]
    [InlineData("X", "Y", "-0.301", "51.407", "longitude")]
    [InlineData("X Coordinate", "Y Coordinate", "518***", "169***", "easting")]
    [InlineData("Lon", "Lat", "-0.301", "51.407", "longitude")]
    [InlineData("LOCATION_EASTING_OSGR", "LOCATION_NORTHING_OSGR", "518000", "169000", "easting")]
    public void Headings_OfThePoint_AreToldByTheirContents(string x, string y, string east, string north, string field)
    {
        var passed = PassGate.Csv("8", $"Category,Date,{x},{y}\nNoise,13/10/2026,{east},{north}");

        Assert.Equal(field, passed.Report.Columns[x]);
        Assert.InRange(passed.Kept[0].Place.Easting!.Value, 517_000, 519_000);
    }

    [Theory]
    [InlineData("GRID_REF", "TQ 180 690", "grid_reference")]
    [InlineData("CAT", "Noise", "category")]
    [InlineData("Post Code", "KT1 1AA", "postcode")]
    [InlineData("Case Ref.", "A-1", "reference")]
    [InlineData("Victim's date of birth", "13/10/1986", null)]
    [InlineData("Complainant address", "1 High Street", null)]
    [InlineData("Description", "A long story about it", null)]
    public void Heading_OfAnotherField_IsKnownOrLeftOut(string heading, string cell, string? field) =>
        Assert.Equal(field, Field("8", $"Date,Category of ASB,{heading}\n13/10/2026,Noise,{cell}", heading, or: heading == "CAT" ? "Date,CAT\n13/10/2026,Noise" : null));

    [Fact]
    public void Date_OverThreeColumns_IsPutTogether()
    {
        var passed = PassGate.Csv("4", "Day,Month,Year,Time of Call\n1,July,2014,01:54:02\n31,6,14,1405");

        Assert.Equal(("2014-07-01", "01:54"), (passed.Kept[0].Values["date"], passed.Kept[0].Values["time"]));
        Assert.Equal("D-01", passed.Only.Code);
    }

    [Fact]
    public void DateOrder_IsDecidedByTheWholeColumn()
    {
        var months = PassGate.Csv("7", "Date\n03/10/2026\n03/25/2026");
        var open = PassGate.Csv("7", "Date\n03/10/2026\n04/10/2026");
        var said = PassGate.Csv("7", "Date\n03/10/2026\n04/10/2026", """{"date_order": "mdy"}""");

        Assert.Equal("2026-03-10", months.Kept[0].Values["date"]);
        Assert.Equal("2026-10-03", open.Kept[0].Values["date"]);
        Assert.Contains(open.Report.Notices, n => n.Contains("day first, the British way", StringComparison.Ordinal));
        Assert.Equal("2026-03-10", said.Kept[0].Values["date"]);
    }

    [Fact]
    public void DateOrder_DecidedLateInTheFile_HoldsForItsFirstRowsToo()
    {
        var rows = string.Join('\n', Enumerable.Repeat("03/10/2026", 700));

        var passed = PassGate.Csv("7", $"Date\n{rows}\n03/25/2026");

        Assert.Equal(701, passed.Kept.Count(k => k.Values["date"] is "2026-03-10" or "2026-03-25"));
    }

    [Fact]
    public void DateOrder_BothWaysInOneColumn_RefusesTheFile() =>
        Assert.Equal("D-08", Assert.Throws<FileProblemException>(() => PassGate.Csv("7", "Date\n25/10/2026\n10/25/2026")).Code);

    [Theory]
    [InlineData("8", "Category,Date 1,Date 2\nNoise,13/10/2026,14/10/2026", "\"Date 1\" or \"Date 2\"")]
    [InlineData("8", "Story,Date\nsomething,13/10/2026", "\"category\"")]
    [InlineData("8", "Category,Category,Date\nNoise,Litter,13/10/2026", "Category (column 1)")]
    [InlineData("11", "Contact,Area\nx,y", "outpatient_first_attendances")]
    public void RequiredField_ThatCannotBeTold_AsksForAMap(string set, string csv, string says) =>
        Assert.Contains(says, Assert.Throws<MapNeededException>(() => PassGate.Csv(set, csv)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"columns": {"Datum": "date"}}""", "\"Datum\"")]
    [InlineData("""{"columns": {"Date": "dates"}}""", "\"dates\"")]
    [InlineData("""{"columns": {"Date": "date", "Category": "date"}}""", "two columns")]
    [InlineData("""{"codes": {"category": {"x": "y"}}}""", "\"y\"")]
    [InlineData("""{"codes": {"date": {"x": "noise"}}}""", "which has none")]
    [InlineData("""{"colums": {}}""", "\"colums\"")]
    [InlineData("""{"date_order": "dym"}""", "\"dym\"")]
    [InlineData("""{"grid": "EPSG:3857"}""", "EPSG:3857")]
    [InlineData("""{"header_row": 0}""", "from 1")]
    [InlineData("""{"columns": ["Date"]}""", "object of texts")]
    [InlineData("""["Date"]""", "one JSON object")]
    [InlineData("{", "no JSON")]
    public void Map_WithAMistake_IsRefusedByName(string map, string says) =>
        Assert.Contains(says, Assert.Throws<MapProblemException>(() => PassGate.Csv("8", "Category,Date\nNoise,13/10/2026", map)).Message, StringComparison.Ordinal);

    [Fact]
    public void Map_WrittenAndRead_IsTheSame()
    {
        var map = MapFile.Read("""{"sheet": "Export", "header_row": 3, "columns": {"Dt": "date", "Notes": null}, "codes": {"category": {"N": "noise"}}, "date_order": "dmy", "grid": "EPSG:27700"}""");

        Assert.Equal(MapFile.Write(map), MapFile.Write(MapFile.Read(MapFile.Write(map))));
        Assert.Equal(("Export", 3, "date", "", "noise"), (map.Sheet, map.HeaderRow, map.Columns["Dt"], map.Columns["Notes"], map.Codes["category"]["N"]));
    }

    // T-12.
    [Fact]
    public void Map_AgainstAChangedHeader_IsDetected()
    {
        var map = MapFile.Read("""{"columns": {"Incident date": "date", "Kind": "category", "Notes": null}}""");

        Assert.True(MapCheck.Compare(map, ["Incident date", "Kind", "Notes"]).Same);
        Assert.True(MapCheck.Compare(map, ["Kind", "Incident date", "Notes"]) is { Moved: true, Usable: true, Same: false });
        var renamed = MapCheck.Compare(map, ["Date of the incident", "Kind", "Notes", "Ward"]);
        Assert.Equal(["Incident date"], renamed.Missing);
        Assert.Equal(("Date of the incident", false), (renamed.Renamed["Incident date"], renamed.Usable));
        Assert.Contains("Ward", renamed.New);
    }

    [Fact]
    public void Map_OfAHeadingThatStandsTwice_NamesItByItsPosition() =>
        Assert.Equal("litter", PassGate.Csv("8", "Category,Category,Date\nNoise,Litter,13/10/2026", """{"columns": {"Category (column 2)": "category"}}""").Kept[0].Values["category"]);

    [Fact]
    public void Map_WithSeveralColumnsOfAPlace_JoinsThem() =>
        Assert.Equal("Mill Lane, Quayside", PassGate.Csv("7", "Date,Street,Town\n13/10/2026,Mill Lane,Quayside", """{"columns": {"Street": "location", "Town": "location"}}""").Kept[0].Values["location"]);

    static string? Field(string set, string csv, string heading, string? or = null) => PassGate.Csv(set, or ?? csv).Report.Columns[heading];
}
