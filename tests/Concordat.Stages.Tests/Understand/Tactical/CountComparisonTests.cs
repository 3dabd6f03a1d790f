using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Stages.Tests.Understand.Tactical;

public sealed class CountComparisonTests
{
    [Theory]
    [InlineData(55, 64, Signal.None)]
    [InlineData(25, 64, Signal.Rise)]
    [InlineData(64, 25, Signal.Fall)]
    [InlineData(4, 5, Signal.NotEnoughData)]
    [InlineData(0, 9, Signal.NotEnoughData)]
    [InlineData(0, 10, Signal.Rise)]
    public void Comparison_TwoMonths_SignalsBeyondThree(int before, int now, Signal expected)
    {
        var result = new SmallTown().Holding("2026-09", "2026-10").With(before, "burglary", "2026-09").With(now, "burglary", "2026-10").Assess("2026-10", "burglary");

        var comparison = result.Themes[0].Comparison;
        Assert.Equal(expected, comparison.Signal);
        Assert.Equal(2 * (Math.Sqrt(now) - Math.Sqrt(before)), comparison.Z!.Value, 12);
        Assert.Equal(before == 0 ? null : 100.0 * (now - before) / before, comparison.ChangePercent);
        if (comparison.Expected is { } range) Assert.Equal(expected == Signal.None, range.Holds(now));
    }

    [Fact]
    public void Comparison_PreviousMonthMissing_IsNullAndNotZero()
    {
        var result = new SmallTown().With(40, "burglary", "2026-08").With(50, "burglary", "2026-10").Assess("2026-10", "burglary");

        var comparison = result.Themes[0].Comparison;
        Assert.Null(comparison.PreviousMonth);
        Assert.Null(comparison.ChangePercent);
        Assert.Null(comparison.Z);
        Assert.Equal(Signal.NotEnoughData, comparison.Signal);
        Assert.Equal("September 2026 is missing at source", comparison.Reason);
        Assert.Contains("September 2026 is missing at source", FindingWriter.Write(result).First(f => f.Section == "burglary").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Comparison_ThemeNoSourceSupplies_HasNoCount()
    {
        var input = new SmallTown().With(40, "burglary", "2026-09").With(50, "burglary", "2026-10").Input("2026-10", "deliberate-fires")
            with
        { HeldByTheme = new Dictionary<string, Concordat.Share.Incidents.Contracts.MonthsHeld> { ["deliberate-fires"] = new([]) } };

        var comparison = TacticalAssessor.Assess(input).Themes[0].Comparison;

        Assert.Null(comparison.Count);
        Assert.Equal(Signal.NotEnoughData, comparison.Signal);
    }

    [Fact]
    public void Comparison_ThreeSteadyYears_AddsASeasonThatDiffersFromTheRule()
    {
        var town = new SmallTown();
        for (var m = 0; m < 36; m++) town.With(m % 12 == 9 ? 90 : 40, "burglary", $"{2023 + m / 12}-{m % 12 + 1:00}");
        var result = town.With(40, "burglary", "2026-09").With(88, "burglary", "2026-10").Assess("2026-10", "burglary");

        var comparison = result.Themes[0].Comparison;
        Assert.Equal(Signal.Rise, comparison.Signal);
        Assert.NotNull(comparison.Seasonal);
        Assert.NotEqual((comparison.Expected!.Low, comparison.Expected.High), (comparison.Seasonal.Low, comparison.Seasonal.High));
    }
}
