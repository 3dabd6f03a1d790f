using System.Globalization;

namespace Concordat.Gate.Mapping;

/// <summary>Reads times of day in the ways that suppliers write them.</summary>
static class TimeCell
{
    /// <summary>Reads "14:05", "14:05:33", "2.05pm", "1405", "905", "14h05", a spreadsheet's fraction of a day, and the time of a date with time.</summary>
    /// <param name="allowShort">True in a column of figures such as 1405: 5 is then five past midnight.</param>
    public static bool TryRead(ReadOnlySpan<char> cell, bool allowShort, out TimeOnly time) => TryRead(cell, allowShort, out time, out _);

    /// <summary>As above, with the difference to UTC where the cell says it.</summary>
    public static bool TryRead(ReadOnlySpan<char> cell, bool allowShort, out TimeOnly time, out TimeSpan? offset)
    {
        (time, offset) = (default, null);
        var text = cell.Trim();
        if (text.Length is 0 or > 40) return false;
        if (text.Length >= 10 && (text.Contains('/') || text[1..].Contains('-')) && char.IsAsciiDigit(text[^1])
            && text.IndexOf(' ') > 0 && DateCell.TryRead(text, DateOrder.DayFirst, out var dated))
        {
            time = dated.Time ?? TimeOnly.MinValue;
            return true;
        }
        text = WithoutOffset(text, out offset);
        var (afternoon, forenoon) = (Ends(ref text, "pm", "p.m.", "p.m"), Ends(ref text, "am", "a.m.", "a.m"));
        if (!afternoon && !forenoon) Ends(ref text, "hours", "hrs", "hr", "h");
        if (!Clock(text, allowShort, afternoon || forenoon, out var hour, out var minute, out var second)) return false;
        if (afternoon || forenoon)
        {
            if (hour is < 1 or > 12) return false;
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        if (hour > 23 || minute > 59 || second > 59) return false;
        time = new TimeOnly(hour, minute, second);
        return true;
    }

    /// <summary>A fraction of a day to the nearest second.</summary>
    public static TimeOnly OfDay(double fraction) => TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(Math.Min(86_399, Math.Round(fraction * 86_400))));

    static bool Clock(ReadOnlySpan<char> text, bool allowShort, bool hourAlone, out int hour, out int minute, out int second)
    {
        (hour, minute, second) = (0, 0, 0);
        text = text.Trim();
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]) && text[0] != '.') return false;
        if (IsFraction(text, out var fraction))
        {
            var time = OfDay(fraction);
            (hour, minute, second) = (time.Hour, time.Minute, time.Second);
            return true;
        }
        if (!text.ContainsAnyExceptInRange('0', '9'))
        {
            if (text.Length > (hourAlone ? 4 : 6) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            if (hourAlone && text.Length <= 2)
            {
                hour = number;
                return true;
            }
            if (text.Length < 3 && !allowShort || text.Length == 5) return false;
            (hour, minute, second) = text.Length == 6 ? (number / 10000, number / 100 % 100, number % 100) : (number / 100, number % 100, 0);
            return true;
        }
        return Part(ref text, 2, out hour) && Separator(ref text) && Part(ref text, 2, out minute)
            && (text.IsEmpty || Separator(ref text) && Part(ref text, 2, out second) && (text.IsEmpty || IsSplitSecond(text)));
    }

    static bool IsFraction(ReadOnlySpan<char> text, out double fraction) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out fraction)
        && fraction is >= 0 and < 1 && (text.StartsWith("0.") || text[0] == '.') && text.Length >= 5;

    static bool IsSplitSecond(ReadOnlySpan<char> text) => text[0] is '.' or ',' && text.Length is > 1 and <= 10 && !text[1..].ContainsAnyExceptInRange('0', '9');

    static bool Part(ref ReadOnlySpan<char> text, int most, out int value)
    {
        value = 0;
        var digits = 0;
        while (digits < text.Length && digits < most && char.IsAsciiDigit(text[digits])) digits++;
        if (digits == 0 || !int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out value)) return false;
        text = text[digits..];
        return true;
    }

    static bool Separator(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not (':' or '.' or 'h' or 'H' or ';')) return false;
        text = text[1..];
        return true;
    }

    static bool Ends(ref ReadOnlySpan<char> text, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^ending.Length].TrimEnd();
                return true;
            }
        return false;
    }

    static ReadOnlySpan<char> WithoutOffset(ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = null;
        if (text[^1] is 'Z' or 'z')
        {
            offset = TimeSpan.Zero;
            return text[..^1].TrimEnd();
        }
        var sign = text.LastIndexOfAny('+', '-');
        if (sign < 4 || !text[..sign].Contains(':')) return text;
        var (digits, number) = (0, 0);
        foreach (var c in text[(sign + 1)..])
        {
            if (c == ':') continue;
            if (!char.IsAsciiDigit(c)) return text;
            number = number * 10 + (c - '0');
            digits++;
        }
        if (digits is not (2 or 4)) return text;
        var minutes = digits == 2 ? number * 60 : number / 100 * 60 + number % 100;
        if (minutes > 14 * 60) return text;
        offset = TimeSpan.FromMinutes(text[sign] == '-' ? -minutes : minutes);
        return text[..sign].TrimEnd();
    }
}
