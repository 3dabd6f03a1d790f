using System.Buffers;

namespace Concordat.Gate.Sets;

/// <summary>Codes of the International Classification of Diseases, tenth revision, and which of them set 9 may hold.</summary>
public static class Icd10
{
    static readonly SearchValues<char> Endings = SearchValues.Create("0123456789XDA-");

    /// <summary>Reads "X85", "x85.0", "X850", "X85-", "F10.2†", "Y90X" as the category and, where there is one, its fourth character: "X85", "X85.0".</summary>
    /// <remarks>Dagger and asterisk, fillers (X and −) and any fifth character are left out.</remarks>
    /// <returns>False where the text is no code.</returns>
    public static bool TryRead(string text, out string code)
    {
        code = "";
        var compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '†' or '*' or '+' or '‡' or '\u00a0'))).ToUpperInvariant().TrimEnd('-', '–');
        if (compact.Length is < 3 or > 7 || compact[0] is not (>= 'A' and <= 'Z') || !char.IsAsciiDigit(compact[1]) || !char.IsAsciiDigit(compact[2])) return false;
        if (compact.AsSpan(3).ContainsAnyExcept(Endings)) return false;
        code = compact[..3];
        if (compact.Length > 3 && char.IsAsciiDigit(compact[3])) code += "." + compact[3];
        return true;
    }

    /// <summary>True for X85 to Y09 (assault), F10 to F19 (psychoactive substances), T51, Y90 and Y91 (alcohol): what set 9 may hold.</summary>
    /// <param name="code">As <see cref="TryRead"/> gives it.</param>
    public static bool IsPermitted(string code)
    {
        if (code.Length < 3) return false;
        var number = (code[1] - '0') * 10 + (code[2] - '0');
        return (code[0], number) switch
        {
            ('X', >= 85 and <= 99) => true,
            ('Y', >= 0 and <= 9) or ('Y', 90 or 91) => true,
            ('F', >= 10 and <= 19) => true,
            ('T', 51) => true,
            _ => false,
        };
    }
}
