using System.Xml.Linq;
using Concordat.Documents.Drawing;
using Concordat.Documents.Model;
using static Concordat.Documents.Docx.Word;

namespace Concordat.Documents.Docx;

/// <summary>The cover: a petrol band over three fifths of the page, then who, for whom and how to handle it.</summary>
internal static class FrontPages
{
    // The largest a logo is drawn, in millimetres, and the white that stands around it.
    private const double LogoWidth = 70, LogoHeight = 24, LogoEdge = 3;
    private const double PageWidth = 210, BandTop = 88, BandBottom = 90, Margin = 22;

    public static IEnumerable<XElement> Cover(Report report, DocxPackage package)
    {
        yield return Band(report, package);
        yield return El("p", El("pPr", Val("pStyle", "CoverText"), El("spacing", At("before", 0), At("after", 240))));
        yield return Facts(report);
        yield return Word.Paragraph("CoverLabel", Text("Handling"));
        yield return Word.Paragraph("CoverText", Text(report.Handling.Cover(report.Citation)));
        yield return El("p", El("pPr", HeadAndFoot.CoverSection()));
    }

    public static IEnumerable<XElement> Contents(IReadOnlyList<(string Heading, string Bookmark, int Page)> entries)
    {
        yield return El("p", El("pPr", Val("pStyle", "FrontHeading"), El("spacing", At("before", 480), At("after", 160))), Text("Contents"));
        yield return El("sdt",
            El("sdtPr", El("docPartObj", Val("docPartGallery", "Table of Contents"), El("docPartUnique"))),
            El("sdtContent", entries.Select((entry, i) => Word.Paragraph("TOC1",
                i == 0 ? Opening() : null,
                El("hyperlink", At("anchor", entry.Bookmark), At("history", 1),
                    Text(entry.Heading), El("r", El("tab")), Field($"PAGEREF {entry.Bookmark} \\h", entry.Page.ToString(System.Globalization.CultureInfo.InvariantCulture))),
                i == entries.Count - 1 ? El("r", El("fldChar", At("fldCharType", "end"))) : null))));
    }

    private static XElement[] Opening() =>
    [
        El("r", El("fldChar", At("fldCharType", "begin"), At("dirty", "true"))),
        El("r", El("instrText", new XAttribute(XNamespace.Xml + "space", "preserve"), " TOC \\o \"1-1\" \\h \\z ")),
        El("r", El("fldChar", At("fldCharType", "separate"))),
    ];

    private static XElement Band(Report report, DocxPackage package)
    {
        var colour = report.House?.Colour ?? Look.DarkPetrol;
        var pale = report.House is null ? Look.PaleOnPetrol : Look.White;
        var marking = El("p", El("pPr", Val("pStyle", "Marking"), El("spacing", At("before", Measure.Twips(9)), At("after", Measure.Twips(17)))),
            Text(report.Marking, Val("color", Hex(pale))));
        return El("tbl",
            El("tblPr", El("tblW", At("w", Measure.Twips(PageWidth)), At("type", "dxa")), El("tblInd", At("w", -Measure.Twips(Margin)), At("type", "dxa")), El("tblLayout", At("type", "fixed")),
                El("tblCellMar", Side("left", Margin), Side("right", Margin)), Val("tblCaption", "Cover")),
            El("tblGrid", El("gridCol", At("w", Measure.Twips(PageWidth)))),
            BandRow(BandTop, "top", colour, [marking, .. report.House?.Logo is { } logo ? LogoOnWhite(logo, report, package) : [Concordat(package, colour)]]),
            BandRow(BandBottom, "bottom", colour,
            [
                El("p", El("pPr", Val("pStyle", "Title"), El("ind", At("right", Measure.Twips(45)))), Text(report.Title)),
                report.Subtitle is null ? null : Word.Paragraph("Subtitle", Text(report.Subtitle, Val("color", Hex(pale)))),
                El("p", El("pPr", Val("pStyle", "Subtitle"), El("spacing", At("after", Measure.Twips(20)))), Text(report.Partnership, Val("color", Hex(pale)))),
            ]));
    }

    private static XElement Concordat(DocxPackage package, string colour)
    {
        var (png, svg) = Mark.On(colour);
        return El("p", El("pPr", El("spacing", At("after", 0))), DrawingXml.Picture(package, Task.FromResult(png), svg, 23, 23, "Mark", Mark.Description));
    }

    // Logos are drawn for white paper, so they stand on white here too. A table in a cell needs a paragraph behind it.
    private static XElement[] LogoOnWhite(Logo logo, Report report, DocxPackage package)
    {
        var scale = Math.Min(LogoWidth / logo.Width, LogoHeight / logo.Height);
        var (width, height) = (logo.Width * scale, logo.Height * scale);
        var picture = DrawingXml.Picture(package, Task.FromResult(logo.Png), null, width, height, "Logo", report.Partnership);
        return
        [
            El("tbl",
                El("tblPr", El("tblW", At("w", Measure.Twips(width + (2 * LogoEdge))), At("type", "dxa")), El("tblLayout", At("type", "fixed")),
                    El("tblCellMar", Side("left", LogoEdge), Side("right", LogoEdge)), Val("tblCaption", "Logo")),
                El("tblGrid", El("gridCol", At("w", Measure.Twips(width + (2 * LogoEdge))))),
                El("tr", El("tc", El("tcPr", El("tcW", At("w", Measure.Twips(width + (2 * LogoEdge))), At("type", "dxa")), Shading(Look.White)),
                    El("p", El("pPr", El("spacing", At("before", Measure.Twips(LogoEdge)), At("after", Measure.Twips(LogoEdge)))), picture)))),
            El("p", El("pPr", El("spacing", At("after", 0)))),
        ];
    }

    private static XElement BandRow(double height, string align, string colour, XElement?[] content) => El("tr",
        El("trPr", El("cantSplit"), El("trHeight", At("val", Measure.Twips(height)), At("hRule", "exact"))),
        El("tc", El("tcPr", El("tcW", At("w", Measure.Twips(PageWidth)), At("type", "dxa")),
            // Edges of the same colour, so that no light seam shows between the rows.
            El("tcBorders", Border("top", colour, 4), Border("bottom", colour, 4)), Shading(colour), Val("vAlign", align)), content));

    private static XElement Facts(Report report)
    {
        List<(string Label, string Text)> facts = [];
        if (report.PreparedFor is { } reader) facts.Add(("For", reader));
        facts.Add(("Status", $"{report.Status}, version {report.Version}"));
        facts.Add(("Written by", report.WrittenBy));
        if (report.ApprovedBy is { } approver) facts.Add(("Approved by", approver));
        var half = Measure.Twips(Measure.TextMillimetres / 2);
        return El("tbl",
            El("tblPr", El("tblW", At("w", half * 2), At("type", "dxa")), El("tblLayout", At("type", "fixed")), El("tblCellMar", Side("left", 0), Side("right", 4)), Val("tblCaption", "About this paper")),
            El("tblGrid", El("gridCol", At("w", half)), El("gridCol", At("w", half))),
            facts.Chunk(2).Select(pair => El("tr", El("trPr", El("cantSplit")), pair.Concat(Enumerable.Repeat(("", ""), 2 - pair.Length)).Select(fact =>
                El("tc", El("tcPr", El("tcW", At("w", half), At("type", "dxa"))),
                    Word.Paragraph("CoverLabel", Text(fact.Item1)), Word.Paragraph("CoverText", Text(fact.Item2)))))));
    }

    private static XElement Side(string name, double millimetres) => El(name, At("w", Measure.Twips(millimetres)), At("type", "dxa"));
}
