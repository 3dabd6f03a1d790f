using System.Net;
using Concordat.Documents.Drawing;

namespace Concordat.Documents.Html;

/// <summary>Writes markup: tags as they are, words always encoded.</summary>
internal sealed class Markup(TextWriter writer)
{
    /// <summary>Tags and drawings that this library made; never words from a report.</summary>
    public Markup Tags(string tags)
    {
        writer.Write(tags);
        return this;
    }

    public Markup Words(string words)
    {
        writer.Write(Encode(words));
        return this;
    }

    /// <summary>An element that holds only words; the attributes are ours.</summary>
    public Markup Element(string tag, string? classes, string words, string attributes = "")
    {
        var classAttribute = classes is null ? "" : $" class=\"{classes}\"";
        return Tags($"<{tag}{classAttribute}{attributes}>").Words(words).Tags($"</{tag}>\n");
    }

    public static string Encode(string words) => WebUtility.HtmlEncode(Characters.Printable(words));
}
