using System.Globalization;
using System.Xml.Linq;
using Concordat.Documents.Charts;
using Concordat.Documents.Model;
using Concordat.Documents.Tests.Drawing;
using Concordat.Documents.Tests.Samples;

namespace Concordat.Documents.Tests.Charts;

public sealed class ChartSvgTests
{
    private const string Petrol = "#155866", HatchEdge = "#8b8f8e";

    public static TheoryData<int, int> EveryChartWideAndNarrow()
    {
        var cases = new TheoryData<int, int>();
        for (var i = 0; i < SampleCharts.All().Count; i++)
        {
            cases.Add(i, ChartSvg.Wide);
            cases.Add(i, ChartSvg.Narrow);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryChartWideAndNarrow))]
    public void Draw_EveryKind_IsNamedReadableAndFreeOfStyleAndIds(int index, int width)
    {
        var chart = SampleCharts.All()[index];

        var svg = XElement.Parse(ChartSvg.Draw(chart, width));

        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal([chart.Title, chart.Description], svg.Elements().Take(2).Select(element => element.Value));
        Assert.Equal(width, Number(svg, "width"));
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "style" or "id" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(svg.Descendants().Attributes("font-size"), size => Assert.True(double.Parse(size.Value, CultureInfo.InvariantCulture) >= 13));
    }

    [Theory]
    [MemberData(nameof(EveryChartWideAndNarrow))]
    public void Draw_EveryKind_KeepsItsMarksInsideTheDrawing(int index, int width)
    {
        var svg = XElement.Parse(ChartSvg.Draw(SampleCharts.All()[index], width));

        foreach (var box in Elements(svg, "rect"))
        {
            Assert.InRange(Number(box, "x"), 0, width);
            Assert.InRange(Number(box, "x") + Number(box, "width"), 0, width + 0.01);
            Assert.InRange(Number(box, "y") + Number(box, "height"), 0, Number(svg, "height"));
        }
        Assert.All(Elements(svg, "text"), text => Assert.InRange(Number(text, "x"), 0, width));
        Assert.All(Elements(svg, "text"), text => Assert.InRange(Number(text, "y"), 0, Number(svg, "height")));
    }

    [Fact]
    public void Draw_Columns_HeightsFollowTheFiguresOfTheTable()
    {
        var chart = SampleCharts.Thefts() with { LastPoint = null };

        var heights = Columns(ChartSvg.Draw(chart)).Select(column => Number(column, "height")).ToList();

        var figures = ChartTable.From(chart).Rows.Select(row => row.Cells[1].Value).ToList();
        Assert.Equal(figures.Count, heights.Count);
        for (var i = 0; i < figures.Count; i++) Assert.Equal(figures[i] / figures[0], heights[i] / heights[0], tolerance: 0.002);
    }

    [Fact]
    public void Draw_MissingMonth_IsHatchedNeverZero()
    {
        var chart = SampleCharts.Thefts(missing: 5);

        var svg = ChartSvg.Draw(chart);

        Assert.Equal(22, Columns(svg).Count); // 24 months less the missing one and the last, which has the colour of its signal
        Assert.DoesNotContain(Columns(svg), column => Number(column, "height") == 0);
        Assert.Contains(HatchEdge, svg, StringComparison.Ordinal);
        Assert.Contains("missing at source, not zero", svg, StringComparison.Ordinal);
        Assert.DoesNotContain(HatchEdge, ChartSvg.Draw(SampleCharts.Thefts()), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_ZeroMonth_IsAColumnOfNoHeightAndNotHatched()
    {
        var chart = SampleCharts.Thefts() with { LastPoint = null, Points = [new("Jan", 0), new("Feb", 4)] };

        var svg = ChartSvg.Draw(chart);

        Assert.Equal(0, Number(Columns(svg)[0], "height"));
        Assert.DoesNotContain(HatchEdge, svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_LastColumn_HasTheColourAndFigureOfItsSignal()
    {
        var svg = XElement.Parse(ChartSvg.Draw(SampleCharts.Thefts()));

        Assert.Single(Elements(svg, "rect"), box => box.Attribute("fill")!.Value == "#a63f06");
        Assert.Contains(Elements(svg, "text"), text => text.Value == "64" && text.Attribute("fill")!.Value == "#a63f06");
    }

    [Fact]
    public void Draw_Band_HasItsEdgesInTheTable()
    {
        var table = ChartTable.From(SampleCharts.Thefts());

        Assert.Equal(["Month", "Recorded thefts", "Expected, 19 months in 20, from", "Expected, 19 months in 20, to"], table.Columns.Select(column => column.Heading));
        Assert.Equal(["Oct 2026", "64", "31", "56"], table.Rows[^1].Cells.Select(cell => cell.Shown));
    }

    [Fact]
    public void Draw_Lines_EachHasItsOwnDashAndItsName()
    {
        var svg = XElement.Parse(ChartSvg.Draw(SampleCharts.Wards()));
        var dashes = Elements(svg, "path").Where(path => path.Attribute("stroke-width")?.Value == "2.6").Select(path => path.Attribute("stroke-dasharray")?.Value).Distinct().ToList();

        Assert.Equal(5, dashes.Count);
        Assert.Superset(new HashSet<string> { "Quayside", "Old Market", "Tannery", "Lockside", "Eastbrook" }, Elements(svg, "text").Select(text => text.Value).ToHashSet());
    }

    [Fact]
    public void Draw_LineNames_DoNotCoverEachOther()
    {
        var svg = XElement.Parse(ChartSvg.Draw(SampleCharts.Wards()));
        string[] names = ["Quayside", "Old Market", "Tannery", "Lockside", "Eastbrook"];

        var heights = Elements(svg, "text").Where(text => names.Contains(text.Value)).Select(text => Number(text, "y")).Order().ToList();

        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 14));
    }

    [Fact]
    public void Draw_GapInALine_BreaksIt()
    {
        var svg = XElement.Parse(ChartSvg.Draw(SampleCharts.Wards()));

        var runs = Elements(svg, "path").Count(path => path.Attribute("stroke")?.Value == "#3f8fc9" && path.Attribute("stroke-width")!.Value == "2.6");

        Assert.Equal(2, runs);
    }

    [Fact]
    public void Draw_HeatTable_ShowsEveryFigureOfTheTable()
    {
        var chart = SampleCharts.Hours(isMissing: true);
        var cells = ChartTable.From(chart).Rows.SelectMany(row => row.Cells.Skip(1).Take(24)).Where(cell => cell.Kind == CellKind.Number).Select(cell => cell.Shown).Order(StringComparer.Ordinal);

        foreach (var width in new[] { ChartSvg.Wide, ChartSvg.Narrow })
        {
            var svg = XElement.Parse(ChartSvg.Draw(chart, width));
            var drawn = Elements(svg, "text").Where(text => text.Attribute("font-size")!.Value == "13" && text.Attribute("text-anchor")?.Value == "middle"
                && text.Attribute("font-weight") is null && text.Value.Length == 1).Select(text => text.Value);
            Assert.Equal(cells, drawn.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void From_HeatTableRowWithAMissingCell_HasNoTotal()
    {
        var table = ChartTable.From(SampleCharts.Hours(isMissing: true));

        Assert.Equal(CellKind.Missing, table.Rows[2].Cells[^1].Kind);
        Assert.Equal(table.Rows[0].Cells.Skip(1).Take(24).Sum(cell => cell.Value), table.Rows[0].Cells[^1].Value);
        Assert.Contains("never means none", table.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void From_BeforeAndAfter_GivesTheAverages()
    {
        var table = ChartTable.From(SampleCharts.Station());

        Assert.Equal(118 / 12.0, table.Rows[^2].Cells[^1].Value, tolerance: 1e-12);
        Assert.Equal(61 / 12.0, table.Rows[^1].Cells[^1].Value, tolerance: 1e-12);
    }

    [Fact]
    public void Draw_HostileWords_AreEncoded()
    {
        var chart = SampleCharts.Places() with { Title = "\"><script>", Bars = [new("</text><script>alert(1)</script>", 3), new("\u0000\uDC00", 1)] };

        var svg = ChartSvg.Draw(chart);

        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Equal("\"><script>", XElement.Parse(svg).Elements().First().Value);
    }

    [Fact]
    public void Draw_AllMissingOrAllZero_StillDraws()
    {
        var missing = SampleCharts.Thefts() with { Points = [new("Jan", null), new("Feb", null)] };
        var zero = SampleCharts.Thefts() with { Points = [new("Jan", 0), new("Feb", 0)] };

        Assert.Empty(Columns(ChartSvg.Draw(missing)));
        Assert.Contains(">0<", ChartSvg.Draw(zero), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_PartsThatDoNotFit_AreRefusedByName()
    {
        var lines = SampleCharts.Wards() with { Series = [new("Quayside", [1, 2])] };
        var wild = SampleCharts.Thefts() with { Points = [new("Jan", double.NaN)] };

        Assert.Contains("The line Quayside has 2 values for 6 labels.", Assert.Throws<ArgumentException>(() => ChartSvg.Draw(lines)).Message, StringComparison.Ordinal);
        Assert.Contains("The figure for Jan is not finite", Assert.Throws<ArgumentException>(() => ChartTable.From(wild)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Png_Interval_DecodesWithTheBarInPetrol()
    {
        var picture = new PngReader(ChartPng.Draw(SampleCharts.Change(), 360, 2));

        Assert.Equal(720, picture.Width);
        Assert.True(picture.Count(Petrol) > 1000);
    }

    private static List<XElement> Columns(string svg) => [.. Elements(XElement.Parse(svg), "rect").Where(box => box.Attribute("fill")!.Value == Petrol)];

    private static IEnumerable<XElement> Elements(XElement svg, string name) => svg.Descendants().Where(element => element.Name.LocalName == name);

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
