using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;

namespace Concordat.Share.Returns.Due;

/// <summary>Which returns a body owes, when each is due and how late one came. Arithmetic alone: no clock, no database.</summary>
/// <remarks>Consecutive periods of three months from 1 July 2007, each to be disclosed by the end of the next (SI 2007/1831, regulation 4).</remarks>
public static class ReturnCalendar
{
    /// <summary>First day of the first period of the law.</summary>
    public static DateOnly Start { get; } = new(2007, 7, 1);

    /// <summary>The periods owed on a day, the first first: from the one in which the body began to supply to the last that has begun, or to the one in which it stopped.</summary>
    /// <param name="from">First day on which the body supplies the set.</param>
    /// <param name="to">Last day; null while it goes on.</param>
    /// <param name="today">Day by the clock on the wall.</param>
    public static IReadOnlyList<SetPeriod> Owed(DateOnly from, DateOnly? to, DateOnly today)
    {
        var end = to is { } last && last < today ? last : today;
        List<SetPeriod> periods = [];
        for (var period = SetPeriod.Of(from < Start ? Start : from); period.FirstDay <= end && from <= end; period = period.AddPeriods(1)) periods.Add(period);
        return periods;
    }

    /// <summary>The months of a period that a body owes: all three, or those from the month in which it began to the month in which it stopped.</summary>
    public static IReadOnlyList<Month> MonthsOwed(SetPeriod period, DateOnly from, DateOnly? to) =>
        [.. Months(period).Where(m => m.LastDay >= from && (to is null || m.FirstDay <= to))];

    /// <summary>The three months of a period.</summary>
    public static IReadOnlyList<Month> Months(SetPeriod period) => [period.First, period.First.AddMonths(1), period.Last];

    /// <summary>Whole days after the day it was due; 0 where it came in time.</summary>
    public static int DaysLate(SetPeriod period, DateOnly received) => Math.Max(0, received.DayNumber - period.DueOn.DayNumber);

    /// <summary>Days until it is due, today not counted; below 0 once it is overdue.</summary>
    public static int DaysLeft(SetPeriod period, DateOnly today) => period.DueOn.DayNumber - today.DayNumber;

    /// <summary>The day on which something came, by the clock on the wall in England and Wales.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(London.FromUtc(utc));
}
