using System.Xml.Linq;
using Concordat.Documents.Charts;
using Concordat.Documents.Drawing;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using static Concordat.Documents.Docx.ChartXml;

namespace Concordat.Documents.Docx;

/// <summary>Charts that the reader's program draws and its user can edit, each with the workbook of its figures.</summary>
internal static class NativeChart
{
    public const string WorkbookId = "rIdWorkbook";
    private const string Missing = "Missing at source (hatched)";
    private static readonly string?[] Dashes = [null, "dash", "sysDot", "dashDot", "sysDash"];

    /// <summary>A native chart, or null for the kinds that stand as pictures or tables.</summary>
    public static (XElement ChartSpace, byte[] Workbook)? From(Chart chart, DateOnly date) => chart switch
    {
        ColumnChart columns => Of(columns, date),
        BeforeAfterChart sides => Of(sides, date),
        BarChart bars => Of(bars, date),
        LineChart lines => Of(lines, date),
        _ => null,
    };

    private static (XElement, byte[]) Of(ColumnChart chart, DateOnly date)
    {
        var points = chart.Points;
        var axis = Axis.Around(points.SelectMany(p => new[] { p.Value, p.Lower, p.Upper }), 4, chart.Decimals == 0);
        var labels = AxisLabels(points);
        var last = points.Count - 1;
        List<ChartColumn> figures = [new(chart.SeriesName, [.. points.Select(point => point.Value)])];
        var lead = chart.LastPoint is { } signal && points[last].Value is not null
            ? new object[] { PointFill(last, Fill(Look.Of(signal))), LabelOn(last, Look.Of(signal), isName: false, "outEnd", 10, isBold: true) } : [];
        List<XElement> bars = [BarSeries(0, figures[0], labels, Fill(Look.Petrol), lead)];
        List<XElement> areas = [], edges = [];
        if (points.Any(point => point is { Lower: not null, Upper: not null }))
        {
            figures.Add(new($"{chart.BandName}, from", [.. points.Select(point => point.Lower)]));
            figures.Add(new($"{chart.BandName}, to", [.. points.Select(point => point.Upper)]));
            figures.Add(new($"{chart.BandName}, width", [.. points.Select(point => point.Upper - point.Lower)]));
            areas.Add(AreaSeries(4, figures[1] with { Name = figures[1].Name + " (base of the band)" }, labels, NoFill()));
            areas.Add(AreaSeries(3, figures[3], labels, Fill(Look.Petrol, 0.17)));
            figures.Add(new(figures[1].Name + " (base of the band)", figures[1].Values));
            edges.Add(LineSeries(1, figures[1], labels, "#6b9aa3", 1, "dash"));
            edges.Add(LineSeries(2, figures[2], labels, "#6b9aa3", 1, "dash"));
        }
        AddMissing(bars, figures, points, labels, axis);
        return (Space(ChartArea(null, Groups(areas, bars, edges), Axes(false, axis)), null),
            Workbook(chart, points, labels, figures, date));
    }

    private static (XElement, byte[]) Of(BeforeAfterChart chart, DateOnly date)
    {
        var points = chart.Points;
        var axis = Axis.Around(points.Select(p => p.Value).Append(chart.AxisTop), 3, chart.Decimals == 0);
        var labels = AxisLabels(points);
        double? When(int i, bool isAfter, double? value) => (i >= chart.FirstAfter) == isAfter ? value : null;
        List<ChartColumn> figures =
        [
            new($"{chart.SeriesName}, {chart.BeforeLabel}", [.. points.Select((point, i) => When(i, false, point.Value))]),
            new($"{chart.SeriesName}, {chart.AfterLabel}", [.. points.Select((point, i) => When(i, true, point.Value))]),
            new($"Average, {chart.BeforeLabel}", [.. points.Select((_, i) => When(i, false, chart.MeanBefore))]),
            new($"Average, {chart.AfterLabel}", [.. points.Select((_, i) => When(i, true, chart.MeanAfter))]),
        ];
        var colour = Look.Series[chart.Colour].Colour;
        List<XElement> bars = [BarSeries(0, figures[0], labels, Fill(colour, 0.45)), BarSeries(1, figures[1], labels, Fill(colour))];
        List<XElement> means = [LineSeries(2, figures[2], labels, Look.Ink, 2, "sysDash"), LineSeries(3, figures[3], labels, Look.Ink, 2, null)];
        AddMissing(bars, figures, points, labels, axis);
        return (Space(ChartArea(null, Groups([], bars, means), Axes(false, axis)), Legend()),
            Workbook(chart, points, labels, figures, date));
    }

    private static (XElement, byte[]) Of(BarChart chart, DateOnly date)
    {
        var points = chart.Bars;
        var axis = Axis.Around(points.SelectMany(p => new[] { p.Value, p.Upper }), 4, chart.Decimals == 0);
        var hasRange = points.Any(point => point is { Lower: not null, Upper: not null });
        var labels = points.Select(point => BarLabel(point, chart.Decimals, hasRange)).ToList();
        List<ChartColumn> figures = [new(chart.SeriesName, [.. points.Select(point => point.Value)])];
        List<object> extras = [];
        if (chart.Highlight is { } bright) extras.Add(PointFill(bright, Fill(Look.Rise)));
        if (!hasRange) extras.Add(LabelsOnAll());
        else
        {
            figures.Add(new("Range, from", [.. points.Select(point => point.Lower)]));
            figures.Add(new("Range, to", [.. points.Select(point => point.Upper)]));
            figures.Add(new("Range, above the figure", [.. points.Select(point => point.Upper - point.Value)]));
            figures.Add(new("Range, below the figure", [.. points.Select(point => point.Value - point.Lower)]));
            extras.Add(RangeBars(3, figures[3], 4, figures[4]));
        }
        var bars = BarSeries(0, figures[0], labels, Fill(Look.Petrol), [.. extras]);
        return (Space(ChartArea(null, Groups([], [bars], [], isSideways: true), Axes(true, axis)), null), Workbook(chart, points, labels, figures, date));
    }

    private static (XElement, byte[]) Of(LineChart chart, DateOnly date)
    {
        var axis = Axis.Around(chart.Series.SelectMany(series => series.Values), 4, chart.Decimals == 0);
        var figures = chart.Series.Select(series => new ChartColumn(series.Name, series.Values)).ToList();
        var moves = LabelMoves(chart, axis);
        var points = chart.Labels.Select(label => new ChartPoint(label, null)).ToList();
        // Up to two years of months find room as they are.
        var labels = chart.Labels.Count > 24 ? AxisLabels(points) : chart.Labels;
        List<XElement> lines = [.. figures.Select((column, i) => LineSeries(i, column, labels, Look.Series[i].Colour, 2.25, Dashes[i],
            LastKnown(column) is { } last ? LabelOn(last, Look.Ink, isName: true, "r", 9, isBold: false, moves[i]) : null))];
        return (Space(ChartArea(RoomForNames(chart), Groups([], [], lines), Axes(false, axis)), null),
            Workbook(chart, points, labels, figures, date));
    }

    // Where ranges are drawn over the ends of the bars, the figure stands with the name instead.
    private static string BarLabel(ChartPoint point, int decimals, bool hasRange) =>
        point.Value is not { } value ? point.Label + " (missing)" : hasRange ? $"{point.Label}, {Cell.Of(value, decimals).Shown}" : point.Label;

    /// <summary>How far each name must move, as a share of the chart's height, so that none covers another.</summary>
    private static double[] LabelMoves(LineChart chart, Axis axis)
    {
        const double plotShare = 0.82, room = 0.072;
        var heights = chart.Series.Select((series, i) => (Index: i, At: plotShare * (1 - (((series.Values.LastOrDefault(value => value is not null) ?? 0) - axis.From) / (axis.To - axis.From)))))
            .OrderBy(name => name.At).ToList();
        var moves = new double[heights.Count];
        var placed = LinePainter.Spread([.. heights.Select(name => name.At)], room, top: 0, plotShare);
        for (var i = 0; i < heights.Count; i++) moves[heights[i].Index] = Math.Round(placed[i] - heights[i].At, 4);
        return moves;
    }

    private static int? LastKnown(ChartColumn column)
    {
        for (var i = column.Values.Count - 1; i >= 0; i--)
            if (column.Values[i] is not null) return i;
        return null;
    }

    // A missing figure is a hatched column of full height with a name of its own, so that nobody reads it as none.
    private static void AddMissing(List<XElement> bars, List<ChartColumn> figures, IReadOnlyList<ChartPoint> points, List<string> labels, Axis axis)
    {
        if (points.All(point => point.Value is not null)) return;
        var column = new ChartColumn(Missing, [.. points.Select(point => point.Value is null ? axis.To : (double?)null)]);
        bars.Add(BarSeries(figures.Count, column, labels, Hatch()));
        figures.Add(column);
    }

    private static XElement BarSeries(int index, ChartColumn column, IReadOnlyList<string> labels, XElement fill, params object?[] extras) =>
        El("ser", SeriesHead(index, column), El("spPr", fill, NoLine()), Val("invertIfNegative", false), extras, ChartXml.Categories(labels), Values(index, column));

    private static XElement AreaSeries(int index, ChartColumn column, IReadOnlyList<string> labels, XElement fill) =>
        El("ser", SeriesHead(index, column), El("spPr", fill, NoLine()), ChartXml.Categories(labels), Values(index, column));

    private static XElement LineSeries(int index, ChartColumn column, IReadOnlyList<string> labels, string colour, double points, string? dash, XElement? label = null) =>
        El("ser", SeriesHead(index, column), El("spPr", Line(colour, points, dash)), El("marker", Val("symbol", "none")), label,
            ChartXml.Categories(labels), Values(index, column), Val("smooth", false));

    private static XElement PointFill(int point, XElement fill) =>
        El("dPt", Val("idx", point), Val("invertIfNegative", false), Val("bubble3D", false), El("spPr", fill, NoLine()));

    private static object?[] Groups(List<XElement> areas, List<XElement> bars, List<XElement> lines, bool isSideways = false) =>
    [
        areas.Count == 0 ? null : El("areaChart", Val("grouping", "stacked"), Val("varyColors", false), areas, AxisIds()),
        bars.Count == 0 ? null : El("barChart", Val("barDir", isSideways ? "bar" : "col"), Val("grouping", "clustered"), Val("varyColors", false), bars,
            Val("gapWidth", isSideways ? 70 : 60), Val("overlap", 100), AxisIds()),
        lines.Count == 0 ? null : El("lineChart", Val("grouping", "standard"), Val("varyColors", false), lines, Val("marker", true), AxisIds()),
    ];

    private static XElement[] AxisIds() => [Val("axId", CategoryAxis), Val("axId", ValueAxis)];

    private static object[] Axes(bool isSideways, Axis axis) => [ChartXml.Categories(isSideways), ChartXml.Figures(isSideways, axis)];

    // Blank where there is no room: programs differ in how they thin labels out. The full labels stand in column A of the workbook.
    private static List<string> AxisLabels(IReadOnlyList<ChartPoint> points)
    {
        var every = Math.Max(1, (int)Math.Ceiling(points.Count / 12.0));
        return [.. points.Select((point, i) => (points.Count - 1 - i) % every == 0 ? point.Label : "")];
    }

    private static XElement ChartArea(XElement? layout, object?[] groups, object[] axes) => El("plotArea", layout ?? El("layout"), groups, axes, El("spPr", NoFill(), NoLine()));

    private static XElement RoomForNames(LineChart chart)
    {
        const double left = 0.06, points = Measure.TextMillimetres * 72 / 25.4, half = 0.5;
        var names = (chart.Series.Max(series => StrokeFont.Room(series.Name, 9)) + 14) / points;
        // The line ends half a slot inside the plot, so part of the room is there already.
        var width = Math.Round(Math.Clamp((1 - left - names) / (1 - (half / chart.Labels.Count)), 0.5, 0.92), 3);
        return El("layout", El("manualLayout", Val("layoutTarget", "inner"), Val("xMode", "edge"), Val("yMode", "edge"),
            Val("x", left), Val("y", 0.05), Val("w", width), Val("h", 0.82)));
    }

    private static XElement Legend() => El("legend", Val("legendPos", "b"), Val("overlay", false), TextLook(9, Look.Ink));

    private static XElement Space(XElement area, XElement? legend) => new(Ns.C + "chartSpace",
        new XAttribute(XNamespace.Xmlns + "c", Ns.C), new XAttribute(XNamespace.Xmlns + "a", Ns.A), new XAttribute(XNamespace.Xmlns + "r", Ns.R),
        Val("date1904", false), Val("lang", "en-GB"), Val("roundedCorners", false),
        El("chart", Val("autoTitleDeleted", true), area, legend, Val("plotVisOnly", true), Val("dispBlanksAs", "gap")),
        El("spPr", NoFill(), NoLine()), TextLook(9, Look.Muted),
        El("externalData", new XAttribute(Ns.R + "id", WorkbookId), Val("autoUpdate", false)));

    private static byte[] Workbook(Chart chart, IReadOnlyList<ChartPoint> points, IReadOnlyList<string> labels, List<ChartColumn> figures, DateOnly date)
    {
        List<TableColumn> columns = [new("Label"), new("On the axis"), .. figures.Select(column => new TableColumn(column.Name, ColumnKind.Number))];
        var rows = points.Select((point, i) => (IReadOnlyList<Cell>)
            [point.FullLabel, labels[i], .. figures.Select(column => column.Values[i] is { } value ? Cell.Of(value, chart.Decimals) : Cell.Empty)]);
        using var file = new MemoryStream();
        XlsxWriter.Write(new Workbook { Title = chart.Title, Author = "Concordat", Marking = "", Date = date, Sheets = [new Sheet("Figures", columns, rows)] }, file);
        return file.ToArray();
    }
}
