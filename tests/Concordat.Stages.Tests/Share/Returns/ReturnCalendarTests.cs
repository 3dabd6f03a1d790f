using System.Globalization;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Share.Returns.Due;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Quarters, due days, lateness, parts of quarters and sets not held, against answers worked out by hand.</summary>
public sealed class ReturnCalendarTests
{
    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static SetPeriod Quarter(string text) => Quarters.TryParse(text, out var period) ? period : throw new ArgumentException(text);

    [Theory]
    [InlineData("2026-07-01", "2026-Q3", "2026-12-31")]
    [InlineData("2026-09-30", "2026-Q3", "2026-12-31")]
    [InlineData("2026-10-01", "2026-Q4", "2027-03-31")] // end of March
    [InlineData("2026-12-31", "2026-Q4", "2027-03-31")]
    [InlineData("2027-01-01", "2027-Q1", "2027-06-30")]
    [InlineData("2027-03-31", "2027-Q1", "2027-06-30")]
    [InlineData("2027-04-01", "2027-Q2", "2027-09-30")]
    [InlineData("2028-02-29", "2028-Q1", "2028-06-30")] // leap day
    [InlineData("2024-02-29", "2024-Q1", "2024-06-30")]
    [InlineData("2023-10-15", "2023-Q4", "2024-03-31")] // due over a leap day
    [InlineData("2007-07-01", "2007-Q3", "2007-12-31")] // the first of all
    [InlineData("2000-02-29", "2000-Q1", "2000-06-30")]
    public void APeriod_HoldsTheDayAndIsDueByTheEndOfTheNext(string day, string quarter, string due)
    {
        var period = SetPeriod.Of(Day(day));

        Assert.Equal((quarter, Day(due)), (Quarters.Key(period), period.DueOn));
    }

    [Theory]
    [InlineData("2026-Q2", "2026-09-30", 0)]
    [InlineData("2026-Q2", "2026-10-01", 1)]
    [InlineData("2026-Q2", "2026-11-20", 51)]
    [InlineData("2026-Q2", "2026-07-01", 0)] // early
    [InlineData("2026-Q2", "2026-05-01", 0)] // before the quarter is over
    [InlineData("2025-Q4", "2026-03-31", 0)]
    [InlineData("2025-Q4", "2026-04-01", 1)]
    [InlineData("2023-Q3", "2024-02-29", 60)] // over a leap day
    [InlineData("2023-Q3", "2024-03-01", 61)]
    [InlineData("2022-Q3", "2023-03-01", 60)] // no leap day
    [InlineData("2023-Q3", "2024-12-31", 366)]
    [InlineData("2022-Q3", "2023-12-31", 365)]
    public void Lateness_IsWholeDaysAfterTheDueDay(string quarter, string received, int days) =>
        Assert.Equal(days, ReturnCalendar.DaysLate(Quarter(quarter), Day(received)));

    [Theory]
    [InlineData("2026-06-30T22:59:59Z", "2026-06-30")] // British summer time: an hour ahead of UTC
    [InlineData("2026-06-30T23:00:00Z", "2026-07-01")]
    [InlineData("2026-12-31T23:59:59Z", "2026-12-31")] // winter: the same
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01")]
    [InlineData("2027-03-28T00:59:59Z", "2027-03-28")] // the clocks go forward
    [InlineData("2027-03-31T22:59:59Z", "2027-03-31")] // end of March, already summer time
    [InlineData("2027-03-31T23:00:00Z", "2027-04-01")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25")] // the clocks go back
    public void TheDayOfAMoment_IsThatOfTheClockOnTheWall(string utc, string day) =>
        Assert.Equal(Day(day), ReturnCalendar.DayOf(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture).UtcDateTime));

    [Theory]
    [InlineData("2026-01-01", null, "2026-11-20", "2026-Q1", 4)]
    [InlineData("2026-02-15", null, "2026-11-20", "2026-Q1", 4)] // joins mid-quarter
    [InlineData("2026-03-31", null, "2026-04-01", "2026-Q1", 2)]
    [InlineData("2026-11-20", null, "2026-11-20", "2026-Q4", 1)] // joins today
    [InlineData("2026-11-21", null, "2026-11-20", null, 0)] // joins tomorrow
    [InlineData("2005-01-01", null, "2007-12-31", "2007-Q3", 2)] // before the law
    [InlineData("2026-01-01", "2026-06-30", "2026-11-20", "2026-Q1", 2)] // left
    [InlineData("2026-01-01", "2026-07-01", "2026-11-20", "2026-Q1", 3)]
    [InlineData("2026-05-10", "2026-05-10", "2026-11-20", "2026-Q2", 1)] // one day
    [InlineData("2024-02-29", null, "2024-02-29", "2024-Q1", 1)]
    public void Owed_IsOnePeriodAQuarterFromTheDayOfSupply(string from, string? to, string today, string? first, int count)
    {
        var owed = ReturnCalendar.Owed(Day(from), to is null ? null : Day(to), Day(today));

        Assert.Equal(count, owed.Count);
        Assert.Equal(first, owed.Count == 0 ? null : Quarters.Key(owed[0]));
        Assert.Equal(owed.Count, owed.Distinct().Count());
    }

    [Theory]
    [InlineData("2026-Q1", "2025-01-01", null, 3)]
    [InlineData("2026-Q1", "2026-01-31", null, 3)]
    [InlineData("2026-Q1", "2026-02-01", null, 2)]
    [InlineData("2026-Q1", "2026-03-31", null, 1)]
    [InlineData("2026-Q1", "2026-02-28", "2026-02-28", 1)]
    [InlineData("2024-Q1", "2024-02-29", "2024-02-29", 1)]
    public void MonthsOwed_AreThoseOfTheSupply(string quarter, string from, string? to, int months) =>
        Assert.Equal(months, ReturnCalendar.MonthsOwed(Quarter(quarter), Day(from), to is null ? null : Day(to)).Count);

    // Months held of the quarter, day of the first accepted return, open return, declared not held, today.
    [Theory]
    [InlineData("", null, null, false, "2026-09-30", Standing.Expected)]
    [InlineData("", null, null, false, "2026-10-01", Standing.Overdue)]
    [InlineData("", null, "draft", false, "2026-09-30", Standing.Draft)]
    [InlineData("", null, "draft", false, "2026-10-01", Standing.Overdue)]
    [InlineData("", null, "returned", false, "2026-09-30", Standing.Returned)]
    [InlineData("", null, "returned", false, "2026-10-01", Standing.Overdue)]
    [InlineData("", null, "submitted", false, "2026-11-20", Standing.BeingChecked)]
    [InlineData("", null, "validated with warnings", false, "2026-11-20", Standing.BeingChecked)]
    [InlineData("456", "2026-09-30", null, false, "2026-11-20", Standing.Accepted)]
    [InlineData("456", "2026-10-01", null, false, "2026-11-20", Standing.AcceptedLate)]
    [InlineData("45", "2026-08-01", null, false, "2026-11-20", Standing.Partial)]
    [InlineData("45", "2026-11-01", null, false, "2026-11-20", Standing.Partial)]
    [InlineData("456", "2026-08-01", "submitted", false, "2026-11-20", Standing.BeingChecked)] // a correction waits
    [InlineData("456", "2026-08-01", "draft", false, "2026-11-20", Standing.Accepted)]
    [InlineData("", null, null, true, "2026-11-20", Standing.NotHeld)] // never late
    [InlineData("", null, null, true, "2026-07-01", Standing.NotHeld)]
    [InlineData("456", "2026-08-01", null, true, "2026-11-20", Standing.Accepted)] // what is there outweighs the declaration
    public void Standing_FollowsFromTheFacts(string held, string? received, string? open, bool notHeld, string today, Standing expected)
    {
        var period = Quarter("2026-Q2");
        Month[] months = [.. held.Select(m => new Month(2026, m - '0'))];

        var standing = Standings.Of(new(period, ReturnCalendar.Months(period), notHeld, months, received is null ? null : Day(received), open), Day(today));

        Assert.Equal(expected, standing);
    }

    // A body that is no responsible authority is invited to send, and never late.
    [Theory]
    [InlineData("", null, null, "2026-09-30", Standing.Expected)]
    [InlineData("", null, null, "2026-10-01", Standing.Voluntary)]
    [InlineData("", null, "draft", "2026-10-01", Standing.Draft)]
    [InlineData("", null, "returned", "2026-10-01", Standing.Returned)]
    [InlineData("456", "2026-10-01", null, "2026-11-20", Standing.Accepted)]
    [InlineData("45", "2026-08-01", null, "2026-11-20", Standing.Partial)]
    public void Standing_OfABodyThatOwesNothing_IsNeverLate(string held, string? received, string? open, string today, Standing expected)
    {
        var period = Quarter("2026-Q2");
        Month[] months = [.. held.Select(m => new Month(2026, m - '0'))];

        Assert.Equal(expected, Standings.Of(new(period, ReturnCalendar.Months(period), false, months, received is null ? null : Day(received), open) { IsVoluntary = true }, Day(today)));
    }

    [Theory]
    [InlineData("2026-Q5")]
    [InlineData("2026-Q0")]
    [InlineData("2006-Q4")]
    [InlineData("26-Q1")]
    [InlineData("")]
    [InlineData(null)]
    public void AnAddressThatIsNoQuarter_IsRefused(string? text) => Assert.False(Quarters.TryParse(text, out _));

    // The reliability test asks for 60 cases.
    // T-06.
    [Fact]
    public void TheCases_AreAtLeastSixty() =>
        Assert.InRange(typeof(ReturnCalendarTests).GetMethods().Sum(m => m.GetCustomAttributesData().Count(a => a.AttributeType == typeof(InlineDataAttribute))), 60, int.MaxValue);
}
