using System.Buffers;

namespace Concordat.Gate.Placing;

/// <summary>A postcode as written, put in order: capital letters, one space before the inward part, O and 0, I and 1 where the pattern tells which.</summary>
/// <param name="Outward">"KT1", "EC1A".</param>
/// <param name="Inward">"1AA"; empty where only the outward part, or a sector, was written.</param>
/// <param name="Mended">True where a letter had to be read as a figure or a figure as a letter.</param>
public readonly record struct Postcode(string Outward, string Inward, bool Mended)
{
    static readonly SearchValues<char> NotInward = SearchValues.Create("CIKMOV"); // letters the inward part never has

    public bool IsUnit => Inward.Length == 3;

    public override string ToString() => IsUnit ? $"{Outward} {Inward}" : Outward;

    /// <summary>Reads a full postcode, a sector ("KT1 1") or an outward part, in any case and spacing.</summary>
    /// <returns>False where the text is not one.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out Postcode postcode)
    {
        postcode = default;
        Span<char> compact = stackalloc char[8];
        var (length, space) = (0, -1);
        foreach (var c in text.Trim())
        {
            if (c is ' ' or '\t' or '\u00A0' or '-' or '.')
            {
                if (space < 0) space = length;
                continue;
            }
            if (!char.IsAsciiLetterOrDigit(c) || length == 8) return false;
            compact[length++] = char.ToUpperInvariant(c);
        }
        var all = compact[..length];
        if (length is < 2 or > 7) return false;
        if (length >= 5 && (space is -1 or 0 || space == length || space == length - 3) && TryUnit(all, out postcode)) return true;
        // A sector: the outward part, a space and one figure.
        var outward = space > 0 && space == length - 1 && char.IsAsciiDigit(all[^1]) ? all[..^1] : all;
        if (outward.Length > 4 || space > 0 && space < length && outward.Length == length) return false;
        var mended = false;
        if (!TryOutward(outward, ref mended) || mended) return false; // a few letters that might be a code are left alone
        postcode = new(outward.ToString(), "", false);
        return true;
    }

    /// <summary>The first full postcode that stands in a text, by itself; false where none does.</summary>
    public static bool TryFind(string text, out Postcode postcode)
    {
        postcode = default;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiLetter(text[at]) || at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) continue;
            var end = at;
            var (figures, spaces) = (0, 0);
            while (end < text.Length && figures < 7 && spaces < 2 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == ' '))
            {
                if (text[end] == ' ') spaces++;
                else figures++;
                end++;
                if (figures < 5 || end < text.Length && char.IsAsciiLetterOrDigit(text[end])) continue;
                if (TryRead(text.AsSpan(at, end - at), out postcode) && postcode is { IsUnit: true, Mended: false }) return true;
            }
        }
        return false;
    }

    static bool TryUnit(Span<char> all, out Postcode postcode)
    {
        postcode = default;
        var mended = false;
        var inward = all[^3..];
        if (!AsFigure(ref inward[0], ref mended) || !AsLetter(ref inward[1], ref mended) || !AsLetter(ref inward[2], ref mended)) return false;
        if (((ReadOnlySpan<char>)inward[1..]).ContainsAny(NotInward) || !TryOutward(all[..^3], ref mended)) return false;
        postcode = new(all[..^3].ToString(), inward.ToString(), mended);
        return true;
    }

    // A9, A99, AA9, AA99, A9A, AA9A.
    static bool TryOutward(Span<char> code, ref bool mended)
    {
        if (code.Length is < 2 or > 4 || !AsLetter(ref code[0], ref mended)) return false;
        if (code.Length == 2) return AsFigure(ref code[1], ref mended);
        var figureFirst = char.IsAsciiDigit(code[1]) && !(code[1] == '0' && !char.IsAsciiDigit(code[2]));
        if (figureFirst) return code.Length == 3 && (char.IsAsciiLetterOrDigit(code[2]));
        if (!AsLetter(ref code[1], ref mended) || !AsFigure(ref code[2], ref mended)) return false;
        return code.Length == 3 || char.IsAsciiLetterOrDigit(code[3]);
    }

    static bool AsFigure(ref char c, ref bool mended)
    {
        if (char.IsAsciiDigit(c)) return true;
        if (c is not ('O' or 'I' or 'L')) return false;
        c = c == 'O' ? '0' : '1';
        return mended = true;
    }

    static bool AsLetter(ref char c, ref bool mended)
    {
        if (char.IsAsciiLetterUpper(c)) return true;
        if (c is not ('0' or '1')) return false;
        c = c == '0' ? 'O' : 'I';
        return mended = true;
    }
}
