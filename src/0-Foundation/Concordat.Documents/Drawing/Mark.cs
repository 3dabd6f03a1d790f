namespace Concordat.Documents.Drawing;

/// <summary>The mark: five arcs that make a nearly closed C, the last one marigold.</summary>
internal static class Mark
{
    public const string Description = "Concordat";
    private const double Middle = 50, Radius = 36.25, Thickness = 18.75, Gap = 4;

    /// <summary>Square drawings of 100 by 100 on a dark colour, as pixels and as SVG.</summary>
    public static (byte[] Png, string Svg) On(string colour)
    {
        var pixels = new RasterCanvas(100, 100, 4);
        var vector = new SvgCanvas(100, 100);
        Paint(pixels, colour);
        Paint(vector, colour);
        return (pixels.ToPng(), vector.ToSvg(Description, "Five arcs, one for each stage"));
    }

    private static void Paint(ICanvas canvas, string colour)
    {
        canvas.Rectangle(0, 0, 100, 100, colour);
        // From the lower right, with the clock: the opening of the C is 80 degrees wide at the right.
        for (var arc = 0; arc < 5; arc++)
        {
            var (from, to) = (40 + (arc * 56) + (Gap / 2), 40 + ((arc + 1) * 56) - (Gap / 2));
            canvas.Area([[.. Arc(from, to, Radius + (Thickness / 2)), .. Arc(to, from, Radius - (Thickness / 2))]], arc == 4 ? Look.Marigold : Look.White);
        }
    }

    private static IEnumerable<Spot> Arc(double from, double to, double radius)
    {
        const int steps = 18;
        for (var i = 0; i <= steps; i++)
        {
            var (sine, cosine) = Math.SinCos((from + ((to - from) * i / steps)) * Math.PI / 180);
            yield return new(Middle + (radius * cosine), Middle + (radius * sine));
        }
    }
}
