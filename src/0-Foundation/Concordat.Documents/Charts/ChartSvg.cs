using Concordat.Documents.Drawing;

namespace Concordat.Documents.Charts;

/// <summary>Draws a chart as SVG text that stands inside a page: presentation attributes only, no ids, no style, an accessible name and description.</summary>
public static class ChartSvg
{
    /// <summary>Width for reading pages and print.</summary>
    public const int Wide = 720;

    /// <summary>Width for a telephone.</summary>
    public const int Narrow = 340;

    /// <summary>The drawing. Below 480 wide fewer labels are drawn, never smaller ones: words are 13 pixels or more.</summary>
    /// <param name="chart">The chart; not changed.</param>
    /// <param name="width">Width in pixels, 60 to 4000.</param>
    /// <returns>One <c>svg</c> element. All words from the chart are encoded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is not in range.</exception>
    /// <exception cref="ArgumentException">The chart has no points, or its parts differ in length.</exception>
    public static string Draw(Chart chart, int width = Wide)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 60);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4000);
        ChartCheck.Check(chart);
        var frame = ChartFrame.For(chart, width);
        var canvas = new SvgCanvas(frame.Width, frame.Height);
        ChartPainter.Paint(chart, canvas, frame);
        return canvas.ToSvg(chart.Title, chart.Description);
    }
}
