using System.Text;

namespace Concordat.Share.OpenSources;

/// <summary>A file that was kept as it was read: text, a PDF or a picture.</summary>
/// <param name="Text">Its words where they can be read and searched for personal details; null for a PDF or picture.</param>
internal sealed record CapturedFile(string Name, byte[] Bytes, string? Text)
{
    /// <summary>Largest file taken, bytes.</summary>
    public const int Most = 10 << 20;

    static readonly byte[][] Pictures = ["%PDF-"u8.ToArray(), [0x89, .. "PNG\r\n"u8], [0xFF, 0xD8, 0xFF]];

    /// <summary>Knows a file by its first bytes; null where it is none of the kinds that are taken.</summary>
    public static CapturedFile? Of(string name, byte[] bytes)
    {
        if (Pictures.Any(p => bytes.AsSpan().StartsWith(p))) return new(name, bytes, null);
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? null : new(name, bytes, text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
