using Concordat.Documents.Drawing;

namespace Concordat.Documents.Charts;

/// <summary>Paints up to five lines, each with its own dash, named at its end or, where names are long, in a key below.</summary>
internal static class LinePainter
{
    private const string GapNote = "A gap in a line: missing at source, not zero.";

    public static void Paint(LineChart chart, ICanvas canvas, ChartFrame frame)
    {
        var axis = Axis.Around(chart.Series.SelectMany(series => series.Values), frame.IsNarrow ? 3 : 4, chart.Decimals == 0);
        var namesAtEnd = FitsAtEnd(chart, frame.Width, frame.TextSize);
        var right = namesAtEnd ? NameRoom(chart, frame.TextSize) + 14 : 8;
        var plot = frame.Plot(canvas, axis, top: 14, bottom: 30 + KeyRoom(chart, frame.Width, frame.TextSize), right);
        plot.DrawValueAxis();
        plot.DrawBaseline();
        for (var i = 0; i < chart.Series.Count; i++) DrawSeries(plot, chart, i);
        plot.DrawLabels(chart.Labels);
        if (namesAtEnd) DrawNames(plot, chart);
        else DrawKey(canvas, plot, chart);
        if (HasGap(chart)) canvas.Text(GapNote, 2, frame.Height - 5, new(frame.TextSize, Look.Muted));
    }

    /// <summary>Room under the plot for the key and the note on gaps.</summary>
    public static double KeyRoom(LineChart chart, double width, double textSize) =>
        (FitsAtEnd(chart, width, textSize) ? 0 : (chart.Series.Count * (textSize + 8)) + 6) + (HasGap(chart) ? textSize + 8 : 0);

    private static bool HasGap(LineChart chart) => chart.Series.Any(series => series.Values.Any(value => value is null));

    private static bool FitsAtEnd(LineChart chart, double width, double textSize) => NameRoom(chart, textSize) < width * 0.3;

    private static double NameRoom(LineChart chart, double textSize) => chart.Series.Max(series => StrokeFont.Room(series.Name, textSize));

    private static void DrawSeries(Plot plot, LineChart chart, int index)
    {
        var values = chart.Series[index].Values;
        var (colour, dash) = Look.Series[index];
        foreach (var run in Plot.Runs(values.Count, i => values[i] is not null))
        {
            List<Spot> line = [.. run.Select(i => new Spot(plot.Middle(i, values.Count), plot.Y(values[i]!.Value)))];
            if (line.Count == 1) plot.Canvas.Disc(line[0].X, line[0].Y, 3, colour);
            else plot.Canvas.Line(line, colour, 2.6, dash);
        }
        if (values[^1] is { } last) plot.Canvas.Disc(plot.Middle(values.Count - 1, values.Count), plot.Y(last), 3.6, colour);
    }

    private static void DrawNames(Plot plot, LineChart chart)
    {
        var names = chart.Series.Select((series, i) => (series.Name, Index: i, Y: plot.Y(series.Values.LastOrDefault(value => value is not null) ?? 0)))
            .OrderBy(name => name.Y).ToList();
        var ys = Spread([.. names.Select(name => name.Y)], plot.TextSize + 3, plot.Top, plot.Bottom);
        for (var i = 0; i < names.Count; i++)
            plot.Canvas.Text(names[i].Name, plot.Right + 8, ys[i] + (plot.TextSize * 0.34), new(plot.TextSize, Look.Ink));
        for (var i = 0; i < names.Count; i++)
        {
            var lineEnd = plot.Middle(chart.Labels.Count - 1, chart.Labels.Count) + 4;
            plot.Canvas.Segment(lineEnd, names[i].Y, plot.Right + 5, ys[i], Look.Series[names[i].Index].Colour, 1);
        }
    }

    /// <summary>Moves rising heights apart until each has its room, then back inside the plot.</summary>
    public static double[] Spread(double[] ys, double room, double top, double bottom)
    {
        for (var i = 1; i < ys.Length; i++) ys[i] = Math.Max(ys[i], ys[i - 1] + room);
        var over = ys[^1] - bottom;
        if (over > 0) ys[^1] -= over;
        for (var i = ys.Length - 2; i >= 0; i--) ys[i] = Math.Max(Math.Min(ys[i], ys[i + 1] - room), top - room);
        return ys;
    }

    private static void DrawKey(ICanvas canvas, Plot plot, LineChart chart)
    {
        var y = plot.Bottom + plot.TextSize + 30;
        for (var i = 0; i < chart.Series.Count; i++, y += plot.TextSize + 8)
        {
            canvas.Segment(2, y - (plot.TextSize * 0.34), 34, y - (plot.TextSize * 0.34), Look.Series[i].Colour, 2.6, Look.Series[i].Dash);
            canvas.Text(chart.Series[i].Name, 42, y, new(plot.TextSize, Look.Ink));
        }
    }
}
