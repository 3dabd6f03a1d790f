namespace Concordat.Documents.Drawing;

/// <summary>Turns a line of some width into polygons that all wind the same way, so that a non-zero fill unites them.</summary>
internal static class Outliner
{
    /// <summary>Widest gap at a bend, in device pixels, that nobody sees.</summary>
    private const double Seen = 0.3;

    public static IEnumerable<Spot[]> Outline(IReadOnlyList<Spot> line, double width, bool hasRoundEnds)
    {
        var half = width / 2;
        for (var i = 0; i + 1 < line.Count; i++)
            if (Side(line[i], line[i + 1], half) is { } side) yield return side;
        var isClosed = line.Count > 2 && line[0] == line[^1];
        for (var i = 0; i < line.Count; i++)
            if (i == 0 || i == line.Count - 1 ? hasRoundEnds || isClosed : hasRoundEnds || Gap(line[i - 1], line[i], line[i + 1], half) > Seen) yield return Disc(line[i], half);
    }

    public static Spot[] Disc(Spot centre, double radius)
    {
        var corners = Math.Clamp((int)(radius * 3), 10, 64);
        var ring = new Spot[corners];
        for (var i = 0; i < corners; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * i / corners);
            ring[i] = new(centre.X + (radius * cosine), centre.Y + (radius * sine));
        }
        return ring;
    }

    // How far the outer corner of a bend lies outside the two sides that meet there: half the width times the turn, near enough where the turn is small.
    private static double Gap(Spot before, Spot at, Spot after, double half)
    {
        var turn = Math.Abs(Math.Atan2(after.Y - at.Y, after.X - at.X) - Math.Atan2(at.Y - before.Y, at.X - before.X));
        return half * Math.Min(turn, (2 * Math.PI) - turn);
    }

    private static Spot[]? Side(Spot from, Spot to, double half)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        if (length == 0) return null;
        var (nx, ny) = (-dy / length * half, dx / length * half);
        return [new(from.X - nx, from.Y - ny), new(to.X - nx, to.Y - ny), new(to.X + nx, to.Y + ny), new(from.X + nx, from.Y + ny)];
    }
}
