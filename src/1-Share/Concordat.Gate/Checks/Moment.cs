using System.Globalization;
using Concordat.Partnership.Calendar;

namespace Concordat.Gate.Checks;

/// <summary>When something happened, as exactly as the supplier knows: a month, a day, a minute or a span.</summary>
readonly record struct Moment(Month? Month, DateTime? FromUtc, DateTime? ToUtc, string Precision)
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static Moment None { get; } = new(null, null, null, "none");

    public static Moment OfMonth(Month month) => new(month, null, null, "month");

    public static Moment OfDay(DateOnly day) => new(Partnership.Calendar.Month.Of(day), null, null, "day");

    /// <summary>A time by the clock on the wall. In the hour that the clocks repeat it is a span of both; in the hour that they leave out there is none.</summary>
    public static bool TryAt(DateOnly day, TimeOnly time, out Moment moment)
    {
        var wall = Minute(day, time);
        moment = None;
        if (London.IsInvalidTime(wall)) return false;
        if (London.IsAmbiguousTime(wall))
        {
            var offsets = London.GetAmbiguousTimeOffsets(wall);
            var (early, late) = (wall - offsets.Max(), wall - offsets.Min());
            moment = new(Partnership.Calendar.Month.Of(day), Utc(early), Utc(late), "interval");
            return true;
        }
        var utc = TimeZoneInfo.ConvertTimeToUtc(wall, London);
        moment = new(Partnership.Calendar.Month.Of(day), utc, utc, "minute");
        return true;
    }

    /// <summary>A moment whose difference to UTC is said, with its day and time by the clock on the wall.</summary>
    public static Moment At(DateOnly day, TimeOnly time, TimeSpan offset, out DateOnly wallDay, out TimeOnly wallTime)
    {
        var utc = Utc(Minute(day, time) - offset);
        var wall = Partnership.Calendar.London.FromUtc(utc);
        (wallDay, wallTime) = (DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        return new(Partnership.Calendar.Month.Of(wallDay), utc, utc, "minute");
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    static DateTime Minute(DateOnly day, TimeOnly time) => day.ToDateTime(new TimeOnly(time.Hour, time.Minute));

    static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
