using Concordat.Partnership.Areas;

namespace Concordat.Gate.Placing;

/// <summary>Reads a place on the grid from one text: letters and figures, twelve figures, or a pair of numbers.</summary>
internal static class GridText
{
    /// <summary>Middle of the lettered square a text names ("TQ 123 456"), or the point where the square is one metre wide.</summary>
    /// <remarks>The two halves must be equally long: one written as a single run of figures has an even number of them. Trailing *, x, # or ? hide figures.</remarks>
    public static bool TryLettered(string text, out double easting, out double northing, out double halfWidthMetres)
    {
        (easting, northing, halfWidthMetres) = (double.NaN, double.NaN, double.NaN);
        var words = WithoutTitle(text);
        if (words.Length is < 4 or > 24 || !char.IsAsciiLetter(words[0]) || !char.IsAsciiLetter(words[1])) return false;
        Span<char> figures = stackalloc char[words.Length];
        var (length, split) = (0, -1);
        var letters = words[..2];
        words = words[2..].TrimStart(Separators);
        for (var i = 0; i < words.Length; i++)
        {
            if (!Separators.Contains(words[i])) figures[length++] = words[i];
            else if (split >= 0 && split != length) return false;
            else split = length;
        }
        if (length is 0 or > 10 || length % 2 != 0 || split >= 0 && split * 2 != length) return false;
        ReadOnlySpan<char> east = figures[..(length / 2)], north = figures[(length / 2)..length];
        var known = east.IndexOfAnyExceptInRange('0', '9') is var at and >= 0 ? at : east.Length;
        if (known == 0 || known != (north.IndexOfAnyExceptInRange('0', '9') is var other and >= 0 ? other : north.Length)) return false;
        if (east[known..].IndexOfAnyExcept(WrittenNumber.MaskCharacters) >= 0
            || north[known..].IndexOfAnyExcept(WrittenNumber.MaskCharacters) >= 0) return false;
        if (!GridReference.TryParse($"{letters}{east[..known]}{north[..known]}", out var cornerEast, out var cornerNorth, out var side)) return false;
        // A reference to one metre is a point; a coarser one is a square, and its middle is at most half a side from the truth.
        var toMiddle = side > 1 ? side / 2 : 0;
        (easting, northing, halfWidthMetres) = (cornerEast + toMiddle, cornerNorth + toMiddle, side / 2);
        return true;
    }

    /// <summary>The two numbers of a text such as "512345,167890", "E512345 N167890", "512 345 167 890" or "512345167890", in the order written.</summary>
    public static bool TryPair(string text, out WrittenNumber first, out WrittenNumber second)
    {
        (first, second) = (default, default);
        var words = WithoutTitle(text).ToString().ToUpperInvariant()
            .Replace("EASTINGS", "E", StringComparison.Ordinal).Replace("EASTING", "E", StringComparison.Ordinal)
            .Replace("NORTHINGS", "N", StringComparison.Ordinal).Replace("NORTHING", "N", StringComparison.Ordinal);
        if (words.Length > 60) return false;
        if (words.Length == 12 && Halves(words, out first, out second)) return true;
        var parts = words.Split([' ', '\t', '\u00A0', ';', '/', '|', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => p.Trim(',', ':', '=')).Where(p => p.Length > 0).ToList();
        if (parts.Count == 1 && parts[0].Count(c => c == ',') == 1) parts = [.. parts[0].Split(',')];
        else if (parts.Count == 1 && parts[0].IndexOf('N', 1) is var north and > 0 && parts[0][0] == 'E') parts = [parts[0][..north], parts[0][north..]];
        JoinLetters(parts);
        if (parts.Count == 4 && parts.All(p => p.Length == 3)) parts = [parts[0] + parts[1], parts[2] + parts[3]];
        return parts.Count == 2 && WrittenNumber.TryRead(parts[0], out first) && WrittenNumber.TryRead(parts[1], out second);
    }

    static bool Halves(string words, out WrittenNumber first, out WrittenNumber second)
    {
        second = default;
        return WrittenNumber.TryRead(words[..6], out first) && WrittenNumber.TryRead(words[6..], out second)
            && char.IsAsciiDigit(words[0]) && char.IsAsciiDigit(words[6]) && !words.Any(" ,./;|".Contains);
    }

    // "E 512345 N 167890" and "512345 E 167890 N": the letter belongs to the number it leads or follows, whichever way the text began.
    static void JoinLetters(List<string> parts)
    {
        if (parts.Count != 4) return;
        static bool Letter(string p) => p is "E" or "N" or "W" or "S";
        if (Letter(parts[0]) && Letter(parts[2])) (parts[0], parts[1]) = (parts[0] + parts[1], parts[2] + parts[3]);
        else if (Letter(parts[1]) && Letter(parts[3])) (parts[0], parts[1]) = (parts[0] + parts[1], parts[2] + parts[3]);
        else return;
        parts.RemoveRange(2, 2);
    }

    const string Separators = " ,/-.:;\t\u00A0";

    static ReadOnlySpan<char> WithoutTitle(string text)
    {
        var words = text.AsSpan().Trim();
        foreach (var title in (string[])["OS grid reference", "grid reference", "grid ref.", "grid ref", "NGR", "OSGR", "OSGB", "GR"])
            if (words.Length > title.Length && words.StartsWith(title, StringComparison.OrdinalIgnoreCase) && !char.IsAsciiLetterOrDigit(words[title.Length]))
                return words[title.Length..].Trim(" :.\t");
        return words;
    }
}
