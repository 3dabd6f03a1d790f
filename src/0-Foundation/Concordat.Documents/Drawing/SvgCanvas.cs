using System.Globalization;
using System.Net;
using System.Text;

namespace Concordat.Documents.Drawing;

/// <summary>Paints SVG with presentation attributes only: no style, no ids, no links, so that it stands under a strict content policy and twice on a page.</summary>
internal sealed class SvgCanvas(double width, double height) : ICanvas
{
    private readonly StringBuilder _shapes = new();

    public void Area(IReadOnlyList<IReadOnlyList<Spot>> rings, string fill, double opacity = 1)
    {
        _shapes.Append("<path d=\"");
        foreach (var ring in rings) AppendPoints(ring).Append('Z');
        _shapes.Append("\" fill=\"").Append(fill).Append("\" fill-rule=\"evenodd\"");
        AppendOpacity(opacity);
        _shapes.Append("/>");
    }

    public void Line(IReadOnlyList<Spot> points, string colour, double width, string? dash = null)
    {
        _shapes.Append("<path d=\"");
        AppendPoints(points).Append("\" fill=\"none\" stroke=\"").Append(colour).Append("\" stroke-width=\"").Append(Number(width));
        if (dash is not null) _shapes.Append("\" stroke-dasharray=\"").Append(dash);
        _shapes.Append("\" stroke-linejoin=\"round\"/>");
    }

    public void Rectangle(double x, double y, double width, double height, string fill, double opacity = 1)
    {
        _shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" fill=\"{fill}\"");
        AppendOpacity(opacity);
        _shapes.Append("/>");
    }

    public void Disc(double x, double y, double radius, string fill) =>
        _shapes.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{fill}\"/>");

    public void Text(string text, double x, double y, TextLook look)
    {
        // The halo is a text of its own: some readers of SVG would paint a stroke over the letters.
        if (look.HasHalo) AppendText(text, x, y, look, " stroke=\"#ffffff\" stroke-width=\"3.5\" stroke-linejoin=\"round\" aria-hidden=\"true\"");
        AppendText(text, x, y, look, "");
    }

    private void AppendText(string text, double x, double y, TextLook look, string halo)
    {
        _shapes.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(look.Size)}\" fill=\"{look.Colour}\"");
        if (look.Anchor != Anchor.Start) _shapes.Append(look.Anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (look.IsBold) _shapes.Append(" font-weight=\"700\"");
        _shapes.Append(halo);
        if (look.Turn != 0) _shapes.Append(CultureInfo.InvariantCulture, $" transform=\"rotate({Number(look.Turn)} {Number(x)} {Number(y)})\"");
        _shapes.Append('>').Append(Encode(text)).Append("</text>");
    }

    /// <summary>The drawing with its name and description for those who cannot see it.</summary>
    public string ToSvg(string title, string description) =>
        string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Number(width)} {Number(height)}" width="{Number(width)}" height="{Number(height)}" role="img" aria-label="{Encode($"{title}. {description}")}" class="drawing" font-family="{Look.Fonts}"><title>{Encode(title)}</title><desc>{Encode(description)}</desc>{_shapes}</svg>
        """);

    private void AppendOpacity(double opacity)
    {
        if (opacity < 1) _shapes.Append(" fill-opacity=\"").Append(Number(opacity)).Append('"');
    }

    private StringBuilder AppendPoints(IReadOnlyList<Spot> points)
    {
        for (var i = 0; i < points.Count; i++)
            _shapes.Append(i == 0 ? 'M' : 'L').Append(Number(points[i].X)).Append(' ').Append(Number(points[i].Y));
        return _shapes;
    }

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    // Control characters that XML 1.0 forbids would make the whole page unreadable to an XML parser.
    private static string Encode(string text) => WebUtility.HtmlEncode(Characters.Printable(text)).Replace("&#39;", "'", StringComparison.Ordinal);
}
