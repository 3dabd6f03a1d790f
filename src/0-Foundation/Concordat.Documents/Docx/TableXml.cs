using System.Xml.Linq;
using Concordat.Documents.Charts;
using Concordat.Documents.Drawing;
using Concordat.Documents.Maps;
using Concordat.Documents.Model;
using static Concordat.Documents.Docx.Word;

namespace Concordat.Documents.Docx;

/// <summary>Tables: header row repeated on each page, rows never broken, short tables kept whole.</summary>
internal static class TableXml
{
    private const int KeptWholeUpTo = 14;
    private static readonly string[] Sides = ["top", "left", "bottom", "right"];

    public static XElement From(TableBlock table)
    {
        var widths = ColumnWidths.Twips(table);
        var isKeptWhole = table.Rows.Count <= KeptWholeUpTo;
        return El("tbl",
            Properties(table.Caption, "ReportTable", hasHeader: true),
            El("tblGrid", widths.Select(width => El("gridCol", At("w", width)))),
            El("tr", El("trPr", El("cantSplit"), El("tblHeader")), table.Columns.Select((column, i) =>
                CellXml(widths[i], "TableHeading", column.Alignment, keepsNext: true, [Text(column.Heading)], isBottom: true))),
            table.Rows.Select((row, r) => El("tr", El("trPr", El("cantSplit")), row.Cells.Select((cell, i) =>
                CellXml(widths[i], "TableText", table.Columns[i].Alignment, keepsNext: isKeptWhole && KeepsNext(table, r), Content(cell, row.IsTotal), isTop: row.IsTotal)))));
    }

    /// <summary>A heat table with the four shades behind the figures.</summary>
    public static XElement From(HeatTable heat)
    {
        const double labelShare = 3.4, totalShare = 1.9;
        double[] shares = [labelShare, .. heat.ColumnLabels.Select(_ => 1.0), .. heat.ShowsRowTotals ? [totalShare] : Array.Empty<double>()];
        var widths = Array.ConvertAll(shares, share => (int)(Measure.Twips(Measure.TextMillimetres) * share / shares.Sum()));
        string[] headings = [heat.RowName, .. heat.ColumnLabels, .. heat.ShowsRowTotals ? ["All"] : Array.Empty<string>()];
        return El("tbl",
            Properties(heat.Title, "TableNormal", hasHeader: true, El("tblCellMar", Side("left", 0), Side("right", 0))),
            El("tblGrid", widths.Select(width => El("gridCol", At("w", width)))),
            El("tr", El("trPr", El("cantSplit"), El("tblHeader")), headings.Select((heading, i) =>
                HeatCell(widths[i], i == 0 ? Alignment.Left : Alignment.Centre, heading, Look.Muted, fill: null))),
            heat.RowLabels.Select((label, row) => El("tr", El("trPr", El("cantSplit")),
                HeatCell(widths[0], Alignment.Left, label, Look.Ink, fill: null),
                heat.Values[row].Select((value, i) => HeatFigure(widths[i + 1], heat, value)),
                heat.ShowsRowTotals ? HeatCell(widths[^1], Alignment.Centre, Cell.Of(ChartTable.RowTotal(heat, row), heat.Decimals).Shown, Look.Ink, null, isBold: true) : null)));
    }

    /// <summary>Terms in bold at the left, their words at the right.</summary>
    public static XElement From(DefinitionList list)
    {
        int[] widths = [Measure.Twips(Measure.TextMillimetres * 0.28), Measure.Twips(Measure.TextMillimetres * 0.72)];
        return El("tbl",
            Properties("Terms and what they mean", "ReportTable", hasHeader: false),
            El("tblGrid", widths.Select(width => El("gridCol", At("w", width)))),
            list.Items.Select(item => El("tr", El("trPr", El("cantSplit")),
                CellXml(widths[0], "TableText", Alignment.Left, false, [Bold(item.Term)]),
                CellXml(widths[1], "TableText", Alignment.Left, false, Runs(item.Text)))));
    }

    /// <summary>Box of a cell with the width in twips; edges of its own are a strong rule above or below.</summary>
    public static XElement CellXml(int width, string style, Alignment alignment, bool keepsNext, IEnumerable<XElement> content, bool isTop = false, bool isBottom = false) =>
        El("tc",
            El("tcPr", El("tcW", At("w", width), At("type", "dxa")),
                isTop || isBottom ? El("tcBorders", isTop ? Border("top", Look.Ink, 10) : null, isBottom ? Border("bottom", Look.Ink, 10) : null) : null,
                Val("vAlign", isBottom ? "bottom" : "top")),
            El("p", El("pPr", Val("pStyle", style), keepsNext ? El("keepNext") : null, Justify(alignment)), content));

    private static bool KeepsNext(TableBlock table, int row) => row < table.Rows.Count - 1 || table.Note is not null || table.Source is not null;

    private static XElement[] Content(Cell cell, bool isTotal)
    {
        if (cell.Kind == CellKind.Signal) return SignalRuns(cell.Signal);
        if (cell.Kind == CellKind.Empty) return [];
        return [cell.IsBold || isTotal ? Bold(cell.Shown) : Text(cell.Shown)];
    }

    // Shape and word together; both carry the colour, neither needs it.
    private static XElement[] SignalRuns(Signal signal)
    {
        var shape = signal switch { Signal.Rise => "▲", Signal.Fall => "▼", Signal.None => "=", _ => "○" };
        var colour = Val("color", Hex(Look.Of(signal)));
        return signal == Signal.NotEnoughData
            ? [Text(shape + " ", colour), Text(signal.Word(), new XElement(colour))]
            : [Text(shape + " ", El("b"), El("bCs"), colour), Text(signal.Word(), El("b"), El("bCs"), new XElement(colour))];
    }

    private static XElement Properties(string caption, string style, bool hasHeader, XElement? margins = null) => El("tblPr",
        Val("tblStyle", style), El("tblW", At("w", Measure.Twips(Measure.TextMillimetres)), At("type", "dxa")), El("tblLayout", At("type", "fixed")), margins,
        El("tblLook", At("val", hasHeader ? "0020" : "0000"), At("firstRow", hasHeader ? 1 : 0), At("lastRow", 0), At("firstColumn", 0), At("lastColumn", 0), At("noHBand", 1), At("noVBand", 1)),
        Val("tblCaption", Characters.Printable(caption)));

    private static XElement Side(string name, int width) => El(name, At("w", width), At("type", "dxa"));

    private static XElement? Justify(Alignment alignment) => alignment switch
    {
        Alignment.Right => Val("jc", "right"),
        Alignment.Centre => Val("jc", "center"),
        _ => null,
    };

    private static XElement HeatFigure(int width, HeatTable heat, double? value)
    {
        var strength = heat.ClassOf(value);
        var colour = strength is { } known ? Look.TextOnStrength(known) : Look.Muted;
        return HeatCell(width, Alignment.Centre, Cell.Of(value, heat.Decimals).Shown, colour, strength is { } shade ? MapPalettes.Strength[shade] : null);
    }

    private static XElement HeatCell(int width, Alignment alignment, string text, string colour, string? fill, bool isBold = false) => El("tc",
        El("tcPr", El("tcW", At("w", width), At("type", "dxa")),
            El("tcBorders", Sides.Select(side => Border(side, Look.White, 6))),
            fill is null ? null : Shading(fill), Val("vAlign", "center")),
        El("p", El("pPr", Val("pStyle", "HeatText"), Justify(alignment)), isBold
            ? Text(text, El("b"), El("bCs"), Val("color", Hex(colour))) : Text(text, Val("color", Hex(colour)))));
}
