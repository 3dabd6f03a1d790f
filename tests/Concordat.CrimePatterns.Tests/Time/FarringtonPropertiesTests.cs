using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

/// <summary>Which weeks a Farrington threshold may depend on, and on which it may not.</summary>
public sealed class FarringtonPropertiesTests
{
    private const int Week = 300, Years = 4;
    private static readonly double[] Counts = Drawn(340, 17);

    private static double[] Drawn(int weeks, long seed)
    {
        var random = new RandomStream(seed, 0);
        return [.. Enumerable.Range(0, weeks).Select(i => (double)(random.Below(9) + random.Below(9) + (i % 52 < 20 ? 4 : 0)))];
    }

    private static FarringtonSettings Settings(FarringtonVersion version) => new() { Version = version, Years = Years, Periods = version == FarringtonVersion.Flexible ? 10 : 1, RecentWeeksLeftOut = 26, Alpha = 0.01, TrendPValue = 1 };

    private static FarringtonWeek Monitored(double[] counts, int week, FarringtonVersion version) => Farrington.Monitor(counts, week, week, Settings(version))[0];

    private static bool InReference(int week, FarringtonVersion version)
    {
        if (version == FarringtonVersion.Flexible) return week >= Week - 52 * Years - 3 && week < Week - 26;
        return Enumerable.Range(1, Years).Any(year => Math.Abs(week - (Week - 52 * year)) <= 3);
    }

    [Theory]
    [InlineData(FarringtonVersion.Original)]
    [InlineData(FarringtonVersion.Flexible)]
    public void Monitor_SeriesLaterByWholeYears_IsTheSame(FarringtonVersion version)
    {
        var here = Farrington.Monitor(Counts, Week, Week + 30, Settings(version));
        foreach (var years in new[] { 1, 3 })
        {
            double[] later = [.. Drawn(52 * years, 18), .. Counts];

            var there = Farrington.Monitor(later, Week + 52 * years, Week + 30 + 52 * years, Settings(version));

            Assert.Equal(here, there.Select(week => week with { Week = week.Week - 52 * years }));
        }
        Assert.Contains(here, week => !double.IsNaN(week.Trend));
    }

    [Theory]
    [InlineData(FarringtonVersion.Original)]
    [InlineData(FarringtonVersion.Flexible)]
    public void Monitor_CountsPermutedOutsideTheReference_ChangeNothing(FarringtonVersion version)
    {
        // The week itself and the three before it decide whether there are enough events.
        int[] outside = [.. Enumerable.Range(0, Counts.Length).Where(i => !InReference(i, version) && i is < Week - 3 or > Week)];
        Assert.True(outside.Length > 40);
        var order = (int[])outside.Clone();
        new RandomStream(19, 0).Shuffle<int>(order);
        var permuted = (double[])Counts.Clone();
        for (var i = 0; i < order.Length; i++) permuted[outside[i]] = Counts[order[i]];
        var spiked = (double[])Counts.Clone();
        foreach (var i in outside) spiked[i] = 500;

        Assert.Equal(Monitored(Counts, Week, version), Monitored(permuted, Week, version));
        Assert.Equal(Monitored(Counts, Week, version), Monitored(spiked, Week, version));
    }

    [Theory]
    [InlineData(FarringtonVersion.Original)]
    [InlineData(FarringtonVersion.Flexible)]
    public void Monitor_AnyCountOfTheReferenceChanged_ChangesTheThreshold(FarringtonVersion version)
    {
        var here = Monitored(Counts, Week, version);
        for (var i = 0; i < Week; i++)
        {
            if (!InReference(i, version)) continue;
            var changed = (double[])Counts.Clone();
            changed[i] += 5;
            Assert.NotEqual(here.Upper, Monitored(changed, Week, version).Upper);
        }
    }

    [Fact]
    public void Monitor_WeeksOfAWindowExchangedWithoutTrend_IsTheSame()
    {
        // Without a trend or season the reference weeks are a heap: their order says nothing.
        var settings = Settings(FarringtonVersion.Original) with { Trend = false };
        int[] inside = [.. Enumerable.Range(0, Counts.Length).Where(i => InReference(i, FarringtonVersion.Original))];
        var exchanged = (double[])Counts.Clone();
        for (var i = 0; i < inside.Length; i++) exchanged[inside[i]] = Counts[inside[^(i + 1)]];

        FarringtonWeek here = Farrington.Monitor(Counts, Week, Week, settings)[0], there = Farrington.Monitor(exchanged, Week, Week, settings)[0];

        Assert.Equal(here.Expected, there.Expected, 1e-9);
        Assert.Equal(here.Upper, there.Upper, 1e-9);
    }

    [Fact]
    public void Monitor_ObservedCountRaised_MovesOnlyScoreAndAlarm()
    {
        var raised = (double[])Counts.Clone();
        raised[Week] = 200;

        FarringtonWeek here = Monitored(Counts, Week, FarringtonVersion.Flexible), there = Monitored(raised, Week, FarringtonVersion.Flexible);

        Assert.Equal((here.Upper, here.Expected, here.Trend, here.Dispersion), (there.Upper, there.Expected, there.Trend, there.Dispersion));
        Assert.True(there.Alarm && there.Score > 1 && !here.Alarm);
    }
}
