namespace Concordat.Understand.Tactical.Engine;

/// <summary>Parts a wide group of squares at the saddles between its peaks, so that a hot spot is a place that people can act on.</summary>
/// <remarks>Each square joins the peak it climbs to. Two parts stay one while the saddle between them is nearly as high as the lower peak and the whole
/// is no wider than a hot spot may be. A part keeps the squares at least half as strong as its peak: the rest is the skirt that the neighbourhood draws.</remarks>
internal static class HotSpotParts
{
    /// <summary>A saddle of at least this share of the lower peak does not part two places.</summary>
    const double HighSaddle = 0.9;

    /// <summary>Squares weaker than this share of their peak are its skirt.</summary>
    const double Core = 0.5;

    /// <param name="group">Squares that stand out and touch, each once.</param>
    /// <param name="z">z-score of every square of the grid.</param>
    /// <param name="touching">The squares that touch a square.</param>
    /// <param name="widest">A group of at most this many squares is left whole.</param>
    public static IEnumerable<List<int>> Of(List<int> group, double[] z, Func<int, IEnumerable<int>> touching, int widest)
    {
        if (group.Count <= widest) return [group];
        var parts = Climb(group, z, touching, widest);
        return parts.Values.Distinct().OrderBy(p => p.Peak).Select(p => p.Squares.Where(s => z[s] >= Core * z[p.Peak]).Order().ToList());
    }

    sealed class Part(int peak)
    {
        public int Peak { get; } = peak;
        public List<int> Squares { get; } = [peak];
    }

    static Dictionary<int, Part> Climb(List<int> group, double[] z, Func<int, IEnumerable<int>> touching, int widest)
    {
        var partOf = new Dictionary<int, Part>();
        foreach (var square in group.OrderByDescending(s => z[s]).ThenBy(s => s))
        {
            var higher = touching(square).Where(partOf.ContainsKey).OrderByDescending(s => z[s]).ThenBy(s => s).Select(s => partOf[s]).Distinct().ToList();
            if (higher.Count == 0)
            {
                partOf[square] = new Part(square);
                continue;
            }
            partOf[square] = higher[0];
            higher[0].Squares.Add(square);
            foreach (var other in higher.Skip(1)) MergeAcross(z[square], higher[0], other, z, partOf, widest);
        }
        return partOf;
    }

    static void MergeAcross(double saddle, Part one, Part other, double[] z, Dictionary<int, Part> partOf, int widest)
    {
        if (saddle < HighSaddle * Math.Min(z[one.Peak], z[other.Peak]) || one.Squares.Count + other.Squares.Count > widest) return;
        var (into, from) = z[one.Peak] >= z[other.Peak] ? (one, other) : (other, one);
        into.Squares.AddRange(from.Squares);
        foreach (var square in from.Squares) partOf[square] = into;
    }
}
