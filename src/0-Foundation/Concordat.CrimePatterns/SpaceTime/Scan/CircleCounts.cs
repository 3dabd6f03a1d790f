using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Concordat.CrimePatterns.SpaceTime.Scan;

/// <summary>The best window found so far.</summary>
internal record struct BestWindow(double Statistic, int Centre, int Circle, int First, int Last, int Observed, double Expected);

/// <summary>A circle as the one before it and a place more.</summary>
/// <param name="Place">The place added.</param>
/// <param name="Total">Cases of the circle over the whole period.</param>
/// <param name="Group">Group of the circle's limits.</param>
internal readonly record struct CircleStep(int Place, int Total, int Group);

/// <summary>Counts cases of circles by window and finds the windows with a high statistic; one for each thread.</summary>
internal sealed class CircleCounts(ScanZones zones, CircleStep[][] circles, ScanWindows windows, int[] windowTotals, ScanThresholds thresholds, int cases)
{
    private readonly short[] _places = new short[zones.Places * windows.Width];
    private readonly short[] _circle = new short[windows.Width];

    /// <summary>Counts the cases of each place.</summary>
    /// <param name="days">Day of each case, counted from the first of the period.</param>
    public void SetDays(int[] days)
    {
        Array.Clear(_places);
        for (var i = 0; i < days.Length; i++) windows.Add(_places.AsSpan(zones.PlaceOfCase[i] * windows.Width, windows.Width), days[i]);
        for (var place = 0; place < zones.Places; place++) windows.Accumulate(_places.AsSpan(place * windows.Width, windows.Width));
    }

    /// <summary>Looks at all circles and windows about a centre and keeps the best if it is better than before; of equals the first.</summary>
    public void Scan(int centre, ref BestWindow best)
    {
        Array.Clear(_circle);
        var circle = 0;
        foreach (var (place, total, group) in circles[centre])
        {
            AddPlace(place);
            circle++;
            var limits = thresholds.Above(best.Statistic)[group];
            for (var row = 0; row < windows.Rows; row++)
            {
                var least = limits.LeastOfRow[row];
                if (total > least && RowMayExceed(row, least)) ScanRow(row, limits, total, centre, circle, ref best);
            }
        }
    }

    private void AddPlace(int place)
    {
        var sums = MemoryMarshal.Cast<short, Vector256<short>>(_circle.AsSpan());
        var added = MemoryMarshal.Cast<short, Vector256<short>>(_places.AsSpan(place * windows.Width, windows.Width));
        for (var k = 0; k < sums.Length; k++) sums[k] += added[k];
    }

    // Nearly every row ends here: its highest count is under its least limit.
    private bool RowMayExceed(int row, short leastLimit)
    {
        ref var counts = ref MemoryMarshal.GetArrayDataReference(_circle);
        var (start, back, length) = ((nuint)windows.Start(row), (nuint)windows.Back, (nuint)windows.RowLength);
        var most = Vector256<short>.Zero;
        for (nuint k = 0; k < length; k += ScanWindows.Lanes)
            most = Vector256.Max(most, Vector256.LoadUnsafe(ref counts, start + k) - Vector256.LoadUnsafe(ref counts, back + k));
        return Vector256.GreaterThanAny(most, Vector256.Create(leastLimit));
    }

    private void ScanRow(int row, ScanLimits limits, int total, int centre, int circle, ref BestWindow best)
    {
        var length = windows.RowLength;
        ref var counts = ref MemoryMarshal.GetArrayDataReference(_circle);
        ref var limit = ref limits.Windows[row * length];
        var (start, back) = ((nuint)windows.Start(row), (nuint)windows.Back);
        for (nuint k = 0; k < (nuint)length; k += ScanWindows.Lanes)
        {
            var inside = Vector256.LoadUnsafe(ref counts, start + k) - Vector256.LoadUnsafe(ref counts, back + k);
            var above = Vector256.GreaterThan(inside, Vector256.LoadUnsafe(ref limit, k)).ExtractMostSignificantBits();
            for (; above != 0; above &= above - 1)
            {
                var lane = System.Numerics.BitOperations.TrailingZeroCount(above);
                Weigh(inside[lane], row, (int)k + lane, total, centre, circle, ref best);
            }
        }
    }

    private void Weigh(int observed, int row, int k, int total, int centre, int circle, ref BestWindow best)
    {
        var expected = (double)total * windowTotals[(row * windows.RowLength) + k] / cases;
        var statistic = ScanThresholds.Statistic(observed, expected, cases);
        if (statistic <= best.Statistic) return;
        var (first, last) = windows.DaysOf(row, k)!.Value;
        best = new BestWindow(statistic, centre, circle, first, last, observed, expected);
    }
}
