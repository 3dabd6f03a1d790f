using System.Globalization;
using System.Runtime.InteropServices;

namespace Concordat.Documents.Drawing;

/// <summary>Opaque pixels and the one operation on them: fill polygons by scan line.</summary>
/// <remarks>Each pixel row is cut into four sub-rows; across, coverage is exact. So an edge has at least 4 levels, and a vertical edge 64 a sub-row.</remarks>
internal sealed class Raster
{
    private const int SubRows = 4;

    // Coverage of a pixel in 256ths; each sub-row gives a quarter.
    private const int Full = 256, SubRow = Full / SubRows;

    private readonly Pixel[] _pixels;

    // Coverage of the pixel row being filled, and the part of it that is not all zero.
    private readonly int[] _steps;
    private int _left = int.MaxValue;
    private int _right = -1;

    public Raster(int width, int height)
    {
        (Width, Height) = (width, height);
        _steps = new int[width + 2];
        _pixels = new Pixel[width * height];
        Array.Fill(_pixels, new(255, 255, 255));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue of each pixel, row by row from the top.</summary>
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes<Pixel>(_pixels);

    public static Pixel Colour(string hex)
    {
        var value = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    public void Fill(IEnumerable<IReadOnlyList<Spot>> rings, Pixel colour, double opacity, bool isEvenOdd)
    {
        var edges = Edges(rings);
        if (edges.Length == 0) return;
        var lastRow = (int)Math.Ceiling(Math.Min(Height * SubRows, edges.Max(edge => edge.Bottom) * SubRows));
        var crossings = new Crossing[edges.Length];
        var (count, next) = (0, 0);
        for (var sub = Math.Max(0, (int)(edges[0].Top * SubRows)); sub < lastRow; sub++)
        {
            var y = (sub + 0.5) / SubRows;
            count = Lower(crossings.AsSpan(0, count), edges, y);
            for (; next < edges.Length && edges[next].Top <= y; next++)
                if (edges[next].Bottom > y) crossings[count++] = edges[next].CrossingAt(y, next);
            Sort(crossings.AsSpan(0, count));
            Cover(crossings.AsSpan(0, count), isEvenOdd);
            if ((sub + 1) % SubRows == 0 || sub == lastRow - 1) Blend(sub / SubRows, colour, opacity);
        }
    }

    // Moves the crossings down to the scan line, without those whose edge has ended. How many are left, at the front.
    private static int Lower(Span<Crossing> crossings, ReadOnlySpan<Edge> edges, double y)
    {
        var kept = 0;
        foreach (var crossing in crossings)
        {
            ref readonly var edge = ref edges[crossing.Edge];
            if (edge.Bottom > y) crossings[kept++] = edge.CrossingAt(y, crossing.Edge);
        }
        return kept;
    }

    // The order is nearly that of the scan line before, which insertion makes use of.
    private static void Sort(Span<Crossing> crossings)
    {
        for (var i = 1; i < crossings.Length; i++)
        {
            var (crossing, at) = (crossings[i], i);
            for (; at > 0 && crossings[at - 1].X > crossing.X; at--) crossings[at] = crossings[at - 1];
            crossings[at] = crossing;
        }
    }

    private static Edge[] Edges(IEnumerable<IReadOnlyList<Spot>> rings)
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
        return [.. edges];
    }

    private void Cover(ReadOnlySpan<Crossing> crossings, bool isEvenOdd)
    {
        var (winding, start) = (0, 0.0);
        foreach (var crossing in crossings)
        {
            var wasInside = winding != 0;
            winding = isEvenOdd ? 1 - winding : winding + crossing.Winding;
            if (!wasInside) start = crossing.X;
            else if (winding == 0 && Math.Min(Width, crossing.X) > Math.Max(0, start)) CoverSpan(Math.Max(0, start), Math.Min(Width, crossing.X));
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

    private void Blend(int row, Pixel colour, double opacity)
    {
        if (_right < _left) return;
        var strength = (int)Math.Round(opacity * 256);
        var pixels = _pixels.AsSpan(row * Width, Width);
        var end = Math.Min(_right + 1, Width);
        var coverage = 0;
        for (var x = _left; x < end;)
        {
            coverage += _steps[x];
            var run = 1 + _steps.AsSpan(x + 1, end - x - 1).IndexOfAnyExcept(0);
            if (run == 0) run = end - x;
            if (coverage > 0) Blend(pixels.Slice(x, run), colour, Math.Min(coverage, Full) * strength);
            x += run;
        }
        Array.Clear(_steps, _left, _right - _left + 2);
        (_left, _right) = (int.MaxValue, -1);
    }

    // Share: of 256 × 256.
    private static void Blend(Span<Pixel> run, Pixel colour, int share)
    {
        if (share == Full * 256) run.Fill(colour);
        else
            foreach (ref var pixel in run)
                pixel = new(Mix(pixel.Red, colour.Red, share), Mix(pixel.Green, colour.Green, share), Mix(pixel.Blue, colour.Blue, share));
    }

    private static byte Mix(byte under, byte over, int share) => (byte)(under + ((((over - under) * share) + (1 << 15)) >> 16));

    private readonly record struct Edge(double Top, double Bottom, double X, double Slope, int Winding)
    {
        public Crossing CrossingAt(double y, int index) => new(X + ((y - Top) * Slope), index, Winding);
    }

    // Where an edge (by its index) crosses the scan line.
    private readonly record struct Crossing(double X, int Edge, int Winding);
}

/// <summary>An opaque colour, one byte a channel.</summary>
internal readonly record struct Pixel(byte Red, byte Green, byte Blue);
