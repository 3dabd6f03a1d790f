namespace Concordat.CrimePatterns.SpaceTime.Scan;

/// <summary>Cases a window must exceed: each window's limit, and the least limit of each row of windows, which most rows stay under as a whole.</summary>
internal sealed record ScanLimits(short[] Windows, short[] LeastOfRow);

/// <summary>For a level of the statistic, the number of cases a window of a circle must exceed to come above it.</summary>
/// <remarks>Totals of circles and of days are the same in every permutation, so these limits are too: the scan of a permutation is a comparison of small whole
/// numbers. Circles of similar totals share the limits of the smallest, so a few windows pass that should not; they are weighed exactly afterwards.</remarks>
internal sealed class ScanThresholds
{
    private const int MostGroups = 256;
    private const int MostLimits = 1 << 22; // of one level, so that long periods do not fill the memory

    private readonly int[] _groupTotals; // smallest total of each group of circles
    private readonly int[] _windowTotals; // cases of all places in each window, -1 where there is no window
    private readonly int _rowLength;
    private readonly int _cases;
    private readonly int _minCases;
    private readonly int _mostInWindow;
    private readonly Lazy<ScanLimits[]>[] _levels;

    public ScanThresholds(int[] circleTotals, int[] windowTotals, int rowLength, int cases, int minCases)
    {
        int[] totals = [.. circleTotals.Distinct().Order()];
        var groups = Math.Clamp(MostLimits / Math.Max(1, windowTotals.Length), 1, MostGroups);
        var step = Math.Max(1, (totals.Length + groups - 1) / groups);
        _groupTotals = [.. totals.Where((_, i) => i % step == 0)];
        (_windowTotals, _rowLength, _cases, _minCases) = (windowTotals, rowLength, cases, minCases);
        _mostInWindow = Math.Min(totals.DefaultIfEmpty(0).Last(), windowTotals.DefaultIfEmpty(0).Max());
        _levels = [.. Enumerable.Range(0, 64).Select(level => new Lazy<ScanLimits[]>(() => Build(level)))];
    }

    /// <summary>Log likelihood ratio of observed cases against an expectation; 0 unless above it.</summary>
    public static double Statistic(int observed, double expected, int cases)
    {
        if (observed <= expected) return 0;
        var outside = cases - observed;
        return (observed * Math.Log(observed / expected)) + (outside > 0 ? outside * Math.Log(outside / (cases - expected)) : 0);
    }

    /// <summary>The group of a circle with so many cases.</summary>
    public int Group(int circleTotal)
    {
        var place = Array.BinarySearch(_groupTotals, circleTotal);
        return place >= 0 ? place : ~place - 1;
    }

    /// <summary>The limits of each group for a statistic above the whole part of a value.</summary>
    public ScanLimits[] Above(double value) => _levels[(int)Math.Min(value, _levels.Length - 1)].Value;

    private ScanLimits[] Build(int level)
    {
        var largestExpected = new double[_mostInWindow + 1];
        for (var cases = _minCases; cases <= _mostInWindow; cases++) largestExpected[cases] = LargestExpected(cases, level);
        return Array.ConvertAll(_groupTotals, total =>
        {
            var limits = Array.ConvertAll(_windowTotals, window => Limit((double)total * window / _cases, window, largestExpected));
            return new ScanLimits(limits, [.. limits.Chunk(_rowLength).Select(row => row.Min())]);
        });
    }

    // The expectation below which so many cases come above the level.
    private double LargestExpected(int observed, int level)
    {
        var (low, high) = (0.0, (double)observed);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Statistic(observed, middle, _cases) > level) low = middle;
            else high = middle;
        }
        return high * (1 + 1e-9); // rounding must not lose a window
    }

    private short Limit(double expected, int window, double[] largestExpected)
    {
        if (window <= 0) return short.MaxValue;
        var (low, high) = (_minCases, largestExpected.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (largestExpected[middle] > expected) high = middle;
            else low = middle + 1;
        }
        return (short)Math.Min(low - 1, short.MaxValue);
    }
}
