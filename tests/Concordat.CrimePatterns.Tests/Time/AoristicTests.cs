using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class AoristicTests
{
    [Fact]
    public void Totals_RandomWindows_AgreesWithCountingMinutes()
    {
        var random = new Random(7);
        var start = Enumerable.Range(0, 500).Select(_ => random.NextDouble() * 1000 - 300).ToArray();
        var end = start.Select(s => s + (random.Next(5) == 0 ? random.NextDouble() * 200 : random.NextDouble() * 12 - 0.5)).ToArray();

        var totals = Aoristic.Totals(start, end).HourOfWeek;

        var slow = new double[168];
        for (var i = 0; i < start.Length; i++) MinuteByMinute(start[i], end[i], slow);
        for (var h = 0; h < 168; h++) Assert.Equal(slow[h], totals[h], 1e-9);
        Assert.Equal(500, totals.Sum(), 1e-9);
    }

    private static void MinuteByMinute(double start, double end, double[] hours)
    {
        int from = (int)Math.Round(start * 60), to = (int)Math.Round(end * 60);
        int Hour(int minute) => ((minute % 10080) + 10080) % 10080 / 60;
        if (to - from <= 1) hours[Hour(from)]++;
        else if (to - from >= 10080) for (var h = 0; h < 168; h++) hours[h] += 1 / 168.0;
        else for (var m = from; m < to; m++) hours[Hour(m)] += 1.0 / (to - from);
    }

    [Fact]
    public void Weights_OneEvent_AreItsShareOfTheTotals()
    {
        foreach (var (start, end) in new[] { (140.0, 148.0), (166.5, 170.25), (10.5, 178.4), (0, 168), (5, 4), (30.2, 30.2) })
        {
            var totals = Aoristic.Totals([start], [end]).HourOfWeek;
            var weights = Aoristic.Weights(start, end);

            Assert.Equal(1, weights.Sum(w => w.Weight), 1e-12);
            Assert.Equal(weights.Count, weights.Select(w => w.Hour).Distinct().Count());
            Assert.All(weights, w => Assert.Equal(totals[w.Hour], w.Weight, 1e-12));
        }
    }

    [Fact]
    public void Totals_WorkedExampleOfTheMethodPage_SplitsTheWindow()
    {
        // Left at 22:30 on Saturday, found at 01:00 on Sunday: 150 minutes, 30 of them before 23:00.
        var hours = Aoristic.Totals([6 * 24 + 22.5], [7 * 24 + 1]).HourOfWeek;

        Assert.Equal(0.2, hours[166], 1e-12);
        Assert.Equal(0.4, hours[167], 1e-12);
        Assert.Equal(0.4, hours[0], 1e-12);
    }

    [Fact]
    public void Totals_UnknownTimes_AreLeftOutOrKeptAtTheStart()
    {
        var totals = Aoristic.Totals([double.NaN, 3.5], [4, double.NaN]);

        Assert.Equal(1, totals.LeftOut);
        Assert.Equal(1, totals.HourOfWeek[3]);
        Assert.Equal(1, totals.HourOfWeek.Sum());
        Assert.Empty(Aoristic.Weights(double.NaN, 3));
        Assert.Equal(0, Aoristic.Totals([], []).HourOfWeek.Sum());
        Assert.Contains("Event 0", Assert.Throws<ArgumentException>(() => Aoristic.Totals([double.PositiveInfinity], [1])).Message, StringComparison.Ordinal);
    }
}
