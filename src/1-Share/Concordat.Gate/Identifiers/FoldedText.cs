using System.Buffers;
using System.Globalization;
using System.Text;

namespace Concordat.Gate.Identifiers;

/// <summary>A text as the finders read it: one plain character for each look-alike, nothing invisible, and for each character where it stood.</summary>
/// <remarks>Full-width, mathematical and other decimal digits become 0 to 9, accents are dropped, every space is a plain space, every dash a hyphen.
/// ASCII, which is nearly every cell, is read in place without a copy.</remarks>
readonly ref struct FoldedText
{
    const char Dropped = '\0';
    static readonly char[] Plain = BuildPlain();

    readonly char[]? _characters;
    readonly int[]? _positions;

    public ReadOnlySpan<char> Characters { get; }

    public FoldedText(string text)
    {
        if (Ascii.IsValid(text))
        {
            Characters = text;
            return;
        }
        _characters = ArrayPool<char>.Shared.Rent(text.Length);
        _positions = ArrayPool<int>.Shared.Rent(text.Length + 1);
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var plain = PlainAt(text, i, out var used);
            if (plain != Dropped)
            {
                _characters[length] = plain;
                _positions[length++] = i;
            }
            i += used - 1;
        }
        _positions[length] = text.Length;
        Characters = _characters.AsSpan(0, length);
    }

    /// <summary>Where a character of the folded text begins in the text itself.</summary>
    public int Source(int position) => _positions is null ? position : _positions[position];

    /// <summary>Where the characters before this position end in the text itself.</summary>
    public int SourceEnd(int position, string text)
    {
        if (_positions is null || position == 0) return position;
        var last = _positions[position - 1];
        var end = last + (char.IsHighSurrogate(text[last]) && last + 1 < text.Length && char.IsLowSurrogate(text[last + 1]) ? 2 : 1);
        while (end < text.Length && Plain[text[end]] == Dropped) end++;
        return end;
    }

    public void Dispose()
    {
        if (_characters is not null) ArrayPool<char>.Shared.Return(_characters, clearArray: true);
        if (_positions is not null) ArrayPool<int>.Shared.Return(_positions);
    }

    /// <summary>A word as the book of names holds it.</summary>
    public static string Fold(string word)
    {
        using var folded = new FoldedText(word);
        return folded.Characters.ToString().ToLowerInvariant();
    }

    static char PlainAt(string text, int i, out int used)
    {
        used = 1;
        var c = text[i];
        if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return Plain[c];
        used = 2;
        var value = char.ConvertToUtf32(c, text[i + 1]);
        if (value is >= 0x1D7CE and <= 0x1D7FF) return (char)('0' + (value - 0x1D7CE) % 10);
        return value is >= 0xE0000 and <= 0xE0FFF ? Dropped : Letters(value);
    }

    // Bold, italic and other mathematical letters are alphabets of 52 one after another.
    static char Letters(int value)
    {
        if (value is < 0x1D400 or > 0x1D6A3) return '\uFFFD';
        var letter = (value - 0x1D400) % 52;
        return (char)(letter < 26 ? 'A' + letter : 'a' + letter - 26);
    }

    static char[] BuildPlain()
    {
        var plain = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++) plain[i] = PlainOf((char)i);
        foreach (var (from, to) in "łlŁLıiđdĐDðdÐDøoØOæaÆAœoŒOßsþtÞTəeƏEАAВBСCЕEНHКKМMОOРPТTХXаaсcеeоoрpхx‘'’'ʼ'´'`'‛'".Chunk(2).Select(pair => (pair[0], pair[1]))) plain[from] = to;
        plain['\uFE6B'] = '@';
        return plain;
    }

    static char PlainOf(char c) => c switch
    {
        '\0' => ' ',
        < '\u0080' => c,
        >= '\uFF01' and <= '\uFF5E' => (char)(c - '\uFF01' + '!'),
        _ => CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Dropped,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control => ' ',
            UnicodeCategory.DashPunctuation => '-',
            UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
            UnicodeCategory.OtherNumber when CharUnicodeInfo.GetDigitValue(c) >= 0 => (char)('0' + CharUnicodeInfo.GetDigitValue(c)),
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter when c is < '\u0250' or (>= '\u1E00' and <= '\u1EFF') => c.ToString().Normalize(NormalizationForm.FormD)[0],
            _ => c,
        },
    };
}
