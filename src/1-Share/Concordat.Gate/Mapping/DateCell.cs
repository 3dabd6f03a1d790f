using System.Buffers;
using System.Globalization;

namespace Concordat.Gate.Mapping;

/// <summary>Which of day and month comes first where a date is written in figures.</summary>
public enum DateOrder { DayFirst, MonthFirst, YearFirst }

/// <summary>A date as written in one cell.</summary>
/// <param name="Day">The day.</param>
/// <param name="Time">Time of day, where the cell has one.</param>
/// <param name="Offset">Difference to UTC, where the cell says it.</param>
public readonly record struct DateRead(DateOnly Day, TimeOnly? Time, TimeSpan? Offset);

/// <summary>Reads days, months and years in the ways that suppliers write them.</summary>
public static class DateCell
{
    static readonly string[] MonthNames =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    static readonly SearchValues<char> FiguresAndPoint = SearchValues.Create("0123456789.");
    static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Reads "03/10/2026", "2026-10-03T14:05:00+01:00", "3 Oct 26 2.05pm", "20261003", a spreadsheet's day number, and their like.</summary>
    public static bool TryRead(ReadOnlySpan<char> cell, DateOrder order, out DateRead read)
    {
        read = default;
        var text = SkipWeekday(cell.Trim());
        if (text.Length is 0 or > 40) return false;
        if (TryNumberAlone(text, order, out read)) return true;
        Span<int> parts = stackalloc int[3];
        Span<int> digits = stackalloc int[3];
        var named = -1;
        for (var i = 0; i < 3; i++)
        {
            if (!TryPart(ref text, out parts[i], out digits[i])) return false;
            if (digits[i] == 0)
            {
                if (named >= 0) return false;
                named = i;
            }
            if (i < 2 && !SkipSeparator(ref text)) return false;
        }
        return Arrange(parts, digits, named, order, out var year, out var month, out var day)
            && TryDay(year, month, day, out var date)
            && TryRest(text, date, out read);
    }

    /// <summary>For a date in figures that does not start with its year: the day-first and month-first readings that are possible.</summary>
    public static bool IsFigures(ReadOnlySpan<char> cell, out bool dayFirst, out bool monthFirst)
    {
        dayFirst = monthFirst = false;
        var text = SkipWeekday(cell.Trim());
        if (text.Length is 0 or > 40) return false;
        Span<int> parts = stackalloc int[3];
        for (var i = 0; i < 3; i++)
        {
            if (!TryPart(ref text, out parts[i], out var digits) || digits is 0 or 3 || (i < 2 && digits > 2)) return false;
            if (i < 2 && !SkipSeparator(ref text)) return false;
        }
        dayFirst = parts[0] is >= 1 and <= 31 && parts[1] is >= 1 and <= 12;
        monthFirst = parts[1] is >= 1 and <= 31 && parts[0] is >= 1 and <= 12;
        return true;
    }

    /// <summary>A whole month: "2026-10", "10/2026", "Oct 2026", "Oct-26", "202610".</summary>
    public static bool TryReadMonth(ReadOnlySpan<char> cell, out int year, out int month)
    {
        (year, month) = (0, 0);
        var text = cell.Trim();
        if (text.Length is < 5 or > 20) return false;
        if (text.Length == 6 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var both)) return Month(both / 100, both % 100, out year, out month);
        if (!TryPart(ref text, out var a, out var aDigits) || !SkipSeparator(ref text) || !TryPart(ref text, out var b, out var bDigits) || !text.Trim().IsEmpty) return false;
        if (aDigits == 0) return bDigits is 2 or 4 && Month(FullYear(b, bDigits), a, out year, out month);
        if (aDigits == 4) return Month(a, b, out year, out month);
        return bDigits == 4 && Month(b, a, out year, out month);
    }

    /// <summary>A month by number 1 to 12 or by name.</summary>
    public static bool TryMonthOfYear(ReadOnlySpan<char> cell, out int month)
    {
        var text = cell.Trim();
        return TryPart(ref text, out month, out _) && text.IsEmpty && month is >= 1 and <= 12;
    }

    /// <summary>A year of two or four figures.</summary>
    public static bool TryYear(ReadOnlySpan<char> cell, out int year)
    {
        var text = cell.Trim();
        if (!TryPart(ref text, out year, out var digits) || !text.IsEmpty || digits is not (2 or 4)) return false;
        year = FullYear(year, digits);
        return true;
    }

    static bool Month(int y, int m, out int year, out int month)
    {
        (year, month) = (y, m);
        return y is >= 1900 and <= 2200 && m is >= 1 and <= 12;
    }

    // A number alone: eight figures, or a spreadsheet's count of days from 30 December 1899 (20,000 is 1954, 80,000 is 2119).
    static bool TryNumberAlone(ReadOnlySpan<char> text, DateOrder order, out DateRead read)
    {
        read = default;
        if (text.ContainsAnyExcept(FiguresAndPoint) || text.Count('.') > 1) return false;
        var whole = text.IndexOf('.') is >= 0 and var dot ? text[..dot] : text;
        if (!int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        if (whole.Length == 8 && whole.Length == text.Length)
        {
            if (number / 10000 is >= 1900 and <= 2100 && TryDay(number / 10000, number / 100 % 100, number % 100, out var iso)) return Day(iso, out read);
            var (first, second) = (number / 1_000_000, number / 10_000 % 100);
            return (order == DateOrder.MonthFirst ? TryDay(number % 10000, first, second, out var day) : TryDay(number % 10000, second, first, out day)) && Day(day, out read);
        }
        if (whole.Length != 5 || number is < 20_000 or > 80_000) return false;
        var date = new DateOnly(1899, 12, 30).AddDays(number);
        if (whole.Length == text.Length) return Day(date, out read);
        var fraction = double.Parse(text[whole.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        read = new(date, TimeCell.OfDay(fraction), null);
        return true;
    }

    static bool Day(DateOnly day, out DateRead read)
    {
        read = new(day, null, null);
        return true;
    }

    static bool Arrange(ReadOnlySpan<int> parts, ReadOnlySpan<int> digits, int named, DateOrder order, out int year, out int month, out int day)
    {
        (year, month, day) = (0, 0, 0);
        if (digits[0] is 3 or > 4 || digits[1] > 2 || digits[2] is 3 or > 4) return false;
        (int Year, int Month, int Day) at = named switch
        {
            0 => (2, 0, 1),
            1 when digits[0] == 4 => (0, 1, 2),
            1 => (2, 1, 0),
            2 => (-1, 2, 0),
            _ when digits[0] == 4 => (0, 1, 2),
            _ when order == DateOrder.YearFirst && digits[2] <= 2 => (0, 1, 2),
            _ when order == DateOrder.MonthFirst => (2, 0, 1),
            _ => (2, 1, 0),
        };
        if (at.Year < 0 || digits[at.Year] is not (2 or 4) || digits[at.Day] > 2) return false;
        (year, month, day) = (FullYear(parts[at.Year], digits[at.Year]), parts[at.Month], parts[at.Day]);
        return true;
    }

    // Two figures: records are of the recent past, so 69 and below are of this century.
    static int FullYear(int year, int digits) => digits == 4 ? year : year <= 69 ? 2000 + year : 1900 + year;

    static bool TryDay(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    static bool TryRest(ReadOnlySpan<char> rest, DateOnly date, out DateRead read)
    {
        read = new(date, null, null);
        rest = rest.Trim();
        if (rest.IsEmpty) return true;
        if (rest[0] is 'T' or 't' or ',' or '-') rest = rest[1..].TrimStart();
        if (rest.StartsWith("at ", StringComparison.OrdinalIgnoreCase)) rest = rest[3..].TrimStart();
        if (!TimeCell.TryRead(rest, allowShort: false, out var time, out var offset)) return false;
        read = new(date, time, offset);
        return true;
    }

    // A number with how many figures it has, or a month's name with 0 figures.
    static bool TryPart(ref ReadOnlySpan<char> text, out int value, out int digits)
    {
        (value, digits) = (0, 0);
        while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        if (digits > 0)
        {
            if (digits > 4) return false;
            value = int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            text = text[digits..];
            foreach (var ending in (ReadOnlySpan<string>)["st", "nd", "rd", "th"])
                if (digits <= 2 && text.StartsWith(ending, StringComparison.OrdinalIgnoreCase) && (text.Length == 2 || !char.IsLetter(text[2])))
                {
                    text = text[2..];
                    break;
                }
            return true;
        }
        var letters = 0;
        while (letters < text.Length && char.IsLetter(text[letters])) letters++;
        if (letters < 3) return false;
        for (var month = 0; month < 12; month++)
        {
            var name = MonthNames[month].AsSpan();
            if (!name.StartsWith(text[..letters], StringComparison.OrdinalIgnoreCase) && !(month == 8 && text[..letters].Equals("sept", StringComparison.OrdinalIgnoreCase))) continue;
            value = month + 1;
            text = text[letters..];
            return true;
        }
        return false;
    }

    static bool SkipSeparator(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && text[length] is '/' or '-' or '.' or ' ' or ',' or '–') length++;
        if (length is 0 or > 3) return false;
        text = text[length..];
        if (text.StartsWith("of ", StringComparison.OrdinalIgnoreCase)) text = text[3..].TrimStart();
        return true;
    }

    static ReadOnlySpan<char> SkipWeekday(ReadOnlySpan<char> text)
    {
        var letters = 0;
        while (letters < text.Length && char.IsLetter(text[letters])) letters++;
        if (letters < 3 || letters == text.Length) return text;
        foreach (var weekday in Weekdays)
            if (weekday.AsSpan().StartsWith(text[..letters], StringComparison.OrdinalIgnoreCase)) return text[letters..].TrimStart(" ,");
        return text;
    }
}
