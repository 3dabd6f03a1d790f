using System.Xml.Linq;
using Concordat.Documents.Drawing;
using Concordat.Documents.Model;
using Concordat.Documents.Packaging;
using static Concordat.Documents.Docx.Word;

namespace Concordat.Documents.Docx;

/// <summary>Head and foot of each page, and the page's size and margins. The cover has no head of its own: its marking stands on its band.</summary>
internal static class HeadAndFoot
{
    private const double Margin = 22, EdgeDistance = 9, PageNumberWidth = 10;

    public static IReadOnlyList<OfficePart> Parts(Report report) =>
    [
        Part("header1", "header", Root("hdr", Marking(report))),
        Part("footer1", "footer", Root("ftr", Running(report), Marking(report))),
        Part("footer2", "footer", Root("ftr", Marking(report))),
    ];

    public static XElement CoverSection() => El("sectPr", Reference("footer", "rIdCoverFoot"), Val("type", "nextPage"),
        PageSize(), Margins(top: 0, bottom: 20, header: 0));

    public static XElement BodySection() => El("sectPr", Reference("header", "rIdHead"), Reference("footer", "rIdFoot"), Val("type", "nextPage"),
        PageSize(), Margins(top: 24, bottom: 25, header: EdgeDistance));

    private static XElement Reference(string kind, string id) => El(kind + "Reference", At("type", "default"), new XAttribute(Ns.R + "id", id));

    private static XElement PageSize() => El("pgSz", At("w", 11906), At("h", 16838));

    private static XElement Margins(double top, double bottom, double header) => El("pgMar",
        At("top", Measure.Twips(top)), At("right", Measure.Twips(Margin)), At("bottom", Measure.Twips(bottom)), At("left", Measure.Twips(Margin)),
        At("header", Measure.Twips(header)), At("footer", Measure.Twips(EdgeDistance)), At("gutter", 0));

    private static XElement Marking(Report report) => Word.Paragraph("Marking", Text(report.Marking));

    // Three cells, so that a long title and a long handling line wrap beside each other and never run together.
    private static XElement Running(Report report)
    {
        var (cited, handling) = (StrokeFont.Width(report.Citation, 8), StrokeFont.Width(report.Handling.Foot, 8));
        var titleShare = cited / (cited + handling);
        var words = Measure.TextMillimetres - PageNumberWidth;
        int[] widths = [Measure.Twips(words * titleShare), Measure.Twips(words * (1 - titleShare)), Measure.Twips(PageNumberWidth)];
        IEnumerable<XElement>[] contents =
        [
            [Text(report.Citation)], [Text(report.Handling.Foot)],
            Field("PAGE", "1"),
        ];
        return El("tbl",
            El("tblPr", El("tblW", At("w", widths.Sum()), At("type", "dxa")), El("tblBorders", Border("top", Look.Rule, 6)), El("tblLayout", At("type", "fixed")),
                El("tblCellMar", Side("left", 0), Side("right", 3)), Val("tblCaption", "Running foot")),
            El("tblGrid", widths.Select(width => El("gridCol", At("w", width)))),
            El("tr", widths.Select((width, i) => El("tc", El("tcPr", El("tcW", At("w", width), At("type", "dxa"))),
                El("p", El("pPr", Val("pStyle", i == 2 ? "PageFoot" : "Footer"), i == 2 ? El("ind", At("right", -Measure.Twips(3))) : null), contents[i])))));
    }

    private static XElement Side(string name, double millimetres) => El(name, At("w", Measure.Twips(millimetres)), At("type", "dxa"));

    private static XElement Root(string name, params object[] content) => El(name, Ns.Declarations, content);

    private static OfficePart Part(string name, string kind, XElement root) =>
        OfficePart.Xml($"word/{name}.xml", $"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml", root);
}
