using Concordat.Gate.Checks;
using Concordat.Gate.Sets;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;

namespace Concordat.Gate.Tests.Checks;

public sealed class FaultTests
{
    const string Head8 = "Reference,Category,Date,Time,Location,Easting,Northing\nGOOD,Noise,13/10/2026,14:05,Mill Lane,518000,169000\n";

    [Theory]
    [InlineData("R2,Noise,31/02/2026,14:05,,518000,169000", "Date", "D-01")]
    [InlineData("R2,Noise,22/11/2026,14:05,,518000,169000", "Date", "D-02")]
    [InlineData("R2,Noise,03/10/1026,14:05,,518000,169000", "Date", "D-04")]
    [InlineData("R2,Noise,03/10/2026,25:61,,518000,169000", "Time", "D-05")]
    [InlineData("R2,Noise,29/03/2026,01:30,,518000,169000", "Time", "D-06")]
    [InlineData("R2,Noise,,14:05,,518000,169000", "Date", "F-01")]
    [InlineData("R2,NULL,03/10/2026,14:05,,518000,169000", "Category", "F-01")]
    [InlineData("R2,Wombling,03/10/2026,14:05,,518000,169000", "Category", "C-01")]
    [InlineData("GOOD,Noise,03/10/2026,14:05,,518000,169000", "Reference", "K-01")]
    [InlineData("R2,Noise,03/10/2026,14:05,,5180000,169000", "Easting", "P-01")]
    [InlineData("R2,Noise,03/10/2026,14:05,,somewhere,169000", "Easting", "P-01")]
    [InlineData("R2,Noise,03/10/2026,14:05,,169000,518000", "Easting", "P-03")]
    public void Row_WithOneFault_IsSetAsideWithItsRowColumnAndCode(string row, string column, string code)
    {
        var passed = PassGate.Csv("8", Head8 + row);

        Assert.Equal((3, column, code, true), (passed.Only.Row, passed.Only.Column, passed.Only.Code, passed.Only.SetsAside));
        Assert.Equal((2, 1, 1), (passed.Report.Read, passed.Report.Kept, passed.Report.SetAside));
        Assert.NotEmpty(passed.Only.Remedy);
    }

    [Theory]
    [InlineData("R2,Noise,03/10/2026,,,,")]
    [InlineData("R2,Noise,03/10/2026,N/A,unknown,NULL,NULL")]
    [InlineData("R2,Noise,03/10/2026,-,,0,0")]
    [InlineData(",Noise,03/10/2026,14:05,,-1,-1")]
    public void Row_WithoutOptionalFields_IsKeptWithoutAFault(string row)
    {
        var passed = PassGate.Csv("8", Head8 + row);

        Assert.Empty(passed.Faults);
        Assert.Equal("none", passed.Kept[1].Place.Method);
    }

    [Fact]
    public void Row_WithHalfAPair_IsKeptWithoutAPointAndTold()
    {
        var passed = PassGate.Csv("8", Head8 + "R2,Noise,03/10/2026,,,518000,");

        Assert.Equal(("P-05", "Northing", false), (passed.Only.Code, passed.Only.Column, passed.Only.SetsAside));
        Assert.Null(passed.Kept[1].Place.Easting);
    }

    [Fact]
    public void Degrees_WhereTheMapSaysMetres_AreTold()
    {
        var passed = PassGate.Csv("8", Head8 + "R2,Noise,03/10/2026,,,-0.3,51.4", """{"grid": "EPSG:27700"}""");

        Assert.Equal("P-04", passed.Only.Code);
    }

    [Fact]
    public void Date_OutsideThePeriod_SaysWhichPeriodItBelongsTo()
    {
        var passed = PassGate.Csv("8", Head8 + "R2,Noise,30/09/2026,,,,", period: SetPeriod.Of(new Month(2026, 11)));

        Assert.Equal("D-03", passed.Only.Code);
        Assert.Contains("July to September 2026", passed.Only.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Place_OutsideTheArea_IsSetAside()
    {
        var area = StudyArea.Of(BoundaryFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(
            """{"type":"Polygon","crs":{"type":"name","properties":{"name":"EPSG:27700"}},"coordinates":[[[517000,168000],[519000,168000],[519000,170000],[517000,170000],[517000,168000]]]}""")), "area.geojson"), "Area");

        var passed = PassGate.Csv("8", Head8 + "R2,Noise,03/10/2026,,,530000,180000\nR3,Noise,03/10/2026,,,,", area: area);

        Assert.Equal(("P-02", 3), (passed.Only.Code, passed.Only.Row));
        Assert.Equal([2, 4], passed.Kept.Select(k => k.Number));
    }

    [Theory]
    [InlineData("-1", "N-01")]
    [InlineData("1.5", "N-01")]
    [InlineData("two", "N-01")]
    [InlineData("1,5", "N-01")]
    [InlineData("50%", "N-01")]
    [InlineData("501", "N-02")]
    [InlineData("99999999999999999999999999999999", "N-02")]
    public void Count_ThatIsNoWholeNumber_IsSetAside(string count, string code) =>
        Assert.Equal(code, PassGate.Csv("5", $"Date,Adults killed,Adults slight\n03/10/2026,\"{count}\",1").Only.Code);

    [Theory]
    [InlineData("X84", "C-02")]
    [InlineData("Z99", "C-02")]
    [InlineData("assault", "C-01")]
    public void Icd10_OutsideTheList_IsRefused(string code, string fault) =>
        Assert.Equal(fault, PassGate.Csv("9", $"Admission date,ICD10\n03/10/2026,X85\n03/10/2026,{code}").Only.Code);

    [Fact]
    public void Time_InTheHourThatTheClocksRepeat_IsASpanOfBoth()
    {
        var row = PassGate.Csv("8", Head8 + "R2,Noise,25/10/2026,01:30,,,").Kept[1];

        Assert.Equal(("interval", new DateTime(2026, 10, 25, 0, 30, 0, DateTimeKind.Utc), new DateTime(2026, 10, 25, 1, 30, 0, DateTimeKind.Utc)), (row.Precision, row.FromUtc, row.ToUtc));
    }

    [Fact]
    public void Time_InSummer_IsAnHourBehindInUtc()
    {
        var row = PassGate.Csv("8", Head8 + "R2,Noise,14/07/2026,00:00,,,").Kept[1];

        Assert.Equal(("minute", new DateTime(2026, 7, 13, 23, 0, 0, DateTimeKind.Utc), new Month(2026, 7)), (row.Precision, row.FromUtc, row.Month));
    }

    [Fact]
    public void Span_OfAnOffence_IsAnInterval()
    {
        var passed = PassGate.Csv("2", "Offence,Committed from,Time from,Committed to,Time to\nBurglary,13/10/2026,22:00,14/10/2026,07:30\nBurglary,14/10/2026,,13/10/2026,");

        Assert.Equal(("interval", new DateTime(2026, 10, 13, 21, 0, 0, DateTimeKind.Utc), new DateTime(2026, 10, 14, 6, 30, 0, DateTimeKind.Utc)),
            (passed.Kept[0].Precision, passed.Kept[0].FromUtc, passed.Kept[0].ToUtc));
        Assert.Equal("D-07", passed.Only.Code);
    }

    [Fact]
    public void Rows_WithoutAReferenceThatAreAlike_AreKeptAndCounted()
    {
        var passed = PassGate.Csv("7", "Date,Location\n13/10/2026,Mill Lane\n13/10/2026,Mill Lane\n13/10/2026,Mill Lane");

        Assert.Equal((3, 3), (passed.Kept.Count, passed.Report.Kept));
        Assert.Contains(passed.Report.Notices, n => n.StartsWith("2 rows without a reference", StringComparison.Ordinal));
    }

    [Fact]
    public void UnknownCodes_AreToldWithTheirCountsAndMappedOnce()
    {
        const string csv = "Category,Date\nNuisance – other veh,13/10/2026\nNuisance – other veh,14/10/2026\nWombling,14/10/2026";

        var first = PassGate.Csv("8", csv);
        var second = PassGate.Csv("8", csv, """{"codes": {"category": {"Nuisance – other veh": "vehicle-nuisance", "wombling": "litter"}}}""");

        Assert.Equal([("Nuisance – other veh", 2), ("Wombling", 1)], first.Report.UnknownCodes["category"].Select(w => (w.Key, w.Value)));
        Assert.Equal(["vehicle-nuisance", "vehicle-nuisance", "litter"], second.Kept.Select(k => k.Values["category"]));
    }

    [Fact]
    public void Faults_NeverRepeatWhatTheCellHeld()
    {
        var passed = PassGate.Csv("9", "Admission date,ICD10,Postcode\nZebediah 07700 900123,Quorn zq@quorn.example,AB123456C Quorn Lane\n13/10/2026,X85,KT1");

        var told = string.Join('\n', passed.Faults) + string.Join('\n', passed.Report.Notices) + passed.Csv;
        foreach (var personal in (string[])["Zebediah", "Quorn", "07700", "quorn.example", "AB123456C"]) Assert.DoesNotContain(personal, told, StringComparison.OrdinalIgnoreCase);
        Assert.True(passed.Report.Removed.Total >= 3);
    }

    [Fact]
    public void Identifiers_InAPermittedText_AreTakenOutAndCounted()
    {
        var passed = PassGate.Csv("8", "Category,Date,Location,Postcode\nNoise,13/10/2026,\"12 Mill Lane KT1 1AA, ring 07700 900123\",KT1 1AA");

        var row = Assert.Single(passed.Kept);
        Assert.DoesNotContain("07700", row.Values["location"], StringComparison.Ordinal);
        Assert.DoesNotContain("1AA", passed.Csv, StringComparison.Ordinal);
        Assert.Equal(("KT1", 1L, 2L), (row.Values["postcode"], passed.Report.Removed.ByKey()["telephone"], passed.Report.Removed.ByKey()["full postcode"]));
    }

    // T-08.
    [Fact]
    public void Export_OfACellThatASpreadsheetWouldRun_IsNeutralised()
    {
        var passed = PassGate.Csv("8", "Category,Date,Location\nNoise,13/10/2026,=HYPERLINK(1)");

        Assert.Contains(",'=HYPERLINK(1),", passed.Csv, StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_AndRowsOfTooManyCells_AreSetAside()
    {
        var passed = PassGate.Csv("8", "Category,Date,Location\nNoise,13/10/2026,a,b\nTotal,,see notes\nNoise,13/10/2026,x");

        Assert.Equal(["R-01", "S-02"], passed.Codes);
        Assert.Single(passed.Kept);
    }

    [Fact]
    public void Codes_OfAListThatWasReplaced_AreKeptAndTold()
    {
        var passed = PassGate.Csv("1", "Category,Date\nStreet drinking,13/10/2010\nStreet drinking,13/10/2026");

        Assert.Equal(("C-03", 3, false), (passed.Only.Code, passed.Only.Row, passed.Only.SetsAside));
        Assert.Equal(2, passed.Kept.Count);
    }

    [Fact]
    public void FaultCodes_AreListedOnceEach() => Assert.Equal(FaultCode.All.Count, FaultCode.All.Select(c => c.Code).Distinct().Count());
}
