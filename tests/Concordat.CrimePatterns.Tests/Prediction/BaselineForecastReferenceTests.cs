using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Prediction;

namespace Concordat.CrimePatterns.Tests.Prediction;

/// <summary>The baseline forecast and its choice of parameters by plain loops, and what moving, turning, shuffling and later events must do to them.</summary>
public sealed class BaselineForecastReferenceTests
{
    private static readonly CellCentre[] Cells = [.. Enumerable.Range(0, 64).Select(i => new CellCentre(64 + 128 * (i % 8), 64 + 128 * (i / 8)))];
    private static readonly PlacedEvent[] Past = Drawn(200, 0, 120, 81);
    private static readonly double[] Memories = [5, 20, 80], Bandwidths = [90, 250];

    private static PlacedEvent[] Drawn(int count, int from, int days, long seed)
    {
        var random = new RandomStream(seed, 0);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var day = from + random.Below(days);
            // Half of them about a place that moves on month by month.
            return random.Below(2) == 0 ? new PlacedEvent(random.Below(1024), random.Below(1024), day) : new PlacedEvent(200 + 150 * (day / 30) + random.Below(100), 300 + random.Below(100), day);
        })];
    }

    private static double[] Slow(PlacedEvent[] events, CellCentre[] cells, double day, double memory, double bandwidth)
    {
        var sums = new double[cells.Length];
        for (var c = 0; c < cells.Length; c++)
        {
            foreach (var e in events)
            {
                if (e.Day >= day || Math.Exp(-(day - e.Day) / memory) < 1e-6) continue;
                double dx = e.X - cells[c].X, dy = e.Y - cells[c].Y;
                if (Math.Max(Math.Abs(dx), Math.Abs(dy)) > 4 * bandwidth) continue;
                sums[c] += Math.Exp(-(day - e.Day) / memory) * Math.Exp(-(dx * dx + dy * dy) / (2 * bandwidth * bandwidth));
            }
        }
        return [.. sums.Select(s => 0.05 / cells.Length + (sums.Sum() > 0 ? 0.95 * s / sums.Sum() : 0.95 / cells.Length))];
    }

    // Every pair, every step, every event after the step's first day and before the next one's.
    private static (double Memory, double Bandwidth, double Score) SlowChoice(PlacedEvent[] training, double step, int steps)
    {
        var end = training.Max(e => Math.Floor(e.Day)) + 1;
        var best = (Memory: 0.0, Bandwidth: 0.0, Score: double.NegativeInfinity);
        foreach (var memory in Memories)
        {
            foreach (var bandwidth in Bandwidths)
            {
                var logs = new List<double>();
                for (var k = 0; k < steps; k++)
                {
                    var from = end - (steps - k) * step;
                    var shares = Slow(training, Cells, from, memory, bandwidth);
                    foreach (var e in training.Where(e => e.Day >= from && e.Day < from + step))
                        logs.Add(Math.Log(shares[Enumerable.Range(0, Cells.Length).MinBy(c => Math.Pow(Cells[c].X - e.X, 2) + Math.Pow(Cells[c].Y - e.Y, 2))]));
                }
                if (logs.Average() > best.Score) best = (memory, bandwidth, logs.Average());
            }
        }
        return best;
    }

    private static BaselineChoice Choose(PlacedEvent[] training, CellCentre[] cells) => BaselineForecast.Choose(training, cells, 7, 6, Memories, Bandwidths);

    private static void AssertSame(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12);
    }

    [Theory]
    [InlineData(20, 90)]
    [InlineData(3, 40)]
    [InlineData(300, 500)]
    public void Shares_AnyEvents_AreTheKernelTimesTheDecaySummedOneByOne(double memory, double bandwidth)
    {
        var shares = BaselineForecast.Shares(Past, Cells, 100, new(memory, bandwidth));

        AssertSame(Slow(Past, Cells, 100, memory, bandwidth), shares);
        Assert.Equal(1, shares.Sum(), 1e-12);
    }

    [Fact]
    public void Choose_AnyTrainingPeriod_IsTheBestOfEveryPairTriedOneByOne()
    {
        foreach (var seed in new[] { 82, 83, 84 })
        {
            var training = Drawn(150, 0, 120, seed);
            var (memory, bandwidth, score) = SlowChoice(training, 7, 6);

            var choice = Choose(training, Cells);

            Assert.Equal(new(memory, bandwidth), choice.Parameters);
            Assert.Equal(score, choice.MeanLogShare, 1e-10);
        }
    }

    [Fact]
    public void Choose_EventsAfterTheTrainingPeriodChanged_ChoosesTheSame()
    {
        // A year of events, of which the first 120 days are for training: whatever the rest holds, choice and first forecast stay.
        PlacedEvent[] quiet = [.. Past, .. Drawn(5, 120, 240, 90)], busy = [.. Past, .. Enumerable.Repeat(new PlacedEvent(900, 900, 121), 400)];
        BaselineChoice Chosen(PlacedEvent[] year) => Choose([.. year.Where(e => e.Day < 120)], Cells);

        Assert.Equal(Chosen(quiet), Chosen(busy));
        Assert.Equal(BaselineForecast.Shares(quiet, Cells, 120, Chosen(quiet).Parameters), BaselineForecast.Shares(busy, Cells, 120, Chosen(busy).Parameters));
    }

    [Fact]
    public void Choose_LastStepChanged_LeavesEarlierForecastsAlone()
    {
        // Only what lies before a step may foresee it: with events of the last week at one far place, no pair has seen that place before.
        PlacedEvent[] training = [.. Past.Where(e => e.Day < 113 && e.X < 700), .. Enumerable.Repeat(new PlacedEvent(1000, 1000, 119), 50)];

        var choice = BaselineForecast.Choose(training, Cells, 7, 1, [5], [40]);

        Assert.Equal(Slow([.. training.Where(e => e.Day < 113)], Cells, 113, 5, 40)[63], Math.Exp(choice.MeanLogShare), 1e-12);
        Assert.Equal(0.05 / 64, Math.Exp(choice.MeanLogShare), 1e-9);
    }

    [Fact]
    public void Forecast_MovedTurnedLaterOrShuffled_StaysTheSame()
    {
        var parameters = new BaselineParameters(20, 90);
        var here = BaselineForecast.Shares(Past, Cells, 100, parameters);
        var choice = Choose(Past, Cells);
        void Same(Func<double, double, (double X, double Y)> to, double later, int scale)
        {
            PlacedEvent[] events = [.. Past.Select(e => new PlacedEvent(to(e.X, e.Y).X, to(e.X, e.Y).Y, e.Day + later))];
            CellCentre[] cells = [.. Cells.Select(c => new CellCentre(to(c.X, c.Y).X, to(c.X, c.Y).Y))];
            AssertSame(here, BaselineForecast.Shares(events, cells, 100 + later, parameters with { BandwidthMetres = 90 * scale }));
            var other = BaselineForecast.Choose(events, cells, 7, 6, Memories, [.. Bandwidths.Select(b => b * scale)]);
            Assert.Equal(choice.Parameters with { BandwidthMetres = choice.Parameters.BandwidthMetres * scale }, other.Parameters);
            Assert.Equal(choice.MeanLogShare, other.MeanLogShare, 1e-10);
        }

        Same((x, y) => (x + 524_288, y + 131_072), 0, 1);
        Same((x, y) => (4096 - y, x), 0, 1);
        Same((x, y) => (4 * x, 4 * y), 0, 4);
        Same((x, y) => (x, y), 7300, 1);
        AssertSame(here, BaselineForecast.Shares([.. Past.Reverse()], Cells, 100, parameters));
        AssertSame([.. here.Reverse()], BaselineForecast.Shares(Past, [.. Cells.Reverse()], 100, parameters));
        Assert.Equal(choice.Parameters, Choose([.. Past.Reverse()], Cells).Parameters);
    }

    [Fact]
    public void Shares_EventsGivenTwice_StayTheSame()
        => AssertSame(BaselineForecast.Shares(Past, Cells, 100, new(20, 90)), BaselineForecast.Shares([.. Past, .. Past], Cells, 100, new(20, 90)));

    [Fact]
    public void Forecast_AllInOnePlaceOrOnOneDay_HasADefinedAnswer()
    {
        PlacedEvent[] one = [.. Enumerable.Repeat(new PlacedEvent(64, 64, 10), 30)];

        var shares = BaselineForecast.Shares(one, Cells, 11, new(20, 40));

        Assert.True(shares[0] > 0.9);
        Assert.All(shares[10..], s => Assert.Equal(0.05 / 64, s, 1e-6));
        // Nothing before the one day to foresee it by: every pair does as well, and the first is taken.
        var choice = Choose(one, Cells);
        Assert.Equal(new(5, 90), choice.Parameters);
        Assert.Equal(Math.Log(1 / 64.0), choice.MeanLogShare, 1e-12);
    }

    [Fact]
    public void Forecast_NumbersThatAreNone_AreRefusedByName()
    {
        string Shares(PlacedEvent e, CellCentre c, double day) => Assert.Throws<ArgumentException>(() => BaselineForecast.Shares([new(1, 2, 3), e], [c], day, new(20, 90))).Message;
        string Chosen(PlacedEvent e) => Assert.Throws<ArgumentException>(() => Choose([.. Past, e], Cells)).Message;

        Assert.Contains("events[1].X is NaN", Shares(new(double.NaN, 0, 0), new(0, 0), 9), StringComparison.Ordinal);
        Assert.Contains("events[1].Day is NaN", Shares(new(0, 0, double.NaN), new(0, 0), 9), StringComparison.Ordinal);
        Assert.Contains("cells[0].Y is Infinity", Shares(new(0, 0, 0), new(0, double.PositiveInfinity), 9), StringComparison.Ordinal);
        Assert.Contains("day is NaN", Shares(new(0, 0, 0), new(0, 0), double.NaN), StringComparison.Ordinal);
        Assert.Contains("training[200].Day is Infinity", Chosen(new(0, 0, double.PositiveInfinity)), StringComparison.Ordinal);
        Assert.Contains("training[200].Y is NaN", Chosen(new(0, double.NaN, 3)), StringComparison.Ordinal);
        Assert.Contains("number of cells", Assert.Throws<ArgumentOutOfRangeException>(() => Choose(Past, [])).Message, StringComparison.Ordinal);
        Assert.Contains("MemoryDays is NaN", Assert.Throws<ArgumentOutOfRangeException>(() => BaselineForecast.Shares(Past, Cells, 9, new(double.NaN, 1))).Message, StringComparison.Ordinal);
    }
}
