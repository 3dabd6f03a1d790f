using Concordat.CrimePatterns.Prediction;

namespace Concordat.CrimePatterns.Tests.Prediction;

public sealed class PredictionAccuracyTests
{
    private static (double[] Observed, double[] Predicted, double[] Areas) Map(int n)
    {
        var random = new Random(6);
        return ([.. Enumerable.Range(0, n).Select(_ => (double)random.Next(4))], [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(6))],
            [.. Enumerable.Range(0, n).Select(_ => 1.0 + random.Next(3))]);
    }

    [Fact]
    public void Ranked_RandomMap_AgreesWithTheDefinitionAtEachRank()
    {
        var (observed, predicted, areas) = Map(60);
        var order = Enumerable.Range(0, 60).OrderByDescending(i => predicted[i] / areas[i]).ThenBy(i => observed[i]).ToArray();
        var best = Enumerable.Range(0, 60).OrderByDescending(i => observed[i] / areas[i]).ToArray();

        var table = PredictionAccuracy.Ranked(observed, predicted, areas);

        Assert.Equal(order, table.Order);
        for (var k = 1; k <= 60; k++)
        {
            double Pai(int[] taken) => taken.Take(k).Sum(i => observed[i]) / observed.Sum() / (taken.Take(k).Sum(i => areas[i]) / areas.Sum());
            Assert.Equal(Pai(order), table.Pai[k - 1], 1e-12);
            Assert.Equal(Pai(order) / Pai(best), table.Pei[k - 1], 1e-12);
        }
    }

    [Fact]
    public void Ranked_ScoresAlikeInAllButTheirLastDigits_AreStillOrderedByThem()
    {
        var random = new Random(8);
        double[] predicted = [1e6, .. Enumerable.Range(1, 3_000).Select(i => i % 3 == 0 ? 0.75 : 1 + random.Next(200) * 2.3e-16)];
        double[] observed = [.. predicted.Select(_ => (double)random.Next(3))], areas = [.. predicted.Select(_ => 1.0)];

        var order = PredictionAccuracy.Ranked(observed, predicted, areas).Order;

        Assert.Equal(Enumerable.Range(0, predicted.Length).OrderByDescending(i => predicted[i]).ThenBy(i => observed[i]), order);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(300)]
    public void Ranked_GroupsOfScoresAlikeInTheirLeadingDigits_AreOrderedByTheRest(int alike)
    {
        var random = new Random(9);
        double[] predicted = [.. Enumerable.Range(0, 3_000).Select(i => 1 + (i / alike * 0.002) + (random.Next(50) * 4.5e-16))];
        double[] observed = [.. predicted.Select(_ => (double)random.Next(3))], areas = [.. predicted.Select(_ => 1.0)];

        var order = PredictionAccuracy.Ranked(observed, predicted, areas).Order;

        Assert.Equal(Enumerable.Range(0, predicted.Length).OrderByDescending(i => predicted[i]).ThenBy(i => observed[i]), order);
    }

    [Fact]
    public void AreaUnderCurve_RandomMap_IsTheChanceThatAnEventOutranksAPlace()
    {
        var (observed, predicted, areas) = Map(40);
        double above = 0, all = 0;
        for (var e = 0; e < 40; e++)
        {
            for (var c = 0; c < 40; c++)
            {
                var sign = Math.Sign(predicted[e] / areas[e] - predicted[c] / areas[c]);
                above += observed[e] * areas[c] * (1 + sign) / 2;
                all += observed[e] * areas[c];
            }
        }

        Assert.Equal(above / all, PredictionAccuracy.AreaUnderCurve(observed, predicted, areas), 1e-12);
        Assert.Equal(0.5, PredictionAccuracy.AreaUnderCurve(observed, [.. areas], areas), 1e-12);
    }

    [Fact]
    public void Ranked_WorkedExampleOfTheMethodPage_IsAsPrinted()
    {
        var table = PredictionAccuracy.Ranked([6, 7, 3, 2, 1, 0], [8, 4, 4, 2, 1, 0], [1, 1, 1, 1, 1, 1]);

        Assert.Equal(6 / 19.0 / (1 / 6.0), table.Pai[0], 1e-12);
        Assert.Equal(6 / 7.0, table.Pei[0], 1e-12);
        Assert.Equal(8 / 6.0, table.Rri[0], 1e-12);
        Assert.Equal(2, table.Order[1]); // of the two fours the one with fewer events
    }

    [Fact]
    public void Ranked_NoEvents_IsUndefinedAndNotAFault()
    {
        var table = PredictionAccuracy.Ranked([0, 0], [1, 2], [1, 1]);

        Assert.All(table.Pai, p => Assert.True(double.IsNaN(p)));
        Assert.True(double.IsNaN(PredictionAccuracy.AreaUnderCurve([0, 0], [1, 2], [1, 1])));
        Assert.Empty(PredictionAccuracy.Ranked([], [], []).Pai);
        Assert.Contains("areas[1]", Assert.Throws<ArgumentOutOfRangeException>(() => PredictionAccuracy.Ranked([1, 1], [1, 1], [1, 0])).Message, StringComparison.Ordinal);
    }
}
