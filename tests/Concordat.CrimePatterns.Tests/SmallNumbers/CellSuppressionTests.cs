using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.SmallNumbers;

namespace Concordat.CrimePatterns.Tests.SmallNumbers;

public sealed class CellSuppressionTests
{
    // Three wards by two themes; the worked example of docs/methods/small-numbers.md.
    [Fact]
    public void TwoWay_ThreeWards_HidesTheThreeAndItsCycle()
    {
        var table = CellSuppression.TwoWay(new[,] { { 3, 12 }, { 14, 20 }, { 9, 7 } }, threshold: 5);

        Assert.Null(table.Values[0, 0]);
        Assert.Equal(Shown.Small, table.State[0, 0]);
        Assert.Null(table.Values[0, 1]);
        Assert.Null(table.Values[2, 0]);
        Assert.Null(table.Values[2, 1]);
        Assert.Equal(4, table.Hidden);
        Assert.Equal((15, 26, 65), (table.Values[0, 2], table.Values[3, 0], table.Values[3, 2]));
    }

    [Fact]
    public void OneWay_OneSmall_HidesTheNextSmallest()
    {
        var table = CellSuppression.OneWay([3, 8, 20, 0], threshold: 5);

        Assert.Null(table.Values[0, 0]);
        Assert.Equal(2, table.Hidden);
        Assert.Equal(31, table.Values[0, 4]);
    }

    [Fact]
    public void OneWay_NothingSmall_ShowsAllAndZeros() =>
        Assert.Equal([5, 0, 9, 14], CellSuppression.OneWay([5, 0, 9], threshold: 5).Values.Cast<int?>());

    [Fact]
    public void TwoWay_Rounded_HidesByTheTrueCounts()
    {
        // 4 would round to 5 and 6 to 5: only the 4 is small.
        var table = CellSuppression.TwoWay(new[,] { { 4, 30 }, { 30, 6 } }, 5, roundTo: 5);

        Assert.Equal(Shown.Small, table.State[0, 0]);
        Assert.All(table.Values.Cast<int?>(), v => Assert.True(v is null || v % 5 == 0));
    }

    // The attacker knows every sum and that counts are not negative.
    [Fact]
    public void TwoWay_RandomTables_LinearProgrammingFindsNoRangeBelowTheThreshold()
    {
        var random = new RandomStream(20261121, 1);
        for (var run = 0; run < 400; run++)
        {
            var counts = Table(ref random, 4);
            var table = CellSuppression.TwoWay(counts, 5);
            foreach (var (r, c) in Hidden(table)) Assert.True(HiddenRange.Width(counts, table, r, c) >= 5 - 1e-6, $"run {run}, {r}, {c}");
        }
    }

    [Fact]
    public void OneWay_RandomTables_LinearProgrammingFindsNoRangeBelowTheThreshold()
    {
        var random = new RandomStream(20261121, 3);
        for (var run = 0; run < 1000; run++)
        {
            var counts = new int[1 + (int)(random.Unit() * 8)];
            for (var i = 0; i < counts.Length; i++) counts[i] = Count(ref random);
            var table = CellSuppression.OneWay(counts, 5);
            var hidden = Enumerable.Range(0, counts.Length).Where(i => table.Values[0, i] is null).ToList();
            // One equation: each of them reaches from 0 to their sum, or without end where the total is hidden too.
            if (hidden.Count > 0 && table.Values[0, counts.Length] is not null) Assert.True(hidden.Count > 1 && hidden.Sum(i => counts[i]) >= 5);
        }
    }

    [Fact]
    public void TwoWay_TenThousandTables_NoSmallCountShowsAndRoundingComesLast()
    {
        var random = new RandomStream(20261121, 2);
        for (var run = 0; run < 10_000; run++)
        {
            var counts = Table(ref random, 4);
            var (plain, rounded) = (CellSuppression.TwoWay(counts, 5), CellSuppression.TwoWay(counts, 5, roundTo: 5));
            Assert.Equal(plain.State.Cast<Shown>(), rounded.State.Cast<Shown>());
            foreach (var value in plain.Values) Assert.False(value is > 0 and < 5);
            foreach (var value in rounded.Values) Assert.True(value is null || value % 5 == 0);
            Assert.Equal(plain.Values.Cast<int?>().Select(v => v is { } n ? (int?)((n + 2) / 5 * 5) : null), rounded.Values.Cast<int?>());
        }
    }

    [Fact]
    public void TwoWay_BadInput_SaysWhat()
    {
        Assert.Throws<ArgumentException>(() => CellSuppression.TwoWay(new[,] { { -1 } }, 5));
        Assert.Throws<ArgumentException>(() => CellSuppression.TwoWay(new int[0, 0], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellSuppression.TwoWay(new[,] { { 1 } }, 1));
    }

    [Fact]
    public void ReleaseLog_NestedFigures_ShowNoFew()
    {
        var log = new ReleaseLog(5, releasesKept: 2);
        var nine = Enumerable.Range(0, 9).Select(i => (long)i).ToArray();

        Assert.Equal([true, false, true], log.Release([nine, [.. nine, 100, 101], [.. nine, 100, 101, 102, 103, 104]]));
        // A later release with one record more, and one with three of them taken out.
        Assert.Equal([false, false, true], log.Release([[.. nine, 200], nine[3..], []]));
        Assert.Equal([false], log.Release([[1, 2, 3]]));
        // The first release is forgotten after two more.
        Assert.Equal([true], log.Release([[.. nine, 200]]));
    }

    [Fact]
    public void SmallBase_BelowThirty_IsFlagged()
    {
        Assert.Equal(new FlaggedRate(25, true), SmallBase.Rate(5, 20));
        Assert.Equal(new FlaggedRate(50, false), SmallBase.Rate(15, 30));
        Assert.Equal(new FlaggedRate(null, true), SmallBase.Rate(0, 0));
    }

    static IEnumerable<(int, int)> Hidden(SuppressedTable table)
    {
        for (var r = 0; r < table.Values.GetLength(0); r++)
            for (var c = 0; c < table.Values.GetLength(1); c++)
                if (table.Values[r, c] is null) yield return (r, c);
    }

    static int[,] Table(ref RandomStream random, int most)
    {
        var counts = new int[1 + (int)(random.Unit() * most), 1 + (int)(random.Unit() * most)];
        for (var r = 0; r < counts.GetLength(0); r++)
            for (var c = 0; c < counts.GetLength(1); c++) counts[r, c] = Count(ref random);
        return counts;
    }

    // As in a partnership's tables: many zeros and small counts, some large.
    static int Count(ref RandomStream random) => random.Unit() switch
    {
        < 0.25 => 0,
        < 0.5 => (int)(random.Unit() * 5),
        < 0.85 => 5 + (int)(random.Unit() * 15),
        _ => (int)(random.Unit() * 200),
    };
}
