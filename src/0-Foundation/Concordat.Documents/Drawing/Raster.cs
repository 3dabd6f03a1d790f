using System.Globalization;

namespace Concordat.Documents.Drawing;

/// <summary>Opaque pixels and the one operation on them: fill polygons by scan line.</summary>
/// <remarks>Each pixel row is cut into four sub-rows; across, coverage is exact. So an edge has at least 4 levels, and a vertical edge 255.</remarks>
internal sealed class Raster
{
    private const int SubRows = 4;

    public Raster(int width, int height)
    {
        (Width, Height) = (width, height);
        Pixels = new byte[width * height * 3];
        Array.Fill(Pixels, (byte)255);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue of each pixel, row by row from the top.</summary>
    public byte[] Pixels { get; }

    public static (byte Red, byte Green, byte Blue) Colour(string hex)
    {
        var value = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    public void Fill(IEnumerable<IReadOnlyList<Spot>> rings, (byte Red, byte Green, byte Blue) colour, double opacity, bool isEvenOdd)
    {
        var edges = Edges(rings);
        if (edges.Count == 0) return;
        var lastRow = (int)Math.Ceiling(Math.Min(Height * SubRows, edges.Max(edge => edge.Bottom) * SubRows));
        var coverage = new float[Width + 1];
        var active = new List<Edge>();
        var crossings = new List<(double X, int Winding)>();
        var next = 0;
        var isDirty = false;
        for (var sub = Math.Max(0, (int)(edges[0].Top * SubRows)); sub < lastRow; sub++)
        {
            var y = (sub + 0.5) / SubRows;
            while (next < edges.Count && edges[next].Top <= y) active.Add(edges[next++]);
            active.RemoveAll(edge => edge.Bottom <= y);
            crossings.Clear();
            foreach (var edge in active) crossings.Add((edge.X + ((y - edge.Top) * edge.Slope), edge.Winding));
            crossings.Sort((a, b) => a.X.CompareTo(b.X));
            isDirty |= Cover(crossings, coverage, isEvenOdd);
            if (isDirty && ((sub + 1) % SubRows == 0 || sub == lastRow - 1))
            {
                Blend(sub / SubRows, coverage, colour, opacity);
                isDirty = false;
            }
        }
    }

    private static List<Edge> Edges(IEnumerable<IReadOnlyList<Spot>> rings)
    {
        var edges = new List<Edge>();
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
                if (from.Y == to.Y) continue;
                var (upper, lower, winding) = from.Y < to.Y ? (from, to, 1) : (to, from, -1);
                edges.Add(new(upper.Y, lower.Y, upper.X, (lower.X - upper.X) / (lower.Y - upper.Y), winding));
            }
        }
        edges.Sort((a, b) => a.Top.CompareTo(b.Top));
        return edges;
    }

    private bool Cover(List<(double X, int Winding)> crossings, float[] coverage, bool isEvenOdd)
    {
        var (winding, hasCovered) = (0, false);
        for (var i = 0; i + 1 < crossings.Count; i++)
        {
            winding += isEvenOdd ? 1 : crossings[i].Winding;
            if (isEvenOdd ? winding % 2 == 0 : winding == 0) continue;
            var (from, to) = (Math.Max(0, crossings[i].X), Math.Min(Width, crossings[i + 1].X));
            if (to <= from) continue;
            CoverSpan(coverage, from, to);
            hasCovered = true;
        }
        return hasCovered;
    }

    private static void CoverSpan(float[] coverage, double from, double to)
    {
        var (first, last) = ((int)from, (int)to);
        if (first == last)
        {
            coverage[first] += (float)(to - from) / SubRows;
            return;
        }
        coverage[first] += (float)(first + 1 - from) / SubRows;
        for (var x = first + 1; x < last; x++) coverage[x] += 1f / SubRows;
        coverage[last] += (float)(to - last) / SubRows;
    }

    private void Blend(int row, float[] coverage, (byte Red, byte Green, byte Blue) colour, double opacity)
    {
        var at = row * Width * 3;
        for (var x = 0; x < Width; x++, at += 3)
        {
            if (coverage[x] == 0) continue;
            var share = Math.Min(1, coverage[x]) * opacity;
            Pixels[at] = Mix(Pixels[at], colour.Red, share);
            Pixels[at + 1] = Mix(Pixels[at + 1], colour.Green, share);
            Pixels[at + 2] = Mix(Pixels[at + 2], colour.Blue, share);
        }
        Array.Clear(coverage);
    }

    private static byte Mix(byte under, byte over, double share) => (byte)Math.Round(under + ((over - under) * share));

    private readonly record struct Edge(double Top, double Bottom, double X, double Slope, int Winding);
}
