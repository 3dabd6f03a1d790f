using System.Xml;

namespace Concordat.Documents.Drawing;

/// <summary>Text as XML can hold it.</summary>
internal static class Characters
{
    /// <summary>The text without the characters that XML 1.0 forbids; a lone half of a pair becomes the replacement mark.</summary>
    public static string Printable(string text)
    {
        if (IsClean(text)) return text;
        var kept = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                kept.Append(text[i]).Append(text[++i]);
            else if (char.IsSurrogate(text[i]))
                kept.Append('\uFFFD');
            else if (XmlConvert.IsXmlChar(text[i]))
                kept.Append(text[i]);
        }
        return kept.ToString();
    }

    private static bool IsClean(string text)
    {
        foreach (var c in text)
            if (!XmlConvert.IsXmlChar(c)) return false; // false for surrogates too, which then take the careful path
        return true;
    }
}
