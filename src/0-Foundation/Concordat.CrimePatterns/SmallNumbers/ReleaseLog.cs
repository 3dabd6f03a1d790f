namespace Concordat.CrimePatterns.SmallNumbers;

/// <summary>Compares what is about to be released with what was: a figure is hidden whose difference from an earlier one would show a small group.</summary>
/// <remarks>Figures are compared by the records they count. Where one counts all the records of the other and from 1 to threshold − 1 more, subtraction shows the few.
/// Keeps the latest releases alone; a figure older than that is forgotten. Cost: figures × figures kept × their records.</remarks>
public sealed class ReleaseLog
{
    readonly int _threshold;
    readonly int _kept;
    readonly Queue<List<HashSet<long>>> _releases = new();

    /// <param name="threshold">Smallest difference that may be seen; at least 2.</param>
    /// <param name="releasesKept">How many releases are remembered; 20 unless said otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below 2 or no release is kept.</exception>
    public ReleaseLog(int threshold, int releasesKept = 20)
    {
        Checks.Between(threshold, 2, int.MaxValue, nameof(threshold), "Use 5, or what your partnership has agreed.");
        Checks.Between(releasesKept, 1, 10_000, nameof(releasesKept), "Keep at least the last release.");
        (_threshold, _kept) = (threshold, releasesKept);
    }

    /// <summary>Which figures of a release may be shown; those that may are remembered.</summary>
    /// <param name="figures">For each figure, the records it counts.</param>
    /// <returns>One answer a figure, in order. A figure of 1 to threshold − 1 records is never shown, an empty one always.</returns>
    public bool[] Release(IReadOnlyList<IReadOnlyCollection<long>> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var (shown, released) = (new bool[figures.Count], new List<HashSet<long>>());
        for (var i = 0; i < figures.Count; i++)
        {
            var records = new HashSet<long>(figures[i]);
            shown[i] = !IsSmall(records.Count) && !released.Concat(_releases.SelectMany(r => r)).Any(earlier => ShowsFew(records, earlier));
            if (shown[i] && records.Count > 0) released.Add(records);
        }
        _releases.Enqueue(released);
        if (_releases.Count > _kept) _releases.Dequeue();
        return shown;
    }

    bool IsSmall(int count) => count > 0 && count < _threshold;

    bool ShowsFew(HashSet<long> a, HashSet<long> b)
    {
        if (!IsSmall(Math.Abs(a.Count - b.Count))) return false;
        return a.Count > b.Count ? b.IsSubsetOf(a) : a.IsSubsetOf(b);
    }
}
