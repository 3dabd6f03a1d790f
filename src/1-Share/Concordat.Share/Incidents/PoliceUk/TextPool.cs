using System.Text;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>One string for each distinct text: place names and codes come many thousand times.</summary>
sealed class TextPool
{
    const int LargestPooled = 256;
    readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _texts =
        new Dictionary<string, string>().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of these UTF-8 bytes, trimmed; bytes that are not UTF-8 become the replacement character.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > LargestPooled) return Encoding.UTF8.GetString(utf8).Trim();
        Span<char> chars = stackalloc char[LargestPooled];
        ReadOnlySpan<char> text = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        text = text.Trim();
        if (!_texts.TryGetValue(text, out var held))
        {
            held = text.ToString();
            _texts[text] = held;
        }
        return held;
    }
}
