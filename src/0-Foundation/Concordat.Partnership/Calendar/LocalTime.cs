namespace Concordat.Partnership.Calendar;

/// <summary>The partnership's own clock: times are stored in UTC and shown as clocks in England and Wales show them.</summary>
public static class LocalTime
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Today in England and Wales.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), London).DateTime);

    /// <summary>A moment stored in UTC as local clocks show it.</summary>
    public static DateTime Local(this DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), London);
}
