using Concordat.Decide.Tiers;

namespace Concordat.Stages.Tests.Decide.Tiers;

public sealed class SharedCalendarTests
{
    static readonly CalendarDays Good = new(new(2027, 4, 1), new(2027, 2, 1), new(2026, 4, 1));

    [Fact]
    public void Mismatches_WhereAllFits_AreNone()
    {
        Assert.Empty(SharedCalendar.Mismatches(Good, Good));
        Assert.Empty(SharedCalendar.Mismatches(Good, null));
        Assert.Empty(SharedCalendar.Mismatches(new(null, null, null), Good));
        Assert.Empty(SharedCalendar.Mismatches(Good, Good with { CycleFrom = new(2023, 4, 1) }));
    }

    [Theory]
    [InlineData("2027-04-02", "2026-04-01", "2027-04-01")]
    [InlineData("2026-12-29", "2026-04-01", "2027-04-01")]
    public void Mismatches_RefreshNotOnItsAssessment_IsFlagged(string assessment, string cycle, string refresh)
    {
        var own = new CalendarDays(DateOnly.Parse(refresh, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(assessment, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(cycle, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Contains("should follow the assessment", Assert.Single(SharedCalendar.Mismatches(own, null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2027, 4, 1)]
    [InlineData(2026, 5, 1)]
    public void Mismatches_CyclesApart_AreFlagged(int year, int month, int day) =>
        Assert.Contains("never begin together", Assert.Single(SharedCalendar.Mismatches(Good, Good with { CycleFrom = new(year, month, day) })), StringComparison.Ordinal);
}
