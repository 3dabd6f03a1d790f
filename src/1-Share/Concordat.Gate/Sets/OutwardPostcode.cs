namespace Concordat.Gate.Sets;

/// <summary>The part of a postcode before the space: all that a health return may keep of one.</summary>
public static class OutwardPostcode
{
    /// <summary>Reads "KT1 1AA", "KT11AA", "kt1 1", "KT1": all are "KT1".</summary>
    /// <param name="text">Full or partial postcode.</param>
    /// <param name="outward">The outward part in capitals.</param>
    /// <param name="hadMore">True where the text held more than the outward part, which is cut off.</param>
    /// <returns>False where the text has no outward part.</returns>
    public static bool TryRead(string text, out string outward, out bool hadMore)
    {
        (outward, hadMore) = ("", false);
        var trimmed = text.Trim().ToUpperInvariant();
        if (trimmed.Length is < 2 or > 12) return false;
        var compact = string.Concat(trimmed.Where(c => !char.IsWhiteSpace(c)));
        var space = trimmed.IndexOfAny([' ', '\u00a0', '\t']);
        if (compact.Length is >= 5 and <= 7 && IsInward(compact.AsSpan(compact.Length - 3)) && IsOutward(compact.AsSpan(0, compact.Length - 3)))
        {
            // Padding may stand anywhere ("KT 1 1AA"); the last three are always the inward part.
            (outward, hadMore) = (compact[..^3], true);
            return true;
        }
        var first = space > 0 ? trimmed[..space] : compact;
        if (!IsOutward(first)) return false;
        (outward, hadMore) = (first, first.Length < compact.Length);
        return true;
    }

    static bool IsInward(ReadOnlySpan<char> text) => char.IsAsciiDigit(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterUpper(text[2]);

    // One or two letters, a figure, and perhaps a figure or letter more; and GIR of the old bank code.
    static bool IsOutward(ReadOnlySpan<char> text)
    {
        if (text is "GIR") return true;
        if (text.Length is < 2 or > 4 || !char.IsAsciiLetterUpper(text[0])) return false;
        var letters = char.IsAsciiLetterUpper(text[1]) ? 2 : 1;
        if (text.Length <= letters || text.Length > letters + 2 || !char.IsAsciiDigit(text[letters])) return false;
        return text.Length == letters + 1 || char.IsAsciiDigit(text[letters + 1]) || char.IsAsciiLetterUpper(text[letters + 1]);
    }
}
