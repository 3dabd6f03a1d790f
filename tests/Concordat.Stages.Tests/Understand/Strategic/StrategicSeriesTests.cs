using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Understand.Strategic.Engine;
using static Concordat.Stages.Tests.Understand.Strategic.StrategicTown;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>Years, trends, changes of level, holes and breaks.</summary>
public sealed class StrategicSeriesTests
{
    [Fact]
    public void Comparison_YearsAlike_IsNoSignal()
    {
        var year = new SmallTown().Counting("burglary", Level(100, 36)).Over("2023-12").Assessed().Of("burglary").Year;

        Assert.Equal((12, 12, Signal.None), (year.Known, year.Pairs, year.Signal));
        Assert.InRange(year.ChangePercent!.Value, -3, 3);
        Assert.True(year.Low < 0 && year.High > 0, $"{year.Low} to {year.High}");
    }

    [Fact]
    public void Comparison_HandWorked_GivesTheFigures()
    {
        // 90 each month, then 100 each month: no dispersion beyond chance, so z is 2 (√1200 − √1080).
        var year = new SmallTown().Counting("burglary", [.. Enumerable.Repeat<int?>(90, 12), .. Enumerable.Repeat<int?>(100, 12)]).Over("2022-12").Assessed().Of("burglary").Year;

        Assert.Equal((1200, 1080, 1.0, Signal.Rise), (year.Now!.Value, year.Before!.Value, year.Dispersion!.Value, year.Signal));
        Assert.Equal(2 * (Math.Sqrt(1200) - Math.Sqrt(1080)), year.Z!.Value, 10);
        Assert.Equal(100.0 / 9, year.ChangePercent!.Value, 10);
        var half = 1.959964 * Math.Sqrt(1 / 1200.0 + 1 / 1080.0);
        Assert.Equal(100 * (1200 / 1080.0 * Math.Exp(-half) - 1), year.Low!.Value, 6);
    }

    [Fact]
    public void MissingMonth_IsAHole_AndLeavesItsPairOut()
    {
        var counts = Enumerable.Repeat<int?>(100, 36).ToArray();
        counts[30] = null;
        var result = new SmallTown().Counting("burglary", counts).Over("2023-12").Assessed();
        var theme = result.Of("burglary");

        Assert.Equal((1100, 11, 11, 1100, 1100, 0.0), (theme.Year.Count!.Value, theme.Year.Known, theme.Year.Pairs, theme.Year.Now!.Value, theme.Year.Before!.Value, theme.Year.ChangePercent!.Value));
        Assert.Equal([new Month(2023, 7)], result.Missing);
        Assert.Null(theme.Series.Single(m => m.Month == new Month(2023, 7)).Count);
        Assert.Null(theme.Trend.Trend[30]);
        Assert.Equal(100, theme.Trend.Trend[29]!.Value, 6);
        Assert.Null(result.Total.Series[30].Count);
    }

    [Fact]
    public void LevelThatFalls_IsFoundAndDated_WithItsInterval()
    {
        var change = Assert.Single(new SmallTown().Counting("burglary", [.. Level(200, 30), .. Level(80, 18, 30)]).Over("2024-12").Assessed().Of("burglary").Trend.Changes);

        Assert.Equal(From.AddMonths(30), change.First);
        Assert.InRange(change.First.Number, change.Earliest!.Value.Number, change.Latest!.Value.Number);
        Assert.InRange(change.Before, 190, 210);
        Assert.InRange(change.After, 70, 90);
    }

    [Fact]
    public void LevelThatFalls_AfterAHole_IsDatedPastTheHole()
    {
        var counts = Level(200, 30).Concat(Level(80, 18, 30)).ToArray();
        counts[12] = null;
        counts[13] = null;

        var change = Assert.Single(new SmallTown().Counting("burglary", counts).Over("2024-12").Assessed().Of("burglary").Trend.Changes);

        Assert.Equal(From.AddMonths(30), change.First);
    }

    [Fact]
    public void SteadySlope_IsNotToldAsSteps()
    {
        var trend = new SmallTown().Counting("burglary", Enumerable.Range(0, 60).Select(i => (int?)(100 + 2 * i + i * 7 % 5))).Over("2025-12").Assessed().Of("burglary").Trend;

        Assert.True(trend.IsGradual);
        Assert.Empty(trend.Changes);
        Assert.InRange(trend.SlopePerYear, 22, 26);
    }

    [Fact]
    public void EveryYearAlike_HasItsSeason()
    {
        var trend = new SmallTown().Counting("burglary", Enumerable.Range(0, 48).Select(i => (int?)(i % 12 == 6 ? 160 : 100 + i * 7 % 5))).Over("2024-12").Assessed().Of("burglary").Trend;

        Assert.True(trend.HasSeason);
        Assert.Equal(6, trend.SeasonByMonth.ToList().IndexOf(trend.SeasonByMonth.Max()));
        Assert.Empty(trend.Changes);
    }

    [Fact]
    public void Break_BetweenTheYears_RefusesTheComparison_AndPartsTheTrend()
    {
        var town = new SmallTown().Counting("burglary", [.. Level(100, 42), .. Level(220, 18, 42)]).Counting("drugs", Level(50, 60), 2_000);
        var input = town.Over("2025-12") with { Breaks = [new(From.AddMonths(42), "burglary", "Counting rule changed")] };

        var (burglary, drugs) = (input.Assessed().Of("burglary"), input.Assessed().Of("drugs"));

        Assert.Equal((Signal.NotEnoughData, (double?)null, (double?)null), (burglary.Year.Signal, burglary.Year.ChangePercent, burglary.Year.Z));
        Assert.Contains("July 2024", burglary.Year.Reason, StringComparison.Ordinal);
        Assert.Empty(burglary.Trend.Changes);
        Assert.Equal("18 months counted alike, fewer than 25", burglary.Trend.Reason);
        Assert.Empty(burglary.Outlook.Years);
        Assert.Equal(Reliability.Low, burglary.Reliability);
        Assert.NotEqual(Signal.NotEnoughData, drugs.Year.Signal);
    }

    [Fact]
    public void Break_BeforeBothYears_LeavesThemCompared()
    {
        var input = new SmallTown().Counting("burglary", [.. Level(100, 36), .. Level(220, 24, 36)]).Over("2025-12") with { Breaks = [new(From.AddMonths(36), null, "New system")] };

        var theme = input.Assessed().Of("burglary");

        Assert.Equal(Signal.None, theme.Year.Signal);
        Assert.Empty(theme.Trend.Changes);
    }

    [Fact]
    public void CategoryThatBegins_IsABreak_AndItsSilenceIsNotZero()
    {
        var result = new SmallTown().Counting("other-theft", Level(120, 36)).Counting("bicycle-theft", [.. Enumerable.Repeat<int?>(0, 20), .. Level(30, 16)], 2_000).Over("2023-12").Assessed();
        var theme = result.Of("bicycle-theft");

        var marker = Assert.Single(result.Breaks);
        Assert.Equal((From.AddMonths(20), "bicycle-theft", true), (marker.Month, marker.Theme, marker.IsInferred));
        Assert.All(theme.Series.Take(20), m => Assert.Null(m.Count));
        Assert.Equal(Signal.NotEnoughData, theme.Year.Signal);
        Assert.Equal(Signal.None, result.Of("other-theft").Year.Signal);
    }

    [Fact]
    public void Projection_OfALevel_HoldsTheLevel_AndIsTestedOnLastYear()
    {
        var outlook = new SmallTown().Counting("burglary", Level(100, 60)).Over("2025-12").Assessed().Of("burglary").Outlook;

        Assert.Equal(36, outlook.Months.Count);
        Assert.Equal(3, outlook.Years.Count);
        Assert.Equal((new Month(2026, 1), new Month(2028, 12)), (outlook.Years[0].From, outlook.Years[2].To));
        Assert.All(outlook.Years, y => Assert.InRange(1200, y.Low, y.High));
        Assert.True(outlook.Years[2].High - outlook.Years[2].Low > outlook.Years[0].High - outlook.Years[0].Low, "the range widens");
        Assert.True(outlook.Test!.Held);
        Assert.Null(outlook.Caution);
    }

    [Fact]
    public void Projection_SoonAfterALevelChanged_CarriesACaution()
    {
        var outlook = new SmallTown().Counting("burglary", [.. Level(200, 36), .. Level(80, 12, 36)]).Over("2024-12").Assessed().Of("burglary").Outlook;

        Assert.Contains("January 2024", outlook.Caution, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(11, 11)]
    public void FewMonths_GiveFigures_AndSayWhatCannotBeSaid(int months, int known)
    {
        var result = new SmallTown().Counting("burglary", Level(100, months)).Over(From.AddMonths(months - 1).ToString()).Assessed();
        var theme = result.Of("burglary");

        Assert.Equal((known, 0, Signal.NotEnoughData), (theme.Year.Known, theme.Year.Pairs, theme.Year.Signal));
        Assert.Equal($"{months} months counted alike, fewer than 25", theme.Trend.Reason);
        Assert.Empty(theme.Outlook.Months);
        Assert.NotEmpty(StrategicFindingWriter.Write(result));
    }

    [Fact]
    public void Rate_NeedsResidents_AndTwelveMonths()
    {
        var input = new SmallTown().Counting("burglary", Enumerable.Repeat<int?>(100, 24)).Over("2022-12");

        Assert.Null(input.Assessed().Of("burglary").RatePerThousand);
        Assert.Equal(12.0, (input with { Residents = 100_000 }).Assessed().Of("burglary").RatePerThousand!.Value, 10);
    }
}
