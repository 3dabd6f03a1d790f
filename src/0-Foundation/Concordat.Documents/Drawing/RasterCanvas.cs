namespace Concordat.Documents.Drawing;

/// <summary>Paints pixels: polygons by scan line with anti-aliased edges, lines as polygons, words by the stroke alphabet.</summary>
/// <param name="width">Width of the drawing in its own pixels.</param>
/// <param name="height">Height of the drawing in its own pixels.</param>
/// <param name="scale">Device pixels for one pixel of the drawing.</param>
internal sealed class RasterCanvas(int width, int height, double scale) : ICanvas
{
    private const double Unseen = 0.25;

    private readonly Raster _raster = new((int)Math.Round(width * scale), (int)Math.Round(height * scale));

    public void Area(IReadOnlyList<IReadOnlyList<Spot>> rings, string fill, double opacity = 1) =>
        _raster.Fill(rings.Select(ring => Scaled(ring)), Raster.Colour(fill), opacity, isEvenOdd: true);

    public void Line(IReadOnlyList<Spot> points, string colour, double width, string? dash = null) =>
        Stroke(Dashes.Cut(points, dash), colour, width, hasRoundEnds: false);

    public void Rectangle(double x, double y, double width, double height, string fill, double opacity = 1) =>
        Area([[new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)]], fill, opacity);

    public void Disc(double x, double y, double radius, string fill) => Area([Outliner.Disc(new(x, y), radius)], fill);

    public void Text(string text, double x, double y, TextLook look)
    {
        var length = StrokeFont.Width(text, look.Size);
        var start = look.Anchor switch { Anchor.Middle => x - (length / 2), Anchor.End => x - length, _ => x };
        var strokes = StrokeFont.Write(text, start, y, look.Size).ConvertAll(stroke => Turned(stroke, x, y, look.Turn));
        var pen = look.Size * (look.IsBold ? 0.125 : 0.088);
        if (look.HasHalo) Stroke(strokes, Look.White, pen + 3.5, hasRoundEnds: true);
        Stroke(strokes, look.Colour, pen, hasRoundEnds: true);
    }

    public byte[] ToPng() => PngFile.Encode(_raster.Width, _raster.Height, _raster.Bytes, pixelsPerMetre: (int)Math.Round(96 / 0.0254 * scale));

    private void Stroke(IEnumerable<IReadOnlyList<Spot>> lines, string colour, double width, bool hasRoundEnds) =>
        _raster.Fill(lines.SelectMany(line => Outliner.Outline(Scaled(line), width * scale, hasRoundEnds)), Raster.Colour(colour), opacity: 1, isEvenOdd: false);

    // Points nearer to the last one kept than a quarter of a device pixel change nothing that can be seen; the last point always stays, so that rings close.
    private List<Spot> Scaled(IReadOnlyList<Spot> points)
    {
        var kept = new List<Spot>(Math.Min(points.Count, 1024));
        for (var i = 0; i < points.Count; i++)
        {
            var spot = new Spot(points[i].X * scale, points[i].Y * scale);
            if (i == 0 || i == points.Count - 1 || Math.Abs(spot.X - kept[^1].X) > Unseen || Math.Abs(spot.Y - kept[^1].Y) > Unseen) kept.Add(spot);
        }
        return kept;
    }

    private static Spot[] Turned(Spot[] stroke, double x, double y, double degrees)
    {
        if (degrees == 0) return stroke;
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        return Array.ConvertAll(stroke, p => new Spot(
            x + ((p.X - x) * cosine) - ((p.Y - y) * sine), y + ((p.X - x) * sine) + ((p.Y - y) * cosine)));
    }
}
