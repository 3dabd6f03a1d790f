using Concordat.Gate.Reading;
using Concordat.Testing;

namespace Concordat.Gate.Tests.Reading;

/// <summary>Files that publishers really put out, and one old workbook made with a spreadsheet program.</summary>
public sealed class RealFileTests
{
    [Fact]
    public void OldWorkbook_OfEveryKindOfCell_ComesAsText()
    {
        var table = Files.One(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reading", "Fixtures", "housing-97.xls")));

        Assert.Equal(SourceFormat.Xls, table.Format);
        Assert.Equal(3, table.HeaderRow);
        Assert.Equal(["Reference", "Day", "Time", "Moment", "Amount", "Grid", "Padded", "Flag", "Error", "Notes"], table.Headings);
        Assert.Equal("4: RH1|2026-10-03|14:05|2026-10-03 14:05|1234.5|530123180456|7|TRUE||café – £5", table.Lines[0]);
        Assert.Equal("5: RH2|2026-10-04|00:30|2026-10-04 23:59|0.125|530124180457|42|FALSE|1|second", table.Lines[1]);
        Assert.Contains("Row 6 is a row of totals", table.Notices[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void OldWorkbook_SaidToHaveBillionsOfRows_IsRefusedUnread()
    {
        var content = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reading", "Fixtures", "housing-97.xls"));
        // The record of the sheet's size: its number, its length, first row, row after the last.
        var size = content.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x00, 0x02, 0x0E, 0x00]);
        content.AsSpan(size + 8, 4).Fill(0x7F);

        Assert.Equal("F-05", Files.Refused(content).Code);
    }

    [SharedDataFact("data/partners")]
    public void FireService_IsWindows1252WithMaskedCoordinates()
    {
        var table = Read("data/partners/fire_avon_attended_incidents_2014_07_days_01_15.csv.gz");

        Assert.Equal(472, table.Rows.Count);
        Assert.Equal("Windows-1252, separated by commas", table.Description);
        Assert.Contains(table.Rows, r => r.Cells.Any(c => c.Contains('–', StringComparison.Ordinal)));
        Assert.Contains(table.Rows, r => r.Cells.Any(c => c.EndsWith("***", StringComparison.Ordinal)));
        Assert.DoesNotContain(table.Rows, r => r.Surplus);
    }

    [SharedDataFact("data/partners")]
    public void PartnerFiles_OfEveryKind_GiveAllTheirRows()
    {
        foreach (var (name, rows) in new[]
        {
            ("road_casualties_greater_manchester_2019_2021", 12_010), ("fire_london_animal_rescues_2009_2016", 4_714), ("school_exclusions_reasons_by_la_2006_07_to_2015_16", 6_367),
            ("school_exclusions_rates_by_la", 7_122), ("hospital_admissions_injuries_0_14_by_la_2023_24", 154), ("ambulance_tempe_opioid_calls_2017_2020", 1_267),
        })
        {
            var table = Read($"data/partners/{name}.csv.gz");

            Assert.Equal((name, rows), (name, table.Rows.Count));
            Assert.Equal(1, table.HeaderRow);
            Assert.All(table.Rows, r => Assert.False(r.Surplus));
        }
    }

    [SharedDataFact("data/partners")]
    public void HospitalAdmissions_KeepThousandsAndTheirMark()
    {
        var table = Read("data/partners/hospital_admissions_injuries_0_14_by_la_2023_24.csv.gz");

        Assert.StartsWith("UTF-8 with a byte order mark", table.Description, StringComparison.Ordinal);
        Assert.Contains(table.Rows, r => r.Cells.Contains("Surrey", StringComparer.Ordinal) && r.Cells.Contains("1,445", StringComparer.Ordinal));
    }

    [SharedDataFact("data/police/surrey")]
    public void PoliceMonths_GiveAllTheirRows()
    {
        var rows = Directory.GetFiles(SharedData.Path("data/police/surrey")!, "*.csv*").Sum(f => Files.One(File.ReadAllBytes(f)).Rows.Count);

        Assert.Equal(138_829, rows);
    }

    [SharedDataFact("data/postcodes")]
    public void Postcodes_WithoutHeadings_AreReadWhenTold()
    {
        var content = File.ReadAllBytes(SharedData.Path("data/postcodes/kt.csv.gz")!);

        Assert.Equal("F-14", Files.Refused(content).Code);
        Assert.Equal(14_353, Files.One(content, options: new() { HeaderRow = 0 }).Rows.Count);
    }

    [SharedDataFact("data/boundaries")]
    public void Boundaries_AreFeaturesPlacedInsideTheirAreas()
    {
        var table = Read("data/boundaries/lsoa_2011_surrey.geojson.gz");

        Assert.Equal((709, SourceFormat.GeoJson, "GeoJSON, longitudes and latitudes"), (table.Rows.Count, table.Format, table.Description));
        Assert.Equal(["longitude", "latitude"], table.Headings.TakeLast(2));
        Assert.Contains("LSOA11CD", table.Headings);
        Assert.Equal("709 features are lines or areas; each is placed at a point inside it.", Assert.Single(table.Notices));
        Assert.All(table.Rows, r => Assert.InRange(double.Parse(r.Cells[^1], System.Globalization.CultureInfo.InvariantCulture), 51, 51.5));
        Assert.Equal("F-18", Files.Refused(File.ReadAllBytes(SharedData.Path("data/boundaries/lad_2013_england.topojson.gz")!)).Code);
    }

    static ReadTable Read(string path) => Files.One(File.ReadAllBytes(SharedData.Path(path)!), Path.GetFileName(path));
}
