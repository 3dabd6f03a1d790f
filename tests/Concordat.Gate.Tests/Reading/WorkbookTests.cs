using Concordat.Gate.Reading;
using static Concordat.Gate.Tests.Reading.TestWorkbook;

namespace Concordat.Gate.Tests.Reading;

/// <summary>Workbooks as people make them.</summary>
public sealed class WorkbookTests
{
    [Fact]
    public void Cells_OfEveryKind_ComeAsText()
    {
        var workbook = new TestWorkbook { SharedStrings = "<si><t>Shared</t></si><si><r><t>Ri</t></r><r><rPr><b/></rPr><t>ch</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si>" }.Sheet("Data",
            Row(1, "Day", "Moment", "Time", "Share", "Padded", "Length", "Truth", "Error", "Formula", "Shared", "Rich", "Big", "Small", "Money", "British", "Science")
            + Row(2, (46298.0, 1), (46298.586805555555, 2), (0.5868055555555556, 3), (0.125, 4), (4567.0, 5), (1.25, 6), true,
                new Raw("<c r=\"@\" t=\"e\"><v>#N/A</v></c>"), new Raw("<c r=\"@\" t=\"str\"><f>A1&amp;\"x\"</f><v>saved</v></c>"),
                new Raw("<c r=\"@\" t=\"s\"><v>0</v></c>"), new Raw("<c r=\"@\" t=\"s\"><v>1</v></c>"), (530123180456.0, 0), (0.00000012, 0), (1234.5, 8), (46298.0, 9), (1234567890123.0, 10)));

        var table = Files.One(workbook.Bytes(), "return.xlsx");

        Assert.Equal("2: 2026-10-03|2026-10-03 14:05|14:05|0.125|004567|30:00|TRUE||saved|Shared|Rich|530123180456|0.00000012|1234.5|2026-10-03|1234567890123", Assert.Single(table.Lines));
        Assert.Equal("Excel workbook, sheet \"Data\"", table.Description);
        Assert.Equal("1 cell holds an error such as #N/A and was taken as blank.", Assert.Single(table.Notices));
    }

    [Fact]
    public void Cells_OfA1904Workbook_AreTheSameDays()
    {
        var table = Files.One(new TestWorkbook { Is1904 = true }.Sheet("Data", Row(1, "Reference", "Day", "Time") + Row(2, "A", (46298.0 - 1462, 1), (0.25, 3))).Bytes());

        Assert.Equal("2: A|2026-10-03|06:00", Assert.Single(table.Lines));
    }

    [Fact]
    public void Cells_OfEarly1900_FollowTheSpreadsheetsLeapDay()
    {
        var table = Files.One(new TestWorkbook().Sheet("Data", Row(1, "Reference", "Day") + Row(2, "A", (1.0, 1)) + Row(3, "B", (59.0, 1)) + Row(4, "C", (61.0, 1))).Bytes());

        Assert.Equal(["2: A|1900-01-01", "3: B|1900-02-28", "4: C|1900-03-01"], table.Lines);
    }

    [Fact]
    public void Sheets_SeveralAndHidden_AreTablesUnlessHidden()
    {
        var content = new TestWorkbook().Sheet("Notes", Row(1, "About", "Words") + Row(2, "Source", "the council's own records"))
            .Sheet("Records", Row(3, "Reference", "Category") + Row(5, "A", "Noise"))
            .Sheet("Codes", Row(1, "Code", "Word") + Row(2, "N", "Noise"), "hidden").Sheet("Blank", "").Bytes();

        var tables = Files.Read(content);
        Assert.Equal(["Notes", "Records"], tables.Select(t => t.Sheet));
        Assert.Equal("5: A|Noise", Assert.Single(tables[1].Lines));
        Assert.Equal(3, tables[1].HeaderRow);
        Assert.Contains("\"Codes\" is hidden", Assert.Single(tables[0].FileNotices), StringComparison.Ordinal);
        Assert.Equal("Codes", Files.One(content, options: new() { Sheet = "codes " }).Sheet);
        var refusal = Files.Refused(content, options: new() { Sheet = "Incidents" });
        Assert.Equal("F-15", refusal.Code);
        Assert.Contains("\"Notes\", \"Records\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheets_WithoutHeadings_AreLeftOutBesideOnesThatHaveThem()
    {
        var figures = Row(1, 1, 2, 3) + Row(2, 4, 5, 6);
        var table = Files.One(new TestWorkbook().Sheet("Figures", figures).Sheet("Records", Row(1, "Reference", "Notes") + Row(2, "A", "b")).Bytes());

        Assert.Equal("Records", table.Sheet);
        Assert.Equal("The sheet \"Figures\" was left out: no row of headings was found in its first rows.", Assert.Single(table.FileNotices));
        Assert.Equal("F-14", Files.Refused(new TestWorkbook().Sheet("Figures", figures).Bytes()).Code);
    }

    [Fact]
    public void Macros_AreNotRunAndTold()
    {
        var table = Files.One(new TestWorkbook().Sheet("Data", Row(1, "Reference", "Notes") + Row(2, "A", "b")).Part("xl/vbaProject.bin", [1, 2, 3]).Bytes(), "return.xlsm");

        Assert.Equal("2: A|b", Assert.Single(table.Lines));
        Assert.Contains("macros", Assert.Single(table.FileNotices), StringComparison.Ordinal);
    }
}
