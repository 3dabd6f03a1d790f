using Concordat.Documents.Drawing;

namespace Concordat.Documents.Charts;

/// <summary>The rectangle between the axes, with what every chart draws in the same way.</summary>
internal sealed record Plot(ICanvas Canvas, double Left, double Top, double Right, double Bottom, Axis Axis, double TextSize)
{
    private const double HatchGap = 6;

    // Steps that keep to quarters and years when the points are months.
    private static readonly int[] LabelSteps = [1, 2, 3, 4, 6, 12, 24, 60, 120];

    public double Width => Right - Left;

    public double Y(double value) => Bottom - ((value - Axis.From) / (Axis.To - Axis.From) * (Bottom - Top));

    public double Middle(int index, int count) => Left + ((index + 0.5) * Width / count);

    /// <summary>Room for the labels of the value axis.</summary>
    public static double LabelRoom(Axis axis, double textSize) =>
        axis.Ticks.Max(tick => StrokeFont.Room(axis.Show(tick), textSize)) + 12;

    public void DrawValueAxis()
    {
        foreach (var tick in Axis.Ticks)
        {
            if (tick != 0) Canvas.Segment(Left, Y(tick), Right, Y(tick), Look.GridLine, 1);
            Canvas.Text(Axis.Show(tick), Left - 9, Y(tick) + (TextSize * 0.34), new(TextSize, Look.Muted, Anchor.End));
        }
    }

    public void DrawBaseline() => Canvas.Segment(Left, Y(0), Right, Y(0), Look.Ink, 1.4);

    /// <summary>As many labels as fit, evenly spaced back from the last, which always has one.</summary>
    public void DrawLabels(IReadOnlyList<string> labels)
    {
        var look = new TextLook(TextSize, Look.Muted, Anchor.Middle);
        var room = labels.Max(label => StrokeFont.Room(label, TextSize)) + 8;
        var slot = Width / labels.Count;
        var every = LabelSteps.FirstOrDefault(step => step * slot >= room, labels.Count);
        for (var i = labels.Count - 1; i >= 0; i -= every)
            Canvas.Text(labels[i], Middle(i, labels.Count), Bottom + TextSize + 8, look);
    }

    /// <summary>Slanted lines in a box: the mark of a figure that is missing at source.</summary>
    public static void Hatch(ICanvas canvas, double left, double top, double right, double bottom)
    {
        canvas.Rectangle(left, top, right - left, bottom - top, Look.Paper);
        var height = bottom - top;
        for (var start = left - height + HatchGap; start < right; start += HatchGap)
        {
            // The line from (start, bottom) to (start + height, top), cut at the sides of the box.
            var (from, to) = (Math.Max(start, left), Math.Min(start + height, right));
            canvas.Segment(from, bottom - (from - start), to, bottom - (to - start), Look.Rule, 1);
        }
        canvas.Outline(left, top, right - left, height, Look.Rule, 1);
    }

    /// <summary>The expected range behind the columns: one shape for each unbroken run of points that have one.</summary>
    public void DrawBand(IReadOnlyList<ChartPoint> points)
    {
        foreach (var run in Runs(points.Count, i => points[i] is { Lower: not null, Upper: not null }))
        {
            var upper = run.Select(i => new Spot(Middle(i, points.Count), Y(points[i].Upper!.Value))).ToList();
            var lower = run.Select(i => new Spot(Middle(i, points.Count), Y(points[i].Lower!.Value))).ToList();
            Canvas.Area([[.. upper, .. lower.AsEnumerable().Reverse()]], Look.Petrol, 0.17);
        }
    }

    public void DrawBandEdges(IReadOnlyList<ChartPoint> points)
    {
        foreach (var run in Runs(points.Count, i => points[i] is { Lower: not null, Upper: not null }))
        {
            Canvas.Line([.. run.Select(i => new Spot(Middle(i, points.Count), Y(points[i].Upper!.Value)))], "#6b9aa3", 1.4, "4 3");
            Canvas.Line([.. run.Select(i => new Spot(Middle(i, points.Count), Y(points[i].Lower!.Value)))], "#6b9aa3", 1.4, "4 3");
        }
    }

    /// <summary>Unbroken runs of indexes that hold.</summary>
    public static IEnumerable<List<int>> Runs(int count, Func<int, bool> holds)
    {
        List<int> run = [];
        for (var i = 0; i < count; i++)
        {
            if (holds(i)) run.Add(i);
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }
        if (run.Count > 0) yield return run;
    }
}
