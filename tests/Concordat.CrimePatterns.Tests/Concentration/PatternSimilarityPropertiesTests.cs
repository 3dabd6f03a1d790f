using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.Grids;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Concentration;

/// <summary>What moving, turning, scaling, shuffling and doubling must do to Andresen's S.</summary>
public sealed class PatternSimilarityPropertiesTests
{
    private const int Side = 8;
    private static readonly SquareGrid Grid = new(0, 0, 128, Side, Side);
    private static readonly (double X, double Y)[] Base = Drawn(900, 71, 0), Test = Drawn(1200, 72, 1);

    // Gathered about the south-west, the more so the higher the power; whole coordinates off the edges of cells.
    private static (double X, double Y)[] Drawn(int count, long seed, int power)
    {
        var random = new RandomStream(seed, 0);
        double One() => Math.Floor(1023 * Math.Pow(random.Unit(), 1 + 0.6 * power)) + 0.5;
        return [.. Enumerable.Range(0, count).Select(_ => (One(), One()))];
    }

    private static int[] Counts(SquareGrid grid, IEnumerable<(double X, double Y)> events)
    {
        var all = events.ToArray();
        return [.. grid.Count([.. all.Select(e => e.X)], [.. all.Select(e => e.Y)]).Select(c => (int)c)];
    }

    private static SimilarityResult Compare(SquareGrid grid, Func<(double X, double Y), (double X, double Y)> change)
        => PatternSimilarity.Compare(Counts(grid, Base.Select(change)), Counts(grid, Test.Select(change)), 5);

    [Fact]
    public void Compare_MovedOrScaled_IsTheSameAreaByArea()
    {
        var here = Compare(Grid, e => e).Areas;

        Assert.Equal(here, Compare(new(524_288, 262_144, 128, Side, Side), e => (e.X + 524_288, e.Y + 262_144)).Areas);
        Assert.Equal(here, Compare(new(0, 0, 512, Side, Side), e => (4 * e.X, 4 * e.Y)).Areas);
        Assert.Contains(here, area => area.Place == 1);
        Assert.Contains(here, area => area.Place == 0);
    }

    [Fact]
    public void Compare_EventsShuffled_IsTheSame()
    {
        var here = Compare(Grid, e => e).Areas;

        Assert.Equal(here, PatternSimilarity.Compare(Counts(Grid, Base.Reverse()), Counts(Grid, Test.Reverse()), 5).Areas);
    }

    [Fact]
    public void Compare_TurnedByAQuarter_DiffersOnlyByChance()
    {
        // The areas are sampled in another order, so their intervals are other draws: ends of a few events' width may differ.
        var here = Compare(Grid, e => e);
        var turned = Compare(Grid, e => (1024 - e.Y, e.X));

        var moved = 0;
        for (var cell = 0; cell < Grid.CellCount; cell++)
        {
            var (own, other) = (here.Areas[cell], turned.Areas[cell % Side * Side + (Side - 1 - cell / Side)]);
            Assert.Equal(own.BasePercent, other.BasePercent, 1e-12);
            // A share's standard deviation of sampling is at most 0.1 per cent here, that of an interval's end about as much.
            Assert.Equal(own.LowPercent, other.LowPercent, 0.5);
            Assert.Equal(own.HighPercent, other.HighPercent, 0.5);
            if (own.Place != other.Place) moved++;
        }
        Assert.InRange(moved, 0, Grid.CellCount / 8);
        Assert.Equal(here.S, turned.S, 0.125);
    }

    [Fact]
    public void Compare_TurnedByAQuarterWithClearPatterns_IsTheSame()
    {
        int[] own = [500, 0, 0, 0, 100, 100, 100, 100, 100], other = [0, 0, 500, 0, 100, 100, 100, 100, 100];
        int[] places = [6, 3, 0, 7, 4, 1, 8, 5, 2]; // a three by three map

        var here = PatternSimilarity.Compare(own, other, 1);
        var turned = PatternSimilarity.Compare([.. places.Select(i => own[i])], [.. places.Select(i => other[i])], 1);

        Assert.Equal(7 / 9.0, here.S, 1e-12);
        Assert.Equal(5 / 7.0, here.RobustS, 1e-12);
        Assert.Equal((here.S, here.RobustS), (turned.S, turned.RobustS));
        Assert.Equal(places.Select(i => here.Areas[i].Place), turned.Areas.Select(area => area.Place));
    }

    [Fact]
    public void Compare_BaseCountsDoubled_IsTheSame()
    {
        var (own, other) = (Counts(Grid, Base), Counts(Grid, Test));

        Assert.Equal(PatternSimilarity.Compare(own, other, 9).Areas, PatternSimilarity.Compare([.. own.Select(c => 2 * c)], other, 9).Areas);
    }

    [Fact]
    public void Compare_TestCountsManyTimesOver_NarrowsEveryInterval()
    {
        var (own, other) = (Counts(Grid, Base), Counts(Grid, Test));

        var (few, many) = (PatternSimilarity.Compare(own, other, 9), PatternSimilarity.Compare(own, [.. other.Select(c => 100 * c)], 9));

        for (var i = 0; i < own.Length; i++)
        {
            if (other[i] < 3) continue;
            Assert.True(many.Areas[i].HighPercent - many.Areas[i].LowPercent < few.Areas[i].HighPercent - few.Areas[i].LowPercent);
        }
        Assert.True(many.S < few.S);
    }
}
