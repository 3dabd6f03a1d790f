using System.Buffers;
using System.Globalization;

namespace Concordat.Gate.Placing;

/// <summary>One half of a position as somebody wrote it: "512,345", "512345.67", "376***", "51°30'26\"N", "5.12E+05".</summary>
/// <param name="Value">The number, a comma taken for a separator of thousands; NaN where it cannot be read so.</param>
/// <param name="CommaValue">The number, a comma taken for the decimal point; NaN where it cannot be read so.</param>
/// <param name="HalfWidth">Half of what the last figure stands for, in the number's own unit.</param>
/// <param name="Letter">E, W, N or S where one stood beside the number; otherwise '\0'.</param>
internal readonly record struct WrittenNumber(double Value, double CommaValue, double HalfWidth, char Letter)
{
    /// <summary>Half of what the last figure stands for where the comma is the decimal point.</summary>
    public double CommaHalfWidth => Value.Equals(CommaValue) || double.IsNaN(Value) ? HalfWidth : 0.0005;

    /// <summary>Nothing, or one of the words that stand for nothing in partners' files.</summary>
    public static bool IsMissing(string? text)
    {
        var words = text.AsSpan().Trim();
        if (words.IsEmpty) return true;
        foreach (var word in Nothing)
            if (words.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        return words.IndexOfAnyExcept(Blanks) < 0;
    }

    public static bool TryRead(string? text, out WrittenNumber number)
    {
        number = default;
        var words = text.AsSpan().Trim();
        if (words.IsEmpty || words.Length > 30) return false;
        if (TryExponent(words, out number)) return true;
        var letter = TakeLetter(ref words);
        if (words.IndexOfAny(SexagesimalSigns) >= 0) return TrySexagesimal(words, letter, out number);
        words = words.TrimEnd(" mM");
        var mask = words.IndexOfAny(MaskCharacters);
        if (mask >= 0) return TryMasked(words, mask, letter, out number);
        Span<char> plain = stackalloc char[words.Length];
        if (!TryJoinGroups(words, plain, out var length)) return false;
        return TryPlain(plain[..length], letter, out number);
    }

    static readonly string[] Nothing = ["null", "na", "n/a", "#n/a", "nan", "none", "nil", "unknown", "not known", "not recorded", "not available", "tbc"];
    static readonly SearchValues<char> Blanks = SearchValues.Create("*-?#.xX_ ");
    static readonly SearchValues<char> SexagesimalSigns = SearchValues.Create("°º'′\"″");
    static readonly SearchValues<char> Figures = SearchValues.Create("0123456789.,");
    internal const string MaskCharacters = "*xX#?";

    static char TakeLetter(ref ReadOnlySpan<char> words)
    {
        var letter = '\0';
        if (Compass(words[0]) is var first and not '\0')
        {
            letter = first;
            words = words[1..].TrimStart(" :=");
        }
        else if (Compass(words[^1]) is var last and not '\0')
        {
            letter = last;
            words = words[..^1].TrimEnd();
        }
        return letter;
    }

    static char Compass(char c) => char.ToUpperInvariant(c) is 'E' or 'W' or 'N' or 'S' ? char.ToUpperInvariant(c) : '\0';

    // A spreadsheet that shows "5.12E+05" has lost the other figures: the width says so.
    static bool TryExponent(ReadOnlySpan<char> words, out WrittenNumber number)
    {
        number = default;
        var e = words.IndexOfAny('e', 'E');
        if (e <= 0 || e >= words.Length - 2 || words[e + 1] is not ('+' or '-')) return false;
        if (!double.TryParse(words[..e], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            || !double.TryParse(words, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !int.TryParse(words[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)) return false;
        number = new(value, value, 0.5 * Math.Pow(10, power - Decimals(words[..e], '.')), '\0');
        return true;
    }

    static bool TrySexagesimal(ReadOnlySpan<char> words, char letter, out WrittenNumber number)
    {
        number = default;
        var negative = words[0] is '-' or '−';
        if (negative) words = words[1..];
        Span<double> parts = stackalloc double[3];
        var (count, decimals) = (0, 0);
        foreach (var range in words.SplitAny("°º'′\"″ "))
        {
            var part = words[range];
            if (part.IsEmpty) continue;
            if (count == 3 || !double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out parts[count])) return false;
            if (count > 0 && (parts[count] >= 60 || decimals > 0)) return false;
            decimals = Decimals(part, '.');
            count++;
        }
        if (count == 0) return false;
        var unit = count switch { 1 => 1.0, 2 => 60.0, _ => 3600.0 };
        var value = parts[0] + parts[1] / 60 + parts[2] / 3600;
        if (negative || letter is 'W' or 'S') value = -value;
        number = new(value, value, 0.5 * Math.Pow(10, -decimals) / unit, letter);
        return true;
    }

    static bool TryMasked(ReadOnlySpan<char> words, int mask, char letter, out WrittenNumber number)
    {
        number = default;
        var figures = words[..mask];
        var hidden = words[mask..];
        if (hidden.IndexOfAnyExcept(MaskCharacters) >= 0 || figures.IsEmpty || words.Length is < 5 or > 7
            || !int.TryParse(figures, NumberStyles.None, CultureInfo.InvariantCulture, out var known)) return false;
        var width = Math.Pow(10, hidden.Length);
        var middle = (known + 0.5) * width;
        number = new(middle, middle, width / 2, letter);
        return true;
    }

    // "512 345": groups of three after the first, whatever the space between them.
    static bool TryJoinGroups(ReadOnlySpan<char> words, Span<char> plain, out int length)
    {
        length = 0;
        var sinceSpace = -1;
        foreach (var c in words)
        {
            if (char.IsWhiteSpace(c))
            {
                if (length == 0 || sinceSpace is not (-1 or 3)) return false;
                sinceSpace = 0;
                continue;
            }
            if (sinceSpace >= 0 && char.IsAsciiDigit(c)) sinceSpace++;
            plain[length++] = c == '−' ? '-' : c;
        }
        return sinceSpace is -1 or 3;
    }

    static bool TryPlain(ReadOnlySpan<char> text, char letter, out WrittenNumber number)
    {
        number = default;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative || text.StartsWith("+")) text = text[1..];
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]) || text.IndexOfAnyExcept(Figures) >= 0) return false;
        var thousands = Read(text, ',', '.', out var points);
        var comma = text.Contains(',') ? Read(text, '.', ',', out var commas) : double.NaN;
        var decimals = points;
        if (!text.Contains(',')) comma = thousands;
        else if (double.IsNaN(thousands)) decimals = Decimals(text, ',');
        if (double.IsNaN(thousands) && double.IsNaN(comma)) return false;
        var sign = negative || letter is 'W' or 'S' ? -1 : 1;
        number = new(sign * thousands, sign * comma, 0.5 * Math.Pow(10, -decimals), letter);
        return true;
    }

    static double Read(ReadOnlySpan<char> text, char group, char point, out int decimals)
    {
        decimals = Decimals(text, point);
        var at = text.IndexOf(point);
        var whole = at >= 0 ? text[..at] : text;
        var rest = at >= 0 ? text[(at + 1)..] : default;
        if (rest.IndexOfAnyExceptInRange('0', '9') >= 0 || rest.Length > 18) return double.NaN;
        double value = 0;
        int digits = 0, groups = 0, sinceGroup = 0;
        foreach (var c in whole)
        {
            if (c == group)
            {
                if (groups == 0 ? digits > 3 || whole[0] == '0' : sinceGroup != 3) return double.NaN;
                (groups, sinceGroup) = (groups + 1, 0);
                continue;
            }
            if (!char.IsAsciiDigit(c)) return double.NaN;
            value = value * 10 + (c - '0');
            (digits, sinceGroup) = (digits + 1, sinceGroup + 1);
        }
        if (groups > 0 && sinceGroup != 3 || digits is 0 or > 12) return double.NaN;
        var scale = 0.1;
        foreach (var c in rest) (value, scale) = (value + (c - '0') * scale, scale / 10);
        return value;
    }

    static int Decimals(ReadOnlySpan<char> text, char point) => text.LastIndexOf(point) is var at and >= 0 ? text.Length - at - 1 : 0;
}
