using System.Globalization;
using Concordat.Documents.Drawing;

namespace Concordat.Documents.Maps;

/// <summary>What makes a drawing a map: grid figures, scale bar, north arrow, frame.</summary>
internal static class MapFurniture
{
    private const double FigureSize = 13;

    public static void Paint(ICanvas canvas, MapView view)
    {
        PaintScaleBar(canvas, view);
        PaintNorthArrow(canvas, view.Width - 28, 34);
        canvas.Outline(0.5, 0.5, view.Width - 1, view.Height - 1, Look.Rule, 1);
    }

    /// <summary>Eastings along the top and northings down the left, clear of the corner, the arrow and each other.</summary>
    public static void PaintGridFigures(ICanvas canvas, MapView view)
    {
        var look = new TextLook(FigureSize, "#5a6469", HasHalo: true);
        var spacing = GridSpacing(view);
        foreach (var easting in Multiples(view.West, view.East, spacing))
        {
            var x = (easting - view.West) / view.MetresPerPixel;
            if (x > 40 && x < view.Width - 110) canvas.Text(Figure(easting), x + 4, 16, look);
        }
        foreach (var northing in Multiples(view.South, view.North, spacing))
        {
            var y = (view.North - northing) / view.MetresPerPixel;
            if (y > 40 && y < view.Height - 4) canvas.Text(Figure(northing), 4, y - 4, look);
        }
    }

    /// <summary>Metres between grid lines: a power of ten times 1, 2 or 5, at least 90 pixels apart so that the figures fit.</summary>
    public static double GridSpacing(MapView view) => RoundUp(view.MetresPerPixel * 90);

    public static IEnumerable<double> Multiples(double from, double to, double step)
    {
        for (var at = Math.Ceiling(from / step) * step; at < to; at += step) yield return at;
    }

    private static string Figure(double metres) => metres.ToString("0", CultureInfo.InvariantCulture);

    private static void PaintScaleBar(ICanvas canvas, MapView view)
    {
        var metres = RoundUp(view.MetresPerPixel * Math.Min(80, view.Width / 6));
        var length = metres / view.MetresPerPixel;
        var words = metres >= 1000 ? $"{Figure(metres / 1000)} km" : $"{Figure(metres)} m";
        var (right, y) = (view.Width - 26, view.Height - 22);
        var left = right - length;
        canvas.Rectangle(left - 14, y - 34, length + 30, 46, Look.White, 0.86);
        canvas.Line([new(left, y - 7), new(left, y), new(right, y), new(right, y - 7)], Look.Ink, 1.6);
        canvas.Segment((left + right) / 2, y - 5, (left + right) / 2, y, Look.Ink, 1.2);
        canvas.Text("0", left - 3, y - 14, new(FigureSize, Look.Ink));
        canvas.Text(words, right + 3, y - 14, new(FigureSize, Look.Ink, Anchor.End));
    }

    private static void PaintNorthArrow(ICanvas canvas, double x, double y)
    {
        canvas.Disc(x, y, 21, Look.White);
        canvas.Area([[new(x, y - 17), new(x + 6, y + 2), new(x, y - 2), new(x - 6, y + 2)]], Look.Ink);
        canvas.Text("N", x, y + 16, new(FigureSize, Look.Ink, Anchor.Middle, IsBold: true));
    }

    private static double RoundUp(double metres)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(metres)));
        var lead = metres / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
