namespace Concordat.Gate.Identifiers;

/// <summary>Cuts a text into runs of letters and runs of digits and looks every word up once.</summary>
static class PartReader
{
    const string MarkerEnd = " removed]";

    /// <returns>How many parts were written.</returns>
    public static int Read(ReadOnlySpan<char> text, Span<Part> parts)
    {
        var count = 0;
        var gap = Gap.Other;
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                var start = i++;
                while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
                parts[count++] = new() { Start = start, End = i, IsDigits = true, Before = gap };
                gap = Gap.None;
            }
            else if (IsLetter(c))
            {
                i = ReadWord(text, i, gap, ref parts[count++]);
                gap = Gap.None;
            }
            else
            {
                i = SkipGap(text, i, ref gap);
            }
        }
        return count;
    }

    static int ReadWord(ReadOnlySpan<char> text, int start, Gap gap, ref Part part)
    {
        var hash = WordBook.HashStart;
        var i = start;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (IsLetter(c)) hash = WordBook.HashNext(hash, c);
            else if (c != '\'' || i + 1 == text.Length || !IsLetter(text[i + 1])) break;
            else if (IsPossessive(text, i)) break;
        }
        part = new() { Start = start, End = i, Before = gap, Word = WordBook.Find(text[start..i], hash) };
        return i;
    }

    // "Smith's" is the word Smith; "O'Brien" is one word.
    static bool IsPossessive(ReadOnlySpan<char> text, int apostrophe) =>
        (text[apostrophe + 1] | 0x20) == 's' && (apostrophe + 2 == text.Length || !IsLetter(text[apostrophe + 2]));

    static int SkipGap(ReadOnlySpan<char> text, int i, ref Gap gap)
    {
        if (gap == Gap.None) gap = Gap.Space;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c) || IsLetter(c)) return i;
            if (c == '[' && MarkerLength(text[i..]) is var marker and > 0)
            {
                gap = Gap.Other;
                i += marker - 1;
                continue;
            }
            gap = Join(gap, c);
        }
        return i;
    }

    static Gap Join(Gap gap, char c)
    {
        var kind = c switch
        {
            ' ' or '\t' or '\n' or '\r' or '\v' or '\f' => Gap.Space,
            '-' => Gap.Dash,
            '.' => Gap.Dot,
            ',' => Gap.Comma,
            '/' => Gap.Slash,
            '(' or ')' => Gap.Bracket,
            _ => Gap.Other,
        };
        if (kind == Gap.Space || gap == kind) return gap;
        return gap switch
        {
            Gap.Space => kind,
            Gap.Dot when kind == Gap.Comma => Gap.Comma,
            Gap.Dash or Gap.Dot when kind == Gap.Bracket => Gap.Bracket,
            Gap.Bracket when kind is Gap.Dash or Gap.Dot => Gap.Bracket,
            _ => Gap.Other,
        };
    }

    // What an earlier removal left behind is no text to search, and its words are no cue for what follows.
    static int MarkerLength(ReadOnlySpan<char> text)
    {
        var window = text[..Math.Min(text.Length, 40)];
        var end = window.IndexOf(MarkerEnd);
        if (end < 0) return 0;
        foreach (var marker in IdentifierScanner.Markers)
        {
            if (window.StartsWith(marker)) return marker.Length;
        }
        return 0;
    }

    static bool IsLetter(char c) => char.IsAsciiLetter(c) || (c >= '\u0080' && char.IsLetter(c));
}
