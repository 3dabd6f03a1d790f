using Concordat.Documents.Drawing;
using Concordat.Documents.Model;

namespace Concordat.Documents.Charts;

/// <summary>Paints the charts whose figures stand as columns: over time, before and after, and small ones.</summary>
internal static class ColumnPainter
{
    private const string MissingNote = "Hatched: missing at source, not zero.";

    public static void Paint(ColumnChart chart, ICanvas canvas, ChartFrame frame)
    {
        var points = chart.Points;
        var axis = Axis.Around(points.SelectMany(p => new[] { p.Value, p.Lower, p.Upper }), frame.IsNarrow ? 3 : 4, chart.Decimals == 0);
        var plot = frame.Plot(canvas, axis, top: 26, bottom: 30 + NoteRoom(points, frame));
        plot.DrawValueAxis();
        plot.DrawBand(points);
        for (var i = 0; i < points.Count; i++)
        {
            var isLast = i == points.Count - 1 && chart.LastPoint is not null;
            DrawColumn(plot, points, i, isLast ? Look.Of(chart.LastPoint!.Value) : Look.Petrol);
        }
        plot.DrawBandEdges(points);
        plot.DrawBaseline();
        plot.DrawLabels([.. points.Select(point => point.Label)]);
        if (chart.LastPoint is { } signal && points[^1].Value is { } last)
            canvas.Text(Figures.Show(last, chart.Decimals), Math.Min(plot.Middle(points.Count - 1, points.Count), plot.Right - 8), plot.Y(Math.Max(last, 0)) - 8,
                new(frame.TextSize + 1, Look.Of(signal), Anchor.Middle, IsBold: true, HasHalo: true));
        DrawNote(canvas, points, frame);
    }

    public static void Paint(BeforeAfterChart chart, ICanvas canvas, ChartFrame frame)
    {
        var points = chart.Points;
        var axis = Axis.Around(points.Select(p => p.Value).Append(chart.AxisTop), frame.IsNarrow ? 2 : 3, chart.Decimals == 0);
        var plot = frame.Plot(canvas, axis, top: chart.MarkerLabel is null ? 14 : 32, bottom: 30 + NoteRoom(points, frame));
        var colour = Look.Series[chart.Colour].Colour;
        plot.DrawValueAxis();
        for (var i = 0; i < points.Count; i++)
            DrawColumn(plot, points, i, colour, opacity: i < chart.FirstAfter ? 0.45 : 1);
        plot.DrawBaseline();
        var change = plot.Left + (plot.Width * chart.FirstAfter / points.Count);
        canvas.Segment(change, plot.Top - 8, change, plot.Bottom, Look.Ink, 1.6, "4 3");
        if (chart.MarkerLabel is { } words) DrawMarkerLabel(canvas, plot, change, words);
        DrawMean(plot, chart.MeanBefore, plot.Left, change - 2);
        DrawMean(plot, chart.MeanAfter, change + 2, plot.Right);
        var look = new TextLook(frame.TextSize, Look.Muted, Anchor.Middle);
        canvas.Text(chart.BeforeLabel, (plot.Left + change) / 2, plot.Bottom + frame.TextSize + 8, look);
        canvas.Text(chart.AfterLabel, (change + plot.Right) / 2, plot.Bottom + frame.TextSize + 8, look);
        DrawNote(canvas, points, frame);
    }

    public static void Paint(Sparkline chart, ICanvas canvas, ChartFrame frame)
    {
        var axis = Axis.Around(chart.Points.Select(point => point.Value), 1, isWhole: false);
        var plot = new Plot(canvas, 1, 2, frame.Width - 1, frame.Height - 2, axis, frame.TextSize);
        for (var i = 0; i < chart.Points.Count; i++)
            DrawColumn(plot, chart.Points, i, i == chart.Points.Count - 1 ? Look.Petrol : "#8fb1b8");
        plot.DrawBaseline();
    }

    private static void DrawColumn(Plot plot, IReadOnlyList<ChartPoint> points, int index, string colour, double opacity = 1)
    {
        var half = plot.Width / points.Count * 0.31;
        var middle = plot.Middle(index, points.Count);
        if (points[index].Value is not { } value)
        {
            Plot.Hatch(plot.Canvas, middle - half, plot.Top, middle + half, plot.Bottom);
            return;
        }
        var (top, bottom) = (plot.Y(Math.Max(value, 0)), plot.Y(Math.Min(value, 0)));
        plot.Canvas.Rectangle(middle - half, top, half * 2, bottom - top, colour, opacity);
    }

    private static void DrawMean(Plot plot, double? mean, double from, double to)
    {
        if (mean is not { } value) return;
        plot.Canvas.Segment(from, plot.Y(value), to, plot.Y(value), Look.White, 4.5);
        plot.Canvas.Segment(from, plot.Y(value), to, plot.Y(value), Look.Ink, 2.2);
    }

    private static void DrawMarkerLabel(ICanvas canvas, Plot plot, double change, string words)
    {
        var half = StrokeFont.Room(words, plot.TextSize) / 2;
        var middle = Math.Clamp(change, Math.Min(plot.Left + half, plot.Right - half), Math.Max(plot.Right - half, plot.Left + half));
        canvas.Text(words, middle, plot.Top - 14, new(plot.TextSize, Look.Ink, Anchor.Middle));
    }

    private static double NoteRoom(IReadOnlyList<ChartPoint> points, ChartFrame frame) =>
        points.Any(point => point.Value is null) ? frame.TextSize + 8 : 0;

    private static void DrawNote(ICanvas canvas, IReadOnlyList<ChartPoint> points, ChartFrame frame)
    {
        if (NoteRoom(points, frame) > 0) canvas.Text(MissingNote, 2, frame.Height - 5, new(frame.TextSize, Look.Muted));
    }
}
