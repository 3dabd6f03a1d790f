using System.Globalization;
using Concordat.CrimePatterns.LocalStatistics;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Scan.Engine;

/// <summary>The placed records of one set in the months looked at.</summary>
/// <param name="Name">What it holds, in a word or two: "fires".</param>
/// <param name="Themes">Keys of the themes its records have.</param>
/// <param name="Rows">Its records.</param>
/// <param name="Overlay">Which sets it is laid over: those of the same name; null for the first group.</param>
internal sealed record SetRows(string Name, IReadOnlyList<string> Themes, IncidentColumns Rows, string? Overlay = null);

/// <summary>Places that stand out in every one of several sets.</summary>
/// <remarks>An intersection-union test: the claim that all sets stand out in a square has the largest of their p-values (Berger 1982, Technometrics 24, 295-300);
/// it is valid however the sets depend on each other. It says that they come together, never that one brings the other.</remarks>
internal static class TogetherRule
{
    const double NeighbourhoodMetres = 800;
    public const int CellMetres = 500, FewestRecords = 20;

    /// <summary>Squares where every set stands out, joined where they touch.</summary>
    /// <param name="sets">At least two; each with at least <see cref="FewestRecords"/> records in the area.</param>
    /// <param name="fewestShown">The smallest figure told of a set; 0 where every set is open.</param>
    /// <param name="study">The area's squares of <see cref="CellMetres"/>.</param>
    public static (IReadOnlyList<FoundHit> Hits, int Tested, double? ByChance) Find(IReadOnlyList<SetRows> sets, StudyCells study, Places places, Month from, Month to, RuleInForce rule, int fewestShown)
    {
        var counts = sets.Select(s => Counts(s.Rows, study)).ToList();
        var p = counts.Select(c => UpperTails(c, study)).ToList();
        int[] cells = [.. Enumerable.Range(0, study.Grid.CellCount).Where(c => study.IsStudy[c])];
        var together = cells.Select(c => p.Max(set => set[c])).ToArray();
        var q = new double[together.Length];
        FalseDiscovery.BenjaminiHochberg(together, q);
        var hot = new bool[study.Grid.CellCount];
        foreach (var (cell, value) in cells.Zip(q)) hot[cell] = value <= rule.Threshold;
        var overlap = new Overlap(rule.Threshold, together.Count(v => v <= rule.Threshold),
            cells.Length * p.Aggregate(1.0, (share, set) => share * cells.Count(c => set[c] <= rule.Threshold) / cells.Length));
        return ([.. study.Joined(hot).Select(g => Hit(g, sets, counts, study, places, from, to, rule, fewestShown, overlap)).OfType<FoundHit>()], cells.Length, overlap.ByChance);
    }

    // Squares high in every set taken by itself, before any allowance for how many squares are looked at; a hit is held to more than that.
    sealed record Overlap(double P, int Squares, double ByChance)
    {
        public string Sentence => string.Create(CultureInfo.InvariantCulture, $"Over the whole area {Words.Number(Squares)} {(Squares == 1 ? "square is" : "squares are")} high in each set by itself (p at most {P:0.###}, before allowing for all squares); were the sets unrelated, {ByChance:0.0} would be.");
    }

    static double[] Counts(IncidentColumns rows, StudyCells study)
    {
        var counts = new double[study.Grid.CellCount];
        for (var i = 0; i < rows.Count; i++)
            if (study.Grid.CellOf(rows.Easting[i], rows.Northing[i]) is >= 0 and var cell && study.IsStudy[cell]) counts[cell]++;
        return counts;
    }

    static double[] UpperTails(double[] counts, StudyCells study)
    {
        var z = new double[counts.Length];
        GetisOrd.GiStar(study.Grid, counts, study.IsStudy, NeighbourhoodMetres, z);
        return [.. z.Select(v => double.IsNaN(v) ? 1 : Normal.UpperTail(v))];
    }

    static FoundHit? Hit(List<int> group, IReadOnlyList<SetRows> sets, List<double[]> counts, StudyCells study, Places places, Month from, Month to, RuleInForce rule, int fewestShown, Overlap overlap)
    {
        var inGroup = sets.Select((s, i) => (s.Name, Count: (int)group.Sum(c => counts[i][c]))).ToList();
        // A figure of a controlled set that is too small to show is not told, so the whole is not.
        if (inGroup.Any(s => s.Count < Math.Max(1, fewestShown))) return null;
        var rows = sets[0].Rows;
        var here = Enumerable.Range(0, rows.Count).Where(i => study.Grid.CellOf(rows.Easting[i], rows.Northing[i]) is >= 0 and var c && group.Contains(c)).ToList();
        var name = places.NameOf(here);
        var (east, north) = (group.Average(c => study.Grid.Centre(c).X), group.Average(c => study.Grid.Centre(c).Y));
        var squares = new GridSquares(CellMetres, [.. group.Select(c => ((int)(study.Grid.OriginX / CellMetres) + c % study.Grid.Columns, (int)(study.Grid.OriginY / CellMetres) + c / study.Grid.Columns))]);
        return new(rule.Rule, rule.Version, PlaceRules.Pattern(rule.Rule, sets[0].Overlay, east, north), to, null, name, inGroup.Sum(s => s.Count), null, null,
            $"High in {Words.List([.. sets.Select(s => s.Name)])} together: {name}",
            $"Around {Words.Inside(name)}, {Words.List([.. inGroup.Select(s => $"{s.Name} ({Words.Number(s.Count)})")])} stand out together from {from.LongName} to {to.LongName}.",
            [$"{group.Count} squares of {CellMetres} m. {overlap.Sentence}",
                "Busy places are high in everything: it says where several services could work together, not that one thing brings another."],
            new IncidentFilter { Themes = [.. sets.SelectMany(s => s.Themes)], From = from, To = to, Squares = squares }.Query);
    }
}
