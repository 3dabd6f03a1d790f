using Concordat.CrimePatterns.Clusters;
using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.Evaluation;
using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Prediction;
using Concordat.CrimePatterns.SpaceTime;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests;

/// <summary>What moving, turning, stretching, shuffling and doubling the input must do to each method's answer, where no other test says so.</summary>
public sealed class InvarianceTests
{
    private const int Count = 120;
    private static readonly double[] X, Y, Day;
    private static readonly int[] Order = new int[Count];

    static InvarianceTests()
    {
        var random = new RandomStream(20, 0);
        double[] Drawn(Func<double> next) => [.. Enumerable.Range(0, Count).Select(_ => next())];
        (X, Y, Day) = (Drawn(() => random.Below(64) * 8), Drawn(() => random.Below(64) * 8), Drawn(() => random.Below(90)));
        for (var i = 0; i < Count; i++) Order[i] = i;
        new RandomStream(21, 0).Shuffle<int>(Order);
    }

    // A quarter turn, then away: exact in binary numbers.
    private static (double[] X, double[] Y) Turned => ([.. Y.Select(y => 4096 - y)], [.. X.Select(x => x + 65_536)]);

    private static T[] Shuffled<T>(T[] values) => [.. Order.Select(i => values[i])];

    [Fact]
    public void Strings_MovedTurnedStretchedOrShuffled_AreTheSame()
    {
        var here = NearRepeatStrings.Find(X, Y, Day, 60, 10);
        var shuffled = NearRepeatStrings.Find(Shuffled(X), Shuffled(Y), Shuffled(Day), 60, 10).Strings;

        Assert.Equal(here.Strings, NearRepeatStrings.Find(Turned.X, Turned.Y, [.. Day.Select(day => day + 1000)], 60, 10).Strings);
        Assert.Equal(here.Strings, NearRepeatStrings.Find([.. X.Select(x => 4 * x)], [.. Y.Select(y => 4 * y)], [.. Day.Select(day => 2 * day)], 240, 20).Strings);
        Assert.Equal(here.Lengths.Length, Order.Select((i, place) => (here.Strings[i], shuffled[place])).Distinct().Count());
    }

    [Fact]
    public void StDbscan_MovedTurnedStretchedOrShuffled_KeepsTheClusters()
    {
        var here = DensityClusters.StDbscan(X, Y, Day, 80, 12, 3);
        var shuffled = DensityClusters.StDbscan(Shuffled(X), Shuffled(Y), Shuffled(Day), 80, 12, 3);

        Assert.Equal(here.Labels, DensityClusters.StDbscan(Turned.X, Turned.Y, [.. Day.Select(day => day - 500)], 80, 12, 3).Labels);
        Assert.Equal(here.Labels, DensityClusters.StDbscan([.. X.Select(x => 4 * x)], [.. Y.Select(y => 4 * y)], [.. Day.Select(day => 2 * day)], 320, 24, 3).Labels);
        Assert.Equal(Shuffled(here.Core), shuffled.Core);
        Assert.Equal(here.Clusters, shuffled.Clusters);
    }

    [Fact]
    public void MantelAndJacquez_MovedTurnedOrStretched_HaveTheSameStatisticAndDraws()
    {
        double[] wideX = [.. Turned.X.Select(x => 4 * x)], wideY = [.. Turned.Y.Select(y => 4 * y)], late = [.. Day.Select(day => day + 300)];

        var (mantel, movedMantel) = (Mantel.Test(X, Y, Day, false, 99, 5), Mantel.Test(wideX, wideY, late, false, 99, 5));
        var (jacquez, movedJacquez) = (Jacquez.Test(X, Y, Day, 3, 99, 5), Jacquez.Test(wideX, wideY, late, 3, 99, 5));

        Assert.Equal(mantel.Statistic, movedMantel.Statistic, 1e-12);
        Assert.Equal(mantel.High, movedMantel.High);
        Assert.Equal(jacquez, movedJacquez);
    }

    [Fact]
    public void GlobalMoran_ShiftedAndScaled_StaysTheSame()
    {
        int[][] ring = [.. Enumerable.Range(0, Count).Select(i => new[] { (i + Count - 1) % Count, (i + 1) % Count })];
        double[] changed = [.. Day.Select(value => 4 * value - 7)];

        Assert.Equal(Moran.I(Day, ring).Value, Moran.I(changed, ring).Value, 1e-12);
        Assert.Equal(Moran.GearyC(Day, ring).Value, Moran.GearyC(changed, ring).Value, 1e-12);
        Assert.Equal(Moran.Permute(Day, ring, 99, 4), Moran.Permute(changed, ring, 99, 4));
    }

    [Fact]
    public void Repeats_ShuffledOrLater_AreTheSame()
    {
        int[] victim = [.. X.Select(x => (int)x % 40)];
        var (here, there) = (RepeatVictimisation.Count(victim, Day), RepeatVictimisation.Count(Shuffled(victim), Shuffled(Array.ConvertAll(Day, day => day + 40))));

        Assert.Equal(here.Gaps, there.Gaps);
        Assert.Equal((here.Victims, here.Repeats, here.TopTenthShare), (there.Victims, there.Repeats, there.TopTenthShare));
        Assert.Equal(here.VictimsByIncidents, there.VictimsByIncidents);
    }

    [Fact]
    public void Aoristic_ShuffledOrGivenTwice_AddsUpTheSameOrDouble()
    {
        double[] end = [.. Day.Zip(X, (start, x) => start + x / 16)];
        var here = Aoristic.Totals(Day, end).HourOfWeek;
        var (shuffled, twice) = (Aoristic.Totals(Shuffled(Day), Shuffled(end)).HourOfWeek, Aoristic.Totals([.. Day, .. Day], [.. end, .. end]).HourOfWeek);

        for (var hour = 0; hour < here.Length; hour++)
        {
            Assert.Equal(here[hour], shuffled[hour], 1e-9);
            Assert.Equal(2 * here[hour], twice[hour], 1e-9);
        }
    }

    [Fact]
    public void Accuracy_PredictionsAndAreasStretched_RankTheSame()
    {
        double[] predicted = [.. X.Select(x => x + 1)], areas = [.. Y.Select(y => y + 8)];
        var (here, there) = (PredictionAccuracy.Ranked(Day, predicted, areas), PredictionAccuracy.Ranked(Day, [.. predicted.Select(p => 4 * p)], [.. areas.Select(a => 2 * a)]));

        Assert.Equal(here.Order, there.Order);
        Assert.Equal(here.Pai, there.Pai);
        Assert.Equal(here.Pei, there.Pei);
        Assert.Equal(here.Rri.Select(r => 4 * r), there.Rri);
    }

    [Fact]
    public void SyntheticControl_Scaled_KeepsTheWeightsAndScalesTheGap()
    {
        double[][] donors = [X[..40], Y[..40]];
        var (here, there) = (SyntheticControl.Fit(Day[..40], donors, 30), SyntheticControl.Fit([.. Day[..40].Select(v => 4 * v)], [.. donors.Select(d => d.Select(v => 4 * v).ToArray())], 30));

        Assert.Equal(here.Weights[0], there.Weights[0], 1e-9);
        Assert.Equal(4 * here.TotalGapAfter, there.TotalGapAfter, 1e-6);
    }

    [Fact]
    public void Differences_LinearCountsDoubled_DoubleTheEffectAndKeepTheRatio()
    {
        double[] treated = [.. Enumerable.Range(0, Count).Select(i => (double)(i % 2))], post = [.. Enumerable.Range(0, Count).Select(i => (double)(i / 2 % 2))];
        var (here, there) = (DifferenceInDifferences.Fit(Day, treated, post), DifferenceInDifferences.Fit([.. Day.Select(d => 2 * d)], treated, post));

        Assert.Equal(2 * here.Coefficients[3], there.Coefficients[3], 1e-9);
        Assert.Equal(here.PoissonCoefficients[3], there.PoissonCoefficients[3], 1e-9);
    }

    [Fact]
    public void Charts_ShiftedAndScaled_SignalAtTheSamePlaces()
    {
        double[] changed = [.. Day.Select(d => 4 * d + 16)];

        Assert.Equal(ControlCharts.Ewma(Day, 0.2, 45, 26, 2.7).Signals, ControlCharts.Ewma(changed, 0.2, 196, 104, 2.7).Signals);
        Assert.Equal(ControlCharts.Cusum(Day, 45, 8, 60).Signals, ControlCharts.Cusum(changed, 196, 32, 240).Signals);
    }

    [Fact]
    public void Hotspots_PlacesShuffledOrScoresStretched_KeepTheirClasses()
    {
        bool[][] hot = [.. Enumerable.Range(0, 10).Select(t => X.Select(x => x + 30 * t > 200).ToArray())];
        double[][] scores = [.. Enumerable.Range(0, 10).Select(t => Y.Select(y => y + 13 * t % 50).ToArray())];
        var here = HotspotHistory.Classify(hot, scores);

        Assert.Equal(Shuffled(here), HotspotHistory.Classify([.. hot.Select(Shuffled)], [.. scores.Select(Shuffled)]));
        Assert.Equal(here, HotspotHistory.Classify(hot, [.. scores.Select(row => row.Select(s => 4 * s + 1).ToArray())]));
    }
}
