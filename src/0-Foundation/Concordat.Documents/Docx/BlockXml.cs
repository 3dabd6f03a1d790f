using System.Xml.Linq;
using Concordat.Documents.Charts;
using Concordat.Documents.Maps;
using Concordat.Documents.Model;
using static Concordat.Documents.Docx.Word;

namespace Concordat.Documents.Docx;

/// <summary>The blocks of a report as paragraphs, tables and drawings.</summary>
internal sealed class BlockXml(DocxPackage package, DateOnly date)
{
    public const int MapWidth = 720, MapHeight = 370;
    public IEnumerable<XElement> From(IEnumerable<Block> blocks, bool isNumbered) => blocks.SelectMany(block => From(block, isNumbered));

    private IEnumerable<XElement> From(Block block, bool isNumbered) => block switch
    {
        Paragraph paragraph => [Word.Paragraph("Normal", Runs(paragraph))],
        Subheading heading => [Word.Paragraph(heading.Level == 2 ? "Heading2" : "Heading3", Text(heading.Text))],
        Finding finding => OfFinding(finding, isNumbered),
        BulletList list => list.Items.Select(item => Word.Paragraph("ListBullet", Runs(item))),
        TableBlock table => OfTable(table),
        ChartBlock chart => OfChart(chart),
        MapBlock map => OfMap(map),
        Callout callout => [Word.Paragraph("Callout", Bold(callout.Heading + " "), Runs(callout.Text))],
        DefinitionList list => [TableXml.From(list), TableEnd()],
        PageBreak => [El("p", El("r", El("br", At("type", "page"))))],
        _ => throw new ArgumentException($"No writer for {block.GetType().Name}.", nameof(block)),
    };

    private static IEnumerable<XElement> OfFinding(Finding finding, bool isNumbered)
    {
        yield return El("p", El("pPr", Val("pStyle", "Finding"), isNumbered ? null : Unnumbered(), isNumbered ? null : El("ind", At("left", 0), At("firstLine", 0))), Text(finding.Sentence));
        foreach (var fact in finding.Facts)
            yield return El("p", El("pPr", Val("pStyle", "Fact"), isNumbered ? null : El("ind", At("left", 0))), Text(fact));
    }

    /// <summary>Takes a paragraph out of the numbering that its style has.</summary>
    public static XElement Unnumbered() => El("numPr", Val("ilvl", 0), Val("numId", 0));

    private IEnumerable<XElement> OfTable(TableBlock table)
    {
        if (table.ShowsCaption) yield return Caption("Table", package.NextTable(), table.Caption);
        yield return TableXml.From(table);
        var notes = new[] { table.Note, table.Source }.OfType<string>().ToList();
        foreach (var note in notes) yield return Word.Paragraph("Source", Text(note));
        if (notes.Count == 0) yield return TableEnd();
    }

    private IEnumerable<XElement> OfChart(ChartBlock block)
    {
        var (chart, number) = (block.Chart, package.NextFigure());
        yield return Caption("Figure", number, block.Caption);
        if (chart is HeatTable heat)
        {
            yield return TableXml.From(heat);
            yield return HeatKey(heat);
        }
        else yield return Word.Paragraph("Figure", Drawing(chart, $"Figure {number}"));
        yield return Word.Paragraph("Source", Text(HasMissing(chart) ? $"{block.Source} {MissingMark(chart)}: missing at source, not zero." : block.Source));
    }

    private XElement Drawing(Chart chart, string name)
    {
        var description = $"{chart.Title}. {chart.Description}";
        if (NativeChart.From(chart, date) is { } native)
            return DrawingXml.Chart(package, package.AddChart(native.ChartSpace, native.Workbook), Measure.TextMillimetres, FigureSize.ChartHeight(chart), name, description);
        var (width, pixels) = chart is Sparkline ? (60.0, 240) : (Measure.TextMillimetres, ChartSvg.Wide);
        var height = ChartFrame.For(chart, pixels).Height * width / pixels;
        return DrawingXml.Picture(package, Task.Run(() => ChartPng.Draw(chart, pixels)), ChartSvg.Draw(chart, pixels), width, height, name, description);
    }

    private IEnumerable<XElement> OfMap(MapBlock block)
    {
        var number = package.NextFigure();
        yield return Caption("Figure", number, block.Caption);
        yield return Word.Paragraph("Figure", DrawingXml.Picture(package, Task.Run(() => MapPng.Draw(block.Map, MapWidth, MapHeight)), MapSvg.Draw(block.Map, MapWidth, MapHeight),
            Measure.TextMillimetres, FigureSize.MapHeight, $"Figure {number}", $"{block.Map.Title}. {block.Map.Description}"));
        if (block.Map.Legend is { } legend) yield return Legend(legend);
        yield return Word.Paragraph("Source", Text(block.Method is null ? block.Source : $"{block.Source} {block.Method}"));
    }

    private static XElement Caption(string kind, string number, string caption) =>
        Word.Paragraph("Caption", Text(kind + " "), Field($"SEQ {kind} \\* ARABIC", number), Text($". {caption}"));

    private static XElement Legend(MapLegend legend) => Word.Paragraph("Legend", Bold(legend.Title),
        legend.Entries.SelectMany(entry => new[] { Text("   "), Swatch(entry), Text("\u00A0" + entry.Label.Replace(' ', '\u00A0')) }));

    private static XElement HeatKey(HeatTable heat) => Word.Paragraph("Legend", Bold("In each cell"),
        HeatPainter.ClassLabels(heat).SelectMany((label, i) => new[]
        {
            Text("   "), Swatch(new(label, LegendMark.Fill, MapPalettes.Strength[i])), Text("\u00A0" + label.Replace(' ', '\u00A0')),
        }));

    private static XElement Swatch(MapLegendEntry entry)
    {
        const string box = "\u00A0\u00A0\u00A0\u00A0";
        return entry.Mark switch
        {
            LegendMark.Fill => Text(box, Shading(entry.Colour)),
            LegendMark.Outline => Text(box, Border("bdr", entry.Colour, 12)),
            LegendMark.Line => Text(entry.Dash is null ? "——" : "– –", El("b"), Val("color", Hex(entry.Colour))),
            _ => Text("●", Val("color", Hex(entry.Colour))),
        };
    }

    private static string MissingMark(Chart chart) => chart switch
    {
        HeatTable => "A dash",
        LineChart => "A gap in a line",
        BarChart => "No bar and the word “missing”",
        _ => "Hatched",
    };

    private static bool HasMissing(Chart chart) => ChartTable.From(chart).Rows.Any(row => row.Cells.Any(cell => cell.Kind == CellKind.Missing));

    // Two tables that touch would be joined into one.
    private static XElement TableEnd() => Word.Paragraph("TableEnd");
}

/// <summary>Heights of figures on paper.</summary>
internal static class FigureSize
{
    public const double MapHeight = Measure.TextMillimetres * BlockXml.MapHeight / BlockXml.MapWidth;

    public static double ChartHeight(Chart chart) => chart switch
    {
        BarChart bars => 14 + (bars.Bars.Count * 8),
        LineChart => 68,
        BeforeAfterChart => 60,
        HeatTable heat => 8 + (heat.RowLabels.Count * 5.5),
        IntervalBar => 20,
        Sparkline => 12,
        _ => 53,
    };
}
