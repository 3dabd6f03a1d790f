namespace Concordat.Demonstration.Borough;

/// <summary>When things of one kind tend to happen, in local time.</summary>
/// <param name="HourWeights">24 weights, midnight first.</param>
/// <param name="WeekdayWeights">7 weights, Sunday first.</param>
/// <param name="KnownShare">Share of records of which more than the month is known.</param>
/// <param name="SpanShare">Share of those of which only a span is known.</param>
/// <param name="SpanHours">Longest span, in hours.</param>
internal sealed record TimePattern(double[] HourWeights, double[] WeekdayWeights, double KnownShare, double SpanShare, int SpanHours)
{
    private static readonly double[] s_evenWeek = [1, 1, 1, 1, 1, 1, 1];
    private static readonly double[] s_lateWeek = [0.9, 0.7, 0.7, 0.8, 1.2, 1.5, 1.4];
    private static readonly double[] s_shopWeek = [0.7, 0.9, 0.9, 1, 1.1, 1.2, 1.4];

    public static readonly TimePattern AllDay = new(Hours((0, 24, 1)), s_evenWeek, 0.33, 0.4, 8);
    public static readonly TimePattern Daytime = new(Hours((0, 7, 0.2), (7, 19, 2), (19, 24, 0.6)), s_shopWeek, 0.33, 0.2, 4);
    public static readonly TimePattern Evening = new(Hours((0, 6, 0.6), (6, 15, 0.5), (15, 18, 1.2), (18, 23, 3), (23, 24, 1.5)), s_lateWeek, 0.33, 0.3, 6);
    public static readonly TimePattern Night = new(Hours((0, 5, 2), (5, 18, 0.5), (18, 24, 1.2)), s_evenWeek, 0.33, 0.7, 12);
    public static readonly TimePattern Homes = new(Hours((0, 6, 1), (6, 9, 0.4), (9, 17, 1.5), (17, 22, 1.8), (22, 24, 1)), s_evenWeek, 0.4, 0.85, 10);

    /// <summary>Quayside: Thursday to Saturday evenings above all; a span inside 18:00 to 22:00.</summary>
    public static readonly TimePattern QuaysideEvenings = new(Hours((18, 21, 1)), [0.6, 0.6, 0.7, 0.8, 1.5, 1.8, 1.8], 1, 1, 1);

    /// <summary>Friday and Saturday from 20:00; the hours from midnight belong to the next day.</summary>
    public static readonly TimePattern FridayAndSaturdayNights = new(Hours((20, 22, 1), (22, 24, 2)), [0, 0, 0, 0, 0, 1, 1], 1, 0, 0);
    public static readonly TimePattern CommuterDay = new(Hours((7, 10, 0.5), (10, 19, 1)), [0.3, 1, 1.1, 1.1, 1, 0.7, 0.5], 0.5, 0.8, 9);

    private static double[] Hours(params (int From, int Below, double Weight)[] bands)
    {
        var hours = new double[24];
        foreach (var (from, below, weight) in bands) hours.AsSpan(from, below - from).Fill(weight);
        return hours;
    }
}

/// <summary>Draws times and turns local time into UTC.</summary>
internal static class BoroughTimes
{
    /// <summary>A time in the month by the pattern, or none; spans stay within the month.</summary>
    public static (TimeKnowledge Knowledge, DateTime? FromUtc, DateTime? ToUtc) Draw(TimePattern pattern, BoroughMonth month, BoroughChance chance)
    {
        if (chance.Share() >= pattern.KnownShare) return (TimeKnowledge.Month, null, null);
        var day = DrawDay(pattern, month, chance);
        var hour = chance.Weighted(RunningTotals(pattern.HourWeights));
        var start = day.ToDateTime(new(hour, chance.Whole(0, 60)), DateTimeKind.Unspecified);
        if (chance.Share() >= pattern.SpanShare) return (TimeKnowledge.Minute, ToUtc(start), ToUtc(start));
        var end = start.AddMinutes(15 * chance.Whole(2, 4 * pattern.SpanHours + 1));
        var lastMinute = month.Plus(1).FirstDay.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified).AddMinutes(-1);
        return (TimeKnowledge.Span, ToUtc(start), ToUtc(end < lastMinute ? end : lastMinute));
    }

    /// <summary>UTC of a local time in the United Kingdom: an hour behind from the last Sunday in March, 01:00 UTC, to the last in October.</summary>
    /// <remarks>Written out so that the demonstration needs no time-zone files. The hour that comes twice in October is read as winter time.</remarks>
    public static DateTime ToUtc(DateTime local)
    {
        var utc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var summer = utc.AddHours(-1) >= LastSunday(local.Year, 3).AddHours(1) && utc < LastSunday(local.Year, 10).AddHours(1);
        return summer ? utc.AddHours(-1) : utc;
    }

    /// <summary>Local time in the United Kingdom of a moment in UTC.</summary>
    public static DateTime ToLocal(DateTime utc)
    {
        var summer = utc >= LastSunday(utc.Year, 3).AddHours(1) && utc < LastSunday(utc.Year, 10).AddHours(1);
        return DateTime.SpecifyKind(summer ? utc.AddHours(1) : utc, DateTimeKind.Unspecified);
    }

    public static double[] RunningTotals(IEnumerable<double> weights)
    {
        var sum = 0.0;
        return [.. weights.Select(w => sum += w)];
    }

    private static DateOnly DrawDay(TimePattern pattern, BoroughMonth month, BoroughChance chance)
    {
        var weights = Enumerable.Range(0, month.Days).Select(i => pattern.WeekdayWeights[(int)month.FirstDay.AddDays(i).DayOfWeek]);
        return month.FirstDay.AddDays(chance.Weighted(RunningTotals(weights)));
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 0, 0, 0, DateTimeKind.Utc); // March and October both have 31 days
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
