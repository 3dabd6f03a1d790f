using Concordat.Documents.Drawing;

namespace Concordat.Documents.Charts;

/// <summary>The size of a drawing and of its words. Under 480 pixels wide it is drawn for a telephone: fewer labels, never smaller words.</summary>
internal sealed record ChartFrame(double Width, double Height)
{
    public bool IsNarrow => Width < 480;

    public double TextSize => IsNarrow ? 13 : 14;

    public static ChartFrame For(Chart chart, double width)
    {
        var isNarrow = width < 480;
        var height = chart switch
        {
            Sparkline => Math.Clamp(width / 4, 24, 48),
            IntervalBar => 84,
            BarChart bars => (bars.Bars.Count * BarPainter.RowHeight) + 34,
            HeatTable heat => HeatPainter.HeightFor(heat, isNarrow),
            LineChart lines => (isNarrow ? 220 : 260) + LinePainter.KeyRoom(lines, width, isNarrow ? 13 : 14),
            BeforeAfterChart => isNarrow ? 190 : 220,
            _ => isNarrow ? 210 : 240,
        };
        return new(width, height);
    }

    public Plot Plot(ICanvas canvas, Axis axis, double top, double bottom, double right = 8) =>
        new(canvas, Charts.Plot.LabelRoom(axis, TextSize), top, Width - right, Height - bottom, axis, TextSize);
}
