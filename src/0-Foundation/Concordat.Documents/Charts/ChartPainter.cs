using Concordat.Documents.Drawing;

namespace Concordat.Documents.Charts;

/// <summary>Finds the painter of each kind of chart.</summary>
internal static class ChartPainter
{
    public static void Paint(Chart chart, ICanvas canvas, ChartFrame frame)
    {
        switch (chart)
        {
            case ColumnChart columns: ColumnPainter.Paint(columns, canvas, frame); break;
            case BeforeAfterChart sides: ColumnPainter.Paint(sides, canvas, frame); break;
            case Sparkline small: ColumnPainter.Paint(small, canvas, frame); break;
            case LineChart lines: LinePainter.Paint(lines, canvas, frame); break;
            case BarChart bars: BarPainter.Paint(bars, canvas, frame); break;
            case IntervalBar interval: BarPainter.Paint(interval, canvas, frame); break;
            case HeatTable heat: HeatPainter.Paint(heat, canvas, frame); break;
            default: throw new ArgumentException($"No painter for {chart.GetType().Name}.", nameof(chart));
        }
    }
}
