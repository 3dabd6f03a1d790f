using Concordat.CrimePatterns.Numerics;

namespace Concordat.Peers;

/// <summary>Made-up events of a square of country with towns in it: the same seed gives the same events.</summary>
/// <remarks>Eighty-five in a hundred lie about the middles of neighbourhoods (normal, 300 to 1,200 m wide, the first of them the fullest), the rest anywhere.
/// One in ten happens where an earlier one did, half of these within a fortnight of it. Metres, and whole days.</remarks>
internal sealed record Town(double[] X, double[] Y, double[] Day)
{
    /// <summary>Side of the square when density is kept: a million events in 40 km.</summary>
    public static double SideFor(int events) => 40_000 * Math.Sqrt(events / 1e6);

    public static Town Build(int events, double side, int days, long seed)
    {
        var random = new RandomStream(seed, 0);
        var neighbourhoods = Neighbourhoods(side, ref random);
        var town = new Town(new double[events], new double[events], new double[events]);
        for (var i = 0; i < events; i++)
        {
            (town.X[i], town.Y[i], town.Day[i]) = (random.Unit() * side, random.Unit() * side, random.Below(days));
            if (i > 0 && random.Unit() < 0.1) town.Repeat(i, random.Below(i), days, ref random);
            else if (random.Unit() < 0.85) town.Settle(i, neighbourhoods, side, ref random);
        }
        return town;
    }

    /// <summary>Events counted in square cells, row by row.</summary>
    public double[] Counts(int columns, int rows, double cell)
    {
        var counts = new double[columns * rows];
        for (var i = 0; i < X.Length; i++) counts[(Math.Min(rows - 1, (int)(Y[i] / cell)) * columns) + Math.Min(columns - 1, (int)(X[i] / cell))]++;
        return counts;
    }

    private void Repeat(int i, int earlier, int days, ref RandomStream random)
    {
        (X[i], Y[i]) = (X[earlier], Y[earlier]);
        if (random.Unit() < 0.5) Day[i] = Math.Min(days - 1, Day[earlier] + random.Below(14));
    }

    private void Settle(int i, List<Neighbourhood> neighbourhoods, double side, ref RandomStream random)
    {
        var at = random.Unit() * neighbourhoods[^1].Through;
        var (low, high) = (0, neighbourhoods.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (neighbourhoods[middle].Through > at) high = middle;
            else low = middle + 1;
        }
        var radius = neighbourhoods[low].Width * Math.Sqrt(-2 * Math.Log(1 - random.Unit()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * random.Unit());
        (X[i], Y[i]) = (Inside(neighbourhoods[low].X + (radius * cosine), side), Inside(neighbourhoods[low].Y + (radius * sine), side));
    }

    // Over the edge is back inside as in a mirror.
    private static double Inside(double at, double side)
    {
        if (at < 0) at = -at;
        if (at >= side) at = (2 * side) - at;
        return Math.Clamp(at, 0, Math.BitDecrement(side));
    }

    private static List<Neighbourhood> Neighbourhoods(double side, ref RandomStream random)
    {
        var list = new List<Neighbourhood>();
        var through = 0.0;
        for (var rank = 1; rank <= Math.Max(4, side * side / 4e6); rank++)
        {
            through += 1 / Math.Sqrt(rank);
            list.Add(new(random.Unit() * side, random.Unit() * side, 300 + (900 * random.Unit()), through));
        }
        return list;
    }

    /// <param name="X">Middle.</param>
    /// <param name="Y">Middle.</param>
    /// <param name="Width">Standard deviation, metres.</param>
    /// <param name="Through">Weight of this neighbourhood and those before it.</param>
    private readonly record struct Neighbourhood(double X, double Y, double Width, double Through);
}
