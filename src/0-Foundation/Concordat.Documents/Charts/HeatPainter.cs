using Concordat.Documents.Drawing;
using Concordat.Documents.Maps;
using Concordat.Documents.Model;

namespace Concordat.Documents.Charts;

/// <summary>Paints a heat table: a figure and a shade in every cell. On a narrow screen rows and columns change places.</summary>
internal static class HeatPainter
{
    private const double Row = 26, Head = 24, Key = 34;

    public static double HeightFor(HeatTable chart, bool isNarrow) =>
        Head + ((Turns(chart, isNarrow) ? chart.ColumnLabels.Count + (chart.ShowsRowTotals ? 1 : 0) : chart.RowLabels.Count) * Row) + (isNarrow ? Key + 22 : Key);

    public static void Paint(HeatTable chart, ICanvas canvas, ChartFrame frame)
    {
        var turns = Turns(chart, frame.IsNarrow);
        var (downLabels, acrossLabels) = turns ? (chart.ColumnLabels, Short(chart.RowLabels)) : (chart.RowLabels, chart.ColumnLabels);
        var left = downLabels.Append(chart.ShowsRowTotals ? "All" : "").Max(label => StrokeFont.Room(label, frame.TextSize)) + 10;
        var totalRoom = chart.ShowsRowTotals && !turns ? 52 : 0;
        var cell = (frame.Width - left - totalRoom) / acrossLabels.Count;
        var every = (int)Math.Ceiling((acrossLabels.Max(label => StrokeFont.Room(label, 13)) + 2) / cell);
        for (var across = 0; across < acrossLabels.Count; across += every)
            canvas.Text(acrossLabels[across], left + ((across + 0.5) * cell), Head - 8, new(13, Look.Muted, Anchor.Middle));
        for (var down = 0; down < downLabels.Count; down++)
        {
            var y = Head + (down * Row);
            canvas.Text(downLabels[down], 0, y + (Row * 0.66), new(frame.TextSize, Look.Ink));
            for (var across = 0; across < acrossLabels.Count; across++)
                DrawCell(canvas, chart, turns ? chart.Values[across][down] : chart.Values[down][across], left + (across * cell), y, cell);
        }
        if (chart.ShowsRowTotals) DrawTotals(canvas, chart, frame, turns, left, cell);
        DrawKey(canvas, chart, frame);
    }

    private static bool Turns(HeatTable chart, bool isNarrow) => isNarrow && chart.ColumnLabels.Count > chart.RowLabels.Count;

    private static IReadOnlyList<string> Short(IReadOnlyList<string> labels) => [.. labels.Select(label => label.Length > 3 ? label[..3] : label)];

    private static void DrawCell(ICanvas canvas, HeatTable chart, double? value, double x, double y, double width)
    {
        var (right, bottom) = (x + width - 1.5, y + Row - 1.5);
        if (value is not { } figure)
        {
            Plot.Hatch(canvas, x, y, right, bottom);
            return;
        }
        var strength = chart.ClassOf(figure);
        if (strength is { } shade) canvas.Rectangle(x, y, right - x, bottom - y, MapPalettes.Strength[shade]);
        var colour = strength is { } known ? Look.TextOnStrength(known) : Look.Muted;
        canvas.Text(Figures.Show(figure, chart.Decimals), (x + right) / 2, y + (Row * 0.66), new(13, colour, Anchor.Middle));
    }

    private static void DrawTotals(ICanvas canvas, HeatTable chart, ChartFrame frame, bool turns, double left, double cell)
    {
        var look = new TextLook(frame.TextSize, Look.Ink, turns ? Anchor.Middle : Anchor.End, IsBold: true);
        var below = Head + (chart.ColumnLabels.Count * Row) + (Row * 0.66);
        if (turns) canvas.Text("All", 0, below, new(frame.TextSize, Look.Ink, IsBold: true));
        else canvas.Text("All", frame.Width - 2, Head - 8, look);
        for (var row = 0; row < chart.RowLabels.Count; row++)
        {
            var words = ChartTable.RowTotal(chart, row) is { } total ? Figures.Show(total, chart.Decimals) : "–";
            if (turns) canvas.Text(words, left + ((row + 0.5) * cell), below, look);
            else canvas.Text(words, frame.Width - 2, Head + (row * Row) + (Row * 0.66), look);
        }
    }

    private static void DrawKey(ICanvas canvas, HeatTable chart, ChartFrame frame)
    {
        var labels = ClassLabels(chart);
        var hasMissing = chart.Values.Any(row => row.Any(value => value is null));
        var (x, y) = (0.0, frame.Height - (frame.IsNarrow ? 34.0 : 12.0));
        for (var i = 0; i < labels.Count + (hasMissing ? 1 : 0); i++)
        {
            var words = i < labels.Count ? labels[i] : "missing";
            var room = 22 + StrokeFont.Room(words, 13) + 16;
            if (x + room > frame.Width) (x, y) = (0, y + 22);
            if (i < labels.Count) canvas.Rectangle(x, y - 11, 14, 14, MapPalettes.Strength[i]);
            else Plot.Hatch(canvas, x, y - 11, x + 14, y + 3);
            canvas.Text(words, x + 20, y, new(13, Look.Ink));
            x += room;
        }
    }

    /// <summary>The bounds of the classes in words, weak to strong.</summary>
    public static IReadOnlyList<string> ClassLabels(HeatTable chart)
    {
        var step = Math.Pow(10, -chart.Decimals);
        string Show(double value) => Figures.Show(value, chart.Decimals);
        return [.. chart.ClassFrom.Select((from, i) =>
        {
            if (i == chart.ClassFrom.Count - 1) return $"{Show(from)} and over";
            var to = chart.ClassFrom[i + 1] - step;
            return to <= from ? Show(from) : $"{Show(from)} to {Show(to)}";
        })];
    }
}
