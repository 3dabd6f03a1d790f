using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Html;

namespace Concordat.Platform.Site;

/// <summary>A drawing made by our own code, safe to write into a page as it is.</summary>
/// <remarks>Only shapes and text pass: no scripts, event handlers, style sheets, foreign content, or addresses outside the drawing itself.
/// So a drawing can never carry more than a picture, whatever words it was given.</remarks>
public sealed class SvgContent : IHtmlContent
{
    const string SvgNamespace = "http://www.w3.org/2000/svg";

    static readonly FrozenSet<string> Elements = new[]
    {
        "svg", "g", "title", "desc", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "text", "tspan", "clipPath", "mask", "pattern", "marker",
    }.ToFrozenSet(StringComparer.Ordinal);

    readonly string _markup;

    SvgContent(string markup) => _markup = markup;

    /// <summary>Takes one <c>svg</c> element, as text.</summary>
    /// <exception cref="ArgumentException">The text is not well-formed, or holds anything but shapes and text.</exception>
    public static SvgContent FromDrawing(string svg)
    {
        ArgumentNullException.ThrowIfNull(svg);
        var root = Parse(svg);
        if (root.Name.LocalName != "svg") throw new ArgumentException("A drawing must be one svg element.", nameof(svg));
        foreach (var element in root.DescendantsAndSelf()) Check(element);
        return new(root.ToString(SaveOptions.DisableFormatting));
    }

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(_markup);

    static XElement Parse(string svg)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException error)
        {
            throw new ArgumentException($"The drawing is not well-formed XML (line {error.LineNumber}).", nameof(svg), error);
        }
    }

    static void Check(XElement element)
    {
        if (element.Name.NamespaceName is not ("" or SvgNamespace) || !Elements.Contains(element.Name.LocalName))
            throw new ArgumentException($"A drawing may not hold the element '{element.Name.LocalName}'.", nameof(element));
        foreach (var attribute in element.Attributes()) Check(attribute);
    }

    static void Check(XAttribute attribute)
    {
        var name = attribute.Name.LocalName;
        var isForeign = attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase) && !attribute.Value.StartsWith("url(#", StringComparison.Ordinal);
        var isAddress = name == "href" && !attribute.Value.StartsWith('#');
        if (name == "style" || name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || isForeign || isAddress)
            throw new ArgumentException($"A drawing may not hold the attribute '{name}' with this value.", nameof(attribute));
    }
}
