using System.Globalization;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>A spreadsheet cell's value as text: days as 2026-10-03, moments as 2026-10-03 14:05, numbers with all their digits.</summary>
static class CellText
{
    /// <summary>A number without exponent or separators, in the fewest digits that give it back.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value)) return "";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        return at < 0 ? text : WithoutExponent(text, at);
    }

    /// <summary>A number as its format shows it where the format is nothing but noughts: 7 under 000 is 007.</summary>
    public static string Of(double value, string? format)
    {
        var text = Of(value);
        return format is { Length: > 1 and <= 20 } && value >= 0 && value == Math.Floor(value) && format.All(c => c == '0') ? text.PadLeft(format.Length, '0') : text;
    }

    /// <summary>A number of a cell in a style: a moment, a length of time, or a number.</summary>
    public static string Of(double value, CellStyle style, bool is1904)
    {
        if (style.Kind == NumberKind.Length && Math.Abs(value) < 1_000_000) return Of(TimeSpan.FromDays(value));
        return style.Kind == NumberKind.Moment && Moment(value, is1904) is { } moment ? Of(moment) : Of(value, style.Format);
    }

    // Spreadsheets count a 29 February 1900 that never was: days before it are one off.
    static DateTime? Moment(double days, bool is1904) =>
        days < 0 || days >= 2_950_000 ? null : DateTime.FromOADate(is1904 ? days + 1462 : days < 60 ? days + 1 : days);

    /// <summary>What to say of cells that hold an error.</summary>
    public static string ErrorsNotice(long errors) => errors == 1
        ? "1 cell holds an error such as #N/A and was taken as blank."
        : string.Create(CultureInfo.InvariantCulture, $"{errors:N0} cells hold an error such as #N/A and were taken as blank.");

    public static string Of(bool value) => value ? "TRUE" : "FALSE";

    /// <summary>A day, or a moment where it has a time of day; a time alone where it lies before the first day a spreadsheet knows.</summary>
    public static string Of(DateTime value)
    {
        // Spreadsheets keep moments as fractions of a day, which are off by microseconds.
        var second = new DateTime((value.Ticks + TimeSpan.TicksPerSecond / 2) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
        var isTimeAlone = second < new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) || second.Date == new DateTime(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var time = second.ToString(second.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
        if (isTimeAlone) return time;
        var day = second.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return second.TimeOfDay == TimeSpan.Zero ? day : $"{day} {time}";
    }

    /// <summary>A length of time: 14:05, or 26:30 where it is longer than a day.</summary>
    public static string Of(TimeSpan value)
    {
        var seconds = (long)Math.Round(value.TotalSeconds);
        var (sign, rest) = (seconds < 0 ? "-" : "", Math.Abs(seconds));
        var text = string.Create(CultureInfo.InvariantCulture, $"{sign}{rest / 3600:00}:{rest / 60 % 60:00}");
        return rest % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{rest % 60:00}");
    }

    static string WithoutExponent(string text, int at)
    {
        var sign = text[0] == '-' ? "-" : "";
        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = text[sign.Length..at];
        var point = digits.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : digits.Length;
        digits = digits.Replace(".", "", StringComparison.Ordinal);
        point += exponent;
        if (point <= 0) return $"{sign}0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? sign + digits.PadRight(point, '0') : $"{sign}{digits[..point]}.{digits[point..]}";
    }
}
