using Concordat.CrimePatterns.Prediction;

namespace Concordat.CrimePatterns.Tests.Prediction;

public sealed class BaselineForecastTests
{
    private static readonly CellCentre[] Cells = [.. Enumerable.Range(0, 100).Select(i => new CellCentre(50 + 100 * (i % 10), 50 + 100 * (i / 10)))];

    [Fact]
    public void Shares_OneEvent_FollowTheKernelAndAddUpToOne()
    {
        var shares = BaselineForecast.Shares([new(450, 450, 9)], Cells, 10, new(30, 150));

        Assert.Equal(1, shares.Sum(), 1e-12);
        double Lit(int cell) => shares[cell] - 0.05 / 100;
        Assert.Equal(Math.Exp(-0.5 * Math.Pow(100 / 150.0, 2)), Lit(45) / Lit(44), 1e-9);
        Assert.Equal(Lit(45), Lit(54), 1e-15);
    }

    [Fact]
    public void Shares_EventsToCome_AreNotLookedAt()
    {
        PlacedEvent[] past = [new(450, 450, 9)];
        var parameters = new BaselineParameters(30, 150);

        Assert.Equal(BaselineForecast.Shares(past, Cells, 10, parameters), BaselineForecast.Shares([.. past, new(950, 950, 10)], Cells, 10, parameters));
        Assert.All(BaselineForecast.Shares([], Cells, 10, parameters), s => Assert.Equal(0.01, s, 1e-12));
    }

    [Fact]
    public void Choose_EventsThatWander_PrefersAShortMemory()
    {
        // The hot place moves one cell a week; only last week's events say where it is.
        var random = new Random(2);
        var events = Enumerable.Range(0, 40).SelectMany(week => Enumerable.Range(0, 12).Select(_ =>
            new PlacedEvent(50 + 100 * (week % 10) + random.NextDouble() * 60 - 30, 50 + 100 * (week / 10 % 10), 7 * week + random.Next(7)))).ToArray();

        var choice = BaselineForecast.Choose(events, Cells, 7, 8, [3, 300], [100, 400]);

        Assert.Equal(3, choice.Parameters.MemoryDays);
        Assert.True(choice.MeanLogShare > Math.Log(0.01));
    }

    [Fact]
    public void Choose_NothingToJudgeBy_IsRefusedWithARemedy()
    {
        Assert.Contains("longer", Assert.Throws<ArgumentException>(() => BaselineForecast.Choose([], Cells, 7, 4, [30], [200])).Message, StringComparison.Ordinal);
        Assert.Contains("BandwidthMetres", Assert.Throws<ArgumentOutOfRangeException>(() => BaselineForecast.Shares([], Cells, 1, new(30, 0))).Message, StringComparison.Ordinal);
    }
}
