using System.Xml.Linq;
using Concordat.Documents.Drawing;
using static Concordat.Documents.Docx.Ns;

namespace Concordat.Documents.Docx;

/// <summary>Drawings that stand in a line of text: pictures and charts, each with the words for those who cannot see it.</summary>
internal static class DrawingXml
{
    private const string SvgExtension = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

    public static XElement Picture(DocxPackage package, Task<byte[]> png, string? svg, double widthMm, double heightMm, string name, string description)
    {
        var (pixelsId, svgId) = package.AddPicture(png, svg);
        var vector = svgId is null ? null : new XElement(A + "extLst", new XElement(A + "ext", new XAttribute("uri", SvgExtension),
            new XElement(Svg + "svgBlip", new XAttribute(R + "embed", svgId))));
        return Inline(package, widthMm, heightMm, name, description, Pic.NamespaceName, id => new XElement(Pic + "pic",
            new XElement(Pic + "nvPicPr", Properties(Pic + "cNvPr", id, name, description), new XElement(Pic + "cNvPicPr")),
            new XElement(Pic + "blipFill", new XElement(A + "blip", new XAttribute(R + "embed", pixelsId), vector), new XElement(A + "stretch", new XElement(A + "fillRect"))),
            new XElement(Pic + "spPr",
                new XElement(A + "xfrm", new XElement(A + "off", new XAttribute("x", 0), new XAttribute("y", 0)), Size(A + "ext", widthMm, heightMm)),
                new XElement(A + "prstGeom", new XAttribute("prst", "rect"), new XElement(A + "avLst")))));
    }

    public static XElement Chart(DocxPackage package, string chartId, double widthMm, double heightMm, string name, string description) =>
        Inline(package, widthMm, heightMm, name, description, C.NamespaceName, _ => new XElement(C + "chart", new XAttribute(R + "id", chartId)));

    private static XElement Inline(DocxPackage package, double widthMm, double heightMm, string name, string description, string kind, Func<int, XElement> content)
    {
        var id = package.NextDrawing();
        return Word.El("r", Word.El("drawing", new XElement(Wp + "inline", Sides(),
            Size(Wp + "extent", widthMm, heightMm),
            new XElement(Wp + "effectExtent", new XAttribute("l", 0), new XAttribute("t", 0), new XAttribute("r", 0), new XAttribute("b", 0)),
            Properties(Wp + "docPr", id, name, description),
            new XElement(Wp + "cNvGraphicFramePr"),
            new XElement(A + "graphic", new XElement(A + "graphicData", new XAttribute("uri", kind), content(id))))));
    }

    private static XAttribute[] Sides() => [new("distT", 0), new("distB", 0), new("distL", 0), new("distR", 0)];

    private static XElement Size(XName name, double widthMm, double heightMm) =>
        new(name, new XAttribute("cx", Measure.Emu(widthMm)), new XAttribute("cy", Measure.Emu(heightMm)));

    private static XElement Properties(XName element, int id, string name, string description) => new(element,
        new XAttribute("id", id), new XAttribute("name", Characters.Printable(name)), new XAttribute("descr", Characters.Printable(description)));
}
