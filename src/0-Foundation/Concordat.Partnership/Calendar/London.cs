using System.Globalization;

namespace Concordat.Partnership.Calendar;

/// <summary>Moments are stored in UTC and shown by the clock on the wall in England and Wales.</summary>
public static class London
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static DateTime FromUtc(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The UTC moment at which a day begins.</summary>
    public static DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zone);

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(FromUtc(clock.GetUtcNow().UtcDateTime));

    /// <summary>A UTC moment as people read it, such as "20 Nov 2026 10:42" for <c>d MMM yyyy HH:mm</c>.</summary>
    public static string Show(DateTime utc, string format) => FromUtc(utc).ToString(format, British);
}
