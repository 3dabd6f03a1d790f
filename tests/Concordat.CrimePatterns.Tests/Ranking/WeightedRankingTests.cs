using Concordat.CrimePatterns.Ranking;

namespace Concordat.CrimePatterns.Tests.Ranking;

/// <summary>Ranking by weighted scores, and how often a rank is kept when the weights vary.</summary>
public sealed class WeightedRankingTests
{
    static readonly string[] Keys = ["a", "b", "c"];
    static readonly int[][] Scores = [[5, 1], [3, 3], [1, 5]];

    [Fact]
    public void Mean_WorkedByHand_IsTheWeightedMean() => Assert.Equal((5 * 30 + 1 * 10) / 40.0, WeightedRanking.Mean([5, 1], [30, 10]), 12);

    [Theory]
    [InlineData(3, 1, new[] { 1, 2, 3 })]
    [InlineData(1, 3, new[] { 3, 2, 1 })]
    // Equal means: the first score settles it.
    [InlineData(1, 1, new[] { 1, 2, 3 })]
    public void Ranks_FollowTheWeights(double first, double second, int[] expected) => Assert.Equal(expected, WeightedRanking.Ranks(Scores, [first, second], Keys));

    [Fact]
    public void Ranks_EqualInEverything_GoByKey() => Assert.Equal([2, 1], WeightedRanking.Ranks([[2, 2], [2, 2]], [1, 1], ["z", "y"]));

    [Fact]
    public void Vary_OneThingAheadInEverything_AlwaysKeepsItsRank()
    {
        var result = WeightedRanking.Vary([[5, 5], [2, 1], [1, 2]], [1, 1], Keys, (0.5, 1.5), 1000, 1);

        Assert.Equal(1.0, result.KeepsRank(0));
        Assert.Equal((1, 1), result.NineInTen(0));
        Assert.Equal(1.0, result.AmongFirst(0, 1));
    }

    /// <summary>Two things whose scores mirror each other under equal weights: which leads is which weight was drawn larger, so one time in two.</summary>
    [Fact]
    public void Vary_MirroredScores_KeepTheirRankInHalfOfTheDraws()
    {
        var result = WeightedRanking.Vary([[5, 1], [1, 5]], [1, 1], ["a", "b"], (0.5, 1.5), 20_000, 7);

        Assert.InRange(result.KeepsRank(0), 0.48, 0.52);
        Assert.Equal(result.KeepsRank(0), result.KeepsRank(1), 12);
        Assert.Equal((1, 2), result.NineInTen(0));
    }

    [Fact]
    public void Vary_SameSeed_IsTheSame_AndEveryDrawGivesEachRankOnce()
    {
        var (one, again) = (WeightedRanking.Vary(Scores, [2, 1], Keys, (0.5, 1.5), 500, 3), WeightedRanking.Vary(Scores, [2, 1], Keys, (0.5, 1.5), 500, 3));

        Assert.Equal(one.Drawn, again.Drawn);
        Assert.Equal(500 * (1 + 2 + 3), one.Drawn.Sum(d => d.Sum()));
        Assert.Equal(2.0, Enumerable.Range(0, 3).Sum(i => one.AmongFirst(i, 2)), 9);
    }

    [Fact]
    public void Vary_FactorsOfOne_KeepEveryRank() =>
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(1.0, WeightedRanking.Vary(Scores, [3, 1], Keys, (1, 1), 50, 1).KeepsRank(i)));

    [Theory]
    [InlineData(new double[] { 0, 0 })]
    [InlineData(new double[] { -1, 2 })]
    [InlineData(new double[] { double.NaN, 1 })]
    [InlineData(new double[] { 1, 1, 1 })]
    public void Ranks_WeightsThatCannotBe_AreRefused(double[] weights) => Assert.Throws<ArgumentException>(() => WeightedRanking.Ranks(Scores, weights, Keys));

    [Fact]
    public void Ranks_TwoKeysAlike_AreRefused() => Assert.Throws<ArgumentException>(() => WeightedRanking.Ranks([[1], [2]], [1], ["a", "a"]));
}
