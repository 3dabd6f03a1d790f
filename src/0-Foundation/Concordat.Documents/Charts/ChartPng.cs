using Concordat.Documents.Drawing;

namespace Concordat.Documents.Charts;

/// <summary>Draws the same chart as <see cref="ChartSvg"/> in pixels, for documents whose readers cannot show SVG. Needs no font or imaging library.</summary>
public static class ChartPng
{
    /// <summary>The drawing as a PNG file.</summary>
    /// <param name="chart">The chart; not changed.</param>
    /// <param name="width">Width in pixels at scale 1, 60 to 4000.</param>
    /// <param name="scale">Device pixels for one pixel, 1 to 4: 3 prints sharply.</param>
    /// <returns>A PNG; the same bytes for the same chart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width or scale is not in range.</exception>
    /// <exception cref="ArgumentException">The chart has no points, or its parts differ in length.</exception>
    public static byte[] Draw(Chart chart, int width = ChartSvg.Wide, double scale = 3)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 60);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4000);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 4);
        ChartCheck.Check(chart);
        var frame = ChartFrame.For(chart, width);
        var canvas = new RasterCanvas(width, (int)Math.Round(frame.Height), scale);
        ChartPainter.Paint(chart, canvas, frame);
        return canvas.ToPng();
    }
}
