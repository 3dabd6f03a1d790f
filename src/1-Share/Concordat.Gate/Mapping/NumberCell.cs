using System.Globalization;

namespace Concordat.Gate.Mapping;

/// <summary>Reads numbers exactly; never through floating point.</summary>
static class NumberCell
{
    /// <summary>A decimal number: "1,445", "12.50". A comma that does not part thousands is refused, for it could be either.</summary>
    public static bool TryRead(string cell, out decimal number)
    {
        number = 0;
        var text = cell.Trim().Replace('\u2212', '-');
        if (text.Contains(',', StringComparison.Ordinal))
        {
            if (!PartsThousands(text)) return false;
            text = text.Replace(",", "", StringComparison.Ordinal);
        }
        return text.Length <= 28 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A whole number; "3.0" of a spreadsheet is 3.</summary>
    public static bool TryWhole(string cell, out decimal number) => TryRead(cell, out number) && number == decimal.Truncate(number);

    /// <summary>Years of age from "34", "26-35", "Over 75", "under 10", "75+": the first and last year that it may mean.</summary>
    public static bool TryAge(string cell, out int from, out int to)
    {
        (from, to) = (0, 120);
        var plain = Words.Plain(cell);
        foreach (var ending in (ReadOnlySpan<string>)[" years old", " years", " yrs", " year", " yr", " y o"])
            if (plain.EndsWith(ending, StringComparison.Ordinal)) plain = plain[..^ending.Length];
        var parts = plain.Replace(" to ", " ", StringComparison.Ordinal).Replace(" and ", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (cell.TrimStart() is ['-', ..]) return false;
        if (parts is ["over", var over] && Year(over, out from)) return ++from <= 120;
        if (parts is ["under", var under] && Year(under, out to)) return --to >= 0;
        if (parts is [var open] && cell.TrimEnd().EndsWith('+') && Year(open, out from)) return true;
        if (parts is [var least, "over"] && Year(least, out from)) return true;
        if (parts is [var only] && cell.TrimStart() is ['<', ..] && Year(only, out to)) return --to >= 0;
        if (parts is [var year] && Year(year, out from))
        {
            to = from;
            return true;
        }
        return parts is [var first, var last] && Year(first, out from) && Year(last, out to) && from <= to;
    }

    static bool Year(string text, out int year) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year <= 120;

    static bool PartsThousands(string text)
    {
        var whole = text.TrimStart('-');
        var groups = (whole.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? whole[..dot] : whole).Split(',');
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3) && !whole[(whole.LastIndexOf(',') + 1)..].Contains(',', StringComparison.Ordinal);
    }
}
