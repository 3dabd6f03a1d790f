using System.Buffers;

namespace Concordat.Gate.Identifiers;

/// <summary>Finds e-mail addresses, written plainly or to hide from machines: "jo@x.org", "jo (at) x (dot) org", "jo at gmail dot com".</summary>
static class EmailFinder
{
    static readonly SearchValues<string> Providers = SearchValues.Create(
        ["gmail.", "googlemail.", "hotmail.", "outlook.", "live.", "msn.", "yahoo.", "ymail.", "icloud.", "me.com", "mac.com", "aol.", "btinternet.", "btopenworld.", "sky.com", "virginmedia.", "ntlworld.",
            "talktalk.", "blueyonder.", "proton", "gmx.", "mail.", "nhs.net", "nhs.uk", "gov.uk", "police.uk", "ac.uk", "tiscali.", "o2.co", "zoho."], StringComparison.OrdinalIgnoreCase);

    /// <summary>The next address at or after a position.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int from, out Found found)
    {
        for (var at = from; at < text.Length; at++)
        {
            var next = text[at..].IndexOf('@');
            if (next < 0) break;
            at += next;
            if (TryAround(text, at, at + 1, from, out found)) return true;
        }
        found = default;
        return false;
    }

    /// <summary>An address in which the word "at" stands for the sign.</summary>
    /// <param name="start">Where "at" begins.</param>
    public static bool TryWritten(ReadOnlySpan<char> text, int start, int from, out Found found)
    {
        found = default;
        var (left, right) = (start, start + 2);
        var bracketed = left > 0 && right < text.Length && text[left - 1] is '(' or '[' or '{' or '<' && text[right] is ')' or ']' or '}' or '>';
        if (bracketed) (left, right) = (left - 1, right + 1);
        if (!TryAround(text, left, right, from, out found)) return false;
        if (bracketed) return true;
        var domain = text[right..found.End];
        return domain.Contains(" dot ", StringComparison.OrdinalIgnoreCase) || domain.ContainsAny(Providers);
    }

    static bool TryAround(ReadOnlySpan<char> text, int sign, int after, int from, out Found found)
    {
        found = default;
        var end = sign;
        while (end > from && text[end - 1] == ' ' && sign - end < 3) end--;
        var start = end;
        while (start > from && IsLocal(text[start - 1])) start--;
        while (start < end && text[start] is '.' or '\'' or '-') start++;
        if (start == end || !TryDomain(text, after, out var last)) return false;
        found = new(start, last, IdentifierKind.Email);
        return true;
    }

    // Labels joined by a point, "dot" or "(dot)"; at least one join, and letters at the end.
    static bool TryDomain(ReadOnlySpan<char> text, int from, out int end)
    {
        end = from;
        var at = SkipSpaces(text, from);
        var labels = 0;
        while (true)
        {
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '_')) at++;
            if (at == start) break;
            labels++;
            end = at;
            var joined = SkipDot(text, at);
            if (joined == at) break;
            at = joined;
        }
        while (end > from && text[end - 1] is '-' or '_') end--;
        return labels >= 2;
    }

    static int SkipDot(ReadOnlySpan<char> text, int at)
    {
        var next = SkipSpaces(text, at);
        if (next < text.Length && text[next] == '.')
        {
            var spaced = SkipSpaces(text, next + 1);
            // The point of a sentence is followed by a blank and a capital.
            if (spaced == next + 1) return next + 1;
            return next > at && spaced < text.Length && char.IsLower(text[spaced]) ? spaced : at;
        }
        var open = next < text.Length && text[next] is '(' or '[' or '{';
        var word = open ? next + 1 : next;
        if (word + 3 > text.Length || !text.Slice(word, 3).Equals("dot", StringComparison.OrdinalIgnoreCase)) return at;
        var behind = word + 3;
        if (open) return behind < text.Length && text[behind] is ')' or ']' or '}' ? SkipSpaces(text, behind + 1) : at;
        return next > at && behind < text.Length && text[behind] == ' ' ? SkipSpaces(text, behind) : at;
    }

    static int SkipSpaces(ReadOnlySpan<char> text, int at)
    {
        var limit = Math.Min(text.Length, at + 3);
        while (at < limit && text[at] is ' ' or '\n' or '\r' or '\t') at++;
        return at;
    }

    static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'' or '!' or '#' or '$' or '&' or '*' or '=' or '~';
}
