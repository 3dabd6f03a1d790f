using System.Text;

namespace Concordat.Gate.Reading.Text;

/// <summary>How the characters of a text file are written.</summary>
enum TextEncoding { Utf8, Windows1252, Utf16Little, Utf16Big }

/// <summary>Tells encodings apart by the first bytes. UTF-8 and Windows-1252 are told apart while reading: <see cref="Utf8Stream"/>.</summary>
static class TextEncodings
{
    /// <summary>The encoding that the first bytes show for certain, and how many of them are a byte order mark; null where only reading on can tell.</summary>
    public static (TextEncoding? Encoding, int Mark) Sniff(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return (TextEncoding.Utf8, 3);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (TextEncoding.Utf16Little, 2);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (TextEncoding.Utf16Big, 2);
        return (Utf16WithoutMark(start), 0);
    }

    /// <summary>The encoding a person or a saved map means.</summary>
    /// <exception cref="ArgumentException">It is none of those read here.</exception>
    public static TextEncoding Parse(string name) => name.Trim().ToLowerInvariant() switch
    {
        "utf-8" or "utf8" => TextEncoding.Utf8,
        "windows-1252" or "cp1252" or "iso-8859-1" or "latin1" => TextEncoding.Windows1252,
        "utf-16" or "utf-16le" => TextEncoding.Utf16Little,
        "utf-16be" => TextEncoding.Utf16Big,
        _ => throw new ArgumentException("The encoding must be utf-8, windows-1252, utf-16 or utf-16be.", nameof(name)),
    };

    public static string Name(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "UTF-8",
        TextEncoding.Windows1252 => "Windows-1252",
        TextEncoding.Utf16Little => "UTF-16",
        _ => "UTF-16 (big-endian)",
    };

    /// <summary>The text as UTF-8, whatever it was.</summary>
    public static Stream AsUtf8(Stream text, TextEncoding encoding) => encoding == TextEncoding.Utf16Little || encoding == TextEncoding.Utf16Big
        ? Encoding.CreateTranscodingStream(text, encoding == TextEncoding.Utf16Big ? Encoding.BigEndianUnicode : Encoding.Unicode, Encoding.UTF8)
        : new Utf8Stream(text, encoding == TextEncoding.Windows1252);

    // Tables are mostly digits, commas and Latin letters, whose UTF-16 has a zero in every other byte.
    static TextEncoding? Utf16WithoutMark(ReadOnlySpan<byte> start)
    {
        var pairs = start.Length / 2;
        if (pairs < 2) return null;
        int even = 0, odd = 0;
        for (var i = 0; i < pairs; i++)
        {
            if (start[2 * i] == 0) even++;
            if (start[2 * i + 1] == 0) odd++;
        }
        if (odd * 10 >= pairs * 6 && even * 50 <= pairs) return TextEncoding.Utf16Little;
        if (even * 10 >= pairs * 6 && odd * 50 <= pairs) return TextEncoding.Utf16Big;
        return null;
    }
}
