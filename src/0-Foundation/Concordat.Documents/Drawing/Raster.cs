using System.Globalization;

namespace Concordat.Documents.Drawing;

/// <summary>Opaque pixels and the one operation on them: fill polygons by scan line.</summary>
/// <remarks>Each pixel row is cut into four sub-rows; across, coverage is exact. So an edge has at least 4 levels, and a vertical edge 64 a sub-row.</remarks>
internal sealed class Raster
{
    private const int SubRows = 4;

    // Coverage of a pixel in 256ths; each sub-row gives a quarter.
    private const int Full = 256, SubRow = Full / SubRows;

    // Coverage of the pixel row being filled, and the part of it that is not all zero.
    private readonly int[] _steps;
    private int _left = int.MaxValue;
    private int _right = -1;

    public Raster(int width, int height)
    {
        (Width, Height) = (width, height);
        _steps = new int[width + 2];
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
        var active = new List<Edge>();
        var crossings = new List<(double X, int Winding)>();
        var next = 0;
        for (var sub = Math.Max(0, (int)(edges[0].Top * SubRows)); sub < lastRow; sub++)
        {
            var y = (sub + 0.5) / SubRows;
            while (next < edges.Count && edges[next].Top <= y) active.Add(edges[next++]);
            active.RemoveAll(edge => edge.Bottom <= y);
            crossings.Clear();
            foreach (var edge in active) Insert(crossings, (edge.X + ((y - edge.Top) * edge.Slope), edge.Winding));
            Cover(crossings, isEvenOdd);
            if ((sub + 1) % SubRows == 0 || sub == lastRow - 1) Blend(sub / SubRows, colour, opacity);
        }
    }

    // A scan line meets few edges, and nearly in the order of the line before.
    private static void Insert(List<(double X, int Winding)> crossings, (double X, int Winding) crossing)
    {
        var at = crossings.Count;
        while (at > 0 && crossings[at - 1].X > crossing.X) at--;
        crossings.Insert(at, crossing);
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

    private void Cover(List<(double X, int Winding)> crossings, bool isEvenOdd)
    {
        var winding = 0;
        for (var i = 0; i + 1 < crossings.Count; i++)
        {
            winding += isEvenOdd ? 1 : crossings[i].Winding;
            if (isEvenOdd ? winding % 2 == 0 : winding == 0) continue;
            var (from, to) = (Math.Max(0, crossings[i].X), Math.Min(Width, crossings[i + 1].X));
            if (to > from) CoverSpan(from, to);
        }
    }

    // Coverage as differences from pixel to pixel: a span of any length costs four additions, whole numbers so that they cancel exactly.
    private void CoverSpan(double from, double to)
    {
        var (first, last) = ((int)from, (int)to);
        (_left, _right) = (Math.Min(_left, first), Math.Max(_right, last));
        var (before, after) = ((int)((from - first) * SubRow), (int)((to - last) * SubRow));
        _steps[first] += SubRow - before;
        _steps[first + 1] += before;
        _steps[last] -= SubRow - after;
        _steps[last + 1] -= after;
    }

    private void Blend(int row, (byte Red, byte Green, byte Blue) colour, double opacity)
    {
        if (_right < _left) return;
        var strength = (int)Math.Round(opacity * 256);
        var pixels = Pixels.AsSpan(row * Width * 3, Width * 3);
        var coverage = 0;
        for (var x = _left; x <= _right && x < Width; x++)
        {
            coverage += _steps[x];
            if (coverage <= 0) continue;
            var pixel = pixels.Slice(x * 3, 3);
            var share = Math.Min(coverage, Full) * strength; // of 256 × 256
            if (share == Full * 256) (pixel[0], pixel[1], pixel[2]) = colour;
            else
            {
                pixel[0] = Mix(pixel[0], colour.Red, share);
                pixel[1] = Mix(pixel[1], colour.Green, share);
                pixel[2] = Mix(pixel[2], colour.Blue, share);
            }
        }
        Array.Clear(_steps, _left, _right - _left + 2);
        (_left, _right) = (int.MaxValue, -1);
    }

    private static byte Mix(byte under, byte over, int share) => (byte)(under + ((((over - under) * share) + (1 << 15)) >> 16));

    private readonly record struct Edge(double Top, double Bottom, double X, double Slope, int Winding);
}
