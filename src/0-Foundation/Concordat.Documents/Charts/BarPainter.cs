using Concordat.Documents.Drawing;
using Concordat.Documents.Model;

namespace Concordat.Documents.Charts;

/// <summary>Paints horizontal bars with their figures at the ends, and single estimates with their range.</summary>
internal static class BarPainter
{
    public const double RowHeight = 36;

    public static void Paint(BarChart chart, ICanvas canvas, ChartFrame frame)
    {
        var size = frame.TextSize;
        var names = chart.Bars.Select(bar => Lines(bar.Label, frame.Width * 0.36, size)).ToList();
        var left = names.Max(lines => lines.Max(line => StrokeFont.Room(line, size))) + 12;
        var axis = Axis.Around(chart.Bars.SelectMany(bar => new[] { bar.Value, bar.Upper }), frame.IsNarrow ? 2 : 4, chart.Decimals == 0);
        var right = frame.Width - 10 - chart.Bars.Max(bar => StrokeFont.Room(Words(bar, chart.Decimals), size));
        double X(double value) => left + ((value - axis.From) / (axis.To - axis.From) * (right - left));
        var bottom = chart.Bars.Count * RowHeight;
        foreach (var tick in axis.Ticks)
        {
            if (tick != 0) canvas.Segment(X(tick), 2, X(tick), bottom, Look.GridLine, 1);
            canvas.Text(axis.Show(tick), X(tick), bottom + size + 8, new(size, Look.Muted, Anchor.Middle));
        }
        for (var i = 0; i < chart.Bars.Count; i++)
        {
            var middle = (i + 0.5) * RowHeight;
            DrawName(canvas, names[i], left - 10, middle, size);
            DrawBar(canvas, chart, i, X, middle, size);
        }
        canvas.Segment(X(0), 2, X(0), bottom, Look.Ink, 1.4);
    }

    public static void Paint(IntervalBar chart, ICanvas canvas, ChartFrame frame)
    {
        var size = frame.TextSize;
        var (from, to) = Scale(chart);
        var (left, right, y) = (StrokeFont.Room(Words(chart, chart.Lower), size) / 2 + 4, frame.Width - (StrokeFont.Room(Words(chart, chart.Upper), size) / 2) - 4, 44.0);
        double X(double value) => Math.Clamp(left + ((value - from) / (to - from) * (right - left)), left, right);
        canvas.Segment(left, y, right, y, "#b9bdbb", 1.4);
        canvas.Segment(X(chart.Lower), y, X(chart.Upper), y, Look.Petrol, 9);
        canvas.Segment(X(chart.NullValue), y - 18, X(chart.NullValue), y + 16, Look.Ink, 1.8);
        var half = StrokeFont.Room(chart.NullLabel, size) / 2;
        canvas.Text(chart.NullLabel, Math.Clamp(X(chart.NullValue), half + 2, frame.Width - half - 2), y - 24, new(size, Look.Ink, Anchor.Middle));
        canvas.Disc(X(chart.Estimate), y, 9, Look.White);
        canvas.Disc(X(chart.Estimate), y, 7, Look.Petrol);
        DrawEnds(canvas, chart, [X(chart.Lower), X(chart.Estimate), X(chart.Upper)], y + 16 + size, size);
    }

    private static void DrawBar(ICanvas canvas, BarChart chart, int index, Func<double, double> x, double middle, double size)
    {
        var bar = chart.Bars[index];
        var thickness = RowHeight * 0.56;
        if (bar.Value is not { } value)
        {
            Plot.Hatch(canvas, x(0), middle - (thickness / 2), x(0) + 48, middle + (thickness / 2));
            canvas.Text(Words(bar, chart.Decimals), x(0) + 56, middle + (size * 0.34), new(size, Look.Muted));
            return;
        }
        var (from, to) = (x(Math.Min(value, 0)), x(Math.Max(value, 0)));
        canvas.Rectangle(from, middle - (thickness / 2), to - from, thickness, index == chart.Highlight ? Look.Rise : Look.Petrol);
        var end = to;
        if (bar is { Lower: { } lower, Upper: { } upper })
        {
            DrawRange(canvas, x(lower), x(upper), middle);
            end = Math.Max(end, x(upper));
        }
        canvas.Text(Words(bar, chart.Decimals), end + 7, middle + (size * 0.34), new(size, Look.Ink, IsBold: index == chart.Highlight));
    }

    private static void DrawRange(ICanvas canvas, double from, double to, double y)
    {
        foreach (var (colour, width) in new[] { (Look.White, 4.5), (Look.Ink, 1.8) })
        {
            canvas.Segment(from, y, to, y, colour, width);
            canvas.Segment(from, y - 5, from, y + 5, colour, width);
            canvas.Segment(to, y - 5, to, y + 5, colour, width);
        }
    }

    private static void DrawName(ICanvas canvas, List<string> lines, double right, double middle, double size)
    {
        var y = middle + (size * 0.34) - ((lines.Count - 1) * size * 0.58);
        foreach (var line in lines)
        {
            canvas.Text(line, right, y, new(size, Look.Ink, Anchor.End));
            y += size * 1.16;
        }
    }

    // Labels under the bar move apart when the range is short; the estimate stays bold so it can be told.
    private static void DrawEnds(ICanvas canvas, IntervalBar chart, double[] xs, double y, double size)
    {
        string[] words = [Words(chart, chart.Lower), Words(chart, chart.Estimate), Words(chart, chart.Upper)];
        var widths = Array.ConvertAll(words, word => StrokeFont.Room(word, size) + 10);
        var low = Math.Min(xs[0], xs[1] - ((widths[0] + widths[1]) / 2));
        var high = Math.Max(xs[2], xs[1] + ((widths[1] + widths[2]) / 2));
        canvas.Text(words[0], low, y, new(size, Look.Muted, Anchor.Middle));
        canvas.Text(words[1], xs[1], y, new(size, Look.Ink, Anchor.Middle, IsBold: true));
        canvas.Text(words[2], high, y, new(size, Look.Muted, Anchor.Middle));
    }

    private static (double From, double To) Scale(IntervalBar chart)
    {
        var low = Math.Min(chart.Lower, chart.NullValue);
        var high = Math.Max(chart.Upper, chart.NullValue);
        var margin = high > low ? (high - low) * 0.15 : 1;
        return (chart.ScaleFrom ?? low - margin, chart.ScaleTo ?? high + margin);
    }

    private static string Words(IntervalBar chart, double value) => Figures.Show(value, chart.Decimals, chart.Prefix, chart.Suffix);

    private static string Words(ChartPoint bar, int decimals) => bar.Value is { } value ? Figures.Show(value, decimals) : "missing";

    private static List<string> Lines(string name, double room, double size)
    {
        if (StrokeFont.Room(name, size) <= room) return [name];
        List<string> lines = [""];
        foreach (var word in name.Split(' '))
        {
            var longer = lines[^1].Length == 0 ? word : lines[^1] + " " + word;
            if (lines[^1].Length == 0 || StrokeFont.Room(longer, size) <= room) lines[^1] = longer;
            else if (lines.Count < 2) lines.Add(word);
            else return [lines[0], lines[1] + " …"];
        }
        return lines;
    }
}
