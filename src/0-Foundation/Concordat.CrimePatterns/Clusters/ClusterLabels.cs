using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>Numbers the sets of joined cells.</summary>
internal static class ClusterLabels
{
    /// <summary>The number of each cell's cluster, from 1 in the order of each cluster's first event, and how many there are.</summary>
    public static (int[] Labels, int Clusters) OfCells(EventCells cells, DisjointSets sets)
    {
        var labels = new int[cells.Count];
        var roots = new List<int>();
        var first = new int[cells.Count]; // of a set's representative: its first event; the representative is its lowest cell, so it is met before the others
        for (var cell = 0; cell < labels.Length; cell++)
        {
            var root = labels[cell] = sets.Find(cell);
            if (root == cell) roots.Add(cell);
            var own = cells.Order[cells.Starts[cell]];
            first[root] = root == cell ? own : Math.Min(first[root], own);
        }
        int[] byFirst = [.. roots];
        Array.Sort(Array.ConvertAll(byFirst, root => first[root]), byFirst);
        for (var at = 0; at < byFirst.Length; at++) first[byFirst[at]] = at + 1;
        for (var cell = 0; cell < labels.Length; cell++) labels[cell] = first[labels[cell]];
        return (labels, byFirst.Length);
    }
}
