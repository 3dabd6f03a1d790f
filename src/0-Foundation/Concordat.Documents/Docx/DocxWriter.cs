using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Concordat.Documents.Model;
using Concordat.Documents.Packaging;
using static Concordat.Documents.Docx.Word;

namespace Concordat.Documents.Docx;

/// <summary>Writes a report as a word-processing document: cover, summary, contents, numbered sections, native charts with their figures, maps with alternative text.</summary>
public static class DocxWriter
{
    /// <summary>The media type of the file.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string ContentTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    /// <summary>Writes the report; equal reports give equal bytes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Receives the file by synchronous writes; left open. It need not be able to seek.</param>
    /// <remarks>Page numbers in the contents are guesses until the reader's program works them out, which it is asked to do on opening.
    /// Source of the format: ISO/IEC 29500 (Office Open XML), transitional.</remarks>
    /// <exception cref="ArgumentException">A chart, map or table in the report does not fit together.</exception>
    public static void Write(Report report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(stream);
        ReportCheck.Check(report);
        var package = new DocxPackage();
        var document = El("document", Ns.Declarations, El("body", Body(report, package), HeadAndFoot.BodySection()));
        List<OfficePart> parts =
        [
            OfficePart.Xml("word/document.xml", ContentTypes + "document.main+xml", document, package.Links),
            Resource("styles"), Resource("numbering"), Resource("settings"),
            .. HeadAndFoot.Parts(report),
            .. package.Parts,
            .. DocumentProperties.Parts(Titled(report), report.Handling.Properties(report.Partnership, report.Citation), report.WrittenBy, report.Partnership, report.Marking, report.Date),
        ];
        OfficePackage.Write(stream, parts, [new("rId1", "officeDocument", "word/document.xml"), .. DocumentProperties.Links]);
    }

    // All at once: pictures and charts are gathered on the way.
    private static List<XElement> Body(Report report, DocxPackage package)
    {
        var blocks = new BlockXml(package, report.Date);
        var numbers = ReportNumbers.OfSections(report);
        var pages = PageEstimate.SectionPages(report);
        var entries = report.Sections.Select((section, i) => (ReportNumbers.Heading(section, numbers[i]), Bookmark(i), pages[i])).ToList();
        List<XElement> body = [.. FrontPages.Cover(report, package)];
        if (report.Summary is { } summary)
        {
            body.Add(Paragraph("FrontHeading", Text(summary.Heading)));
            if (summary.Intro is { } intro) body.Add(Paragraph("Intro", Text(intro)));
            body.AddRange(blocks.From(summary.Blocks, isNumbered: false));
        }
        if (entries.Count > 0) body.AddRange(FrontPages.Contents(entries));
        for (var i = 0; i < report.Sections.Count; i++) body.AddRange(SectionXml(report.Sections[i], i, blocks));
        return body;
    }

    private static List<XElement> SectionXml(Section section, int index, BlockXml blocks)
    {
        var id = (index + 1).ToString(CultureInfo.InvariantCulture);
        List<XElement> xml =
        [
            El("p", El("pPr", Val("pStyle", "Heading1"), section.StartsPage || index == 0 ? El("pageBreakBefore") : null,
                    section.IsNumbered ? null : BlockXml.Unnumbered(), section.StartsPage || index == 0 ? null : El("spacing", At("before", 480))),
                El("bookmarkStart", At("id", id), At("name", Bookmark(index))), Text(section.Heading), El("bookmarkEnd", At("id", id))),
        ];
        if (section.Intro is { } intro) xml.Add(Paragraph("Intro", Text(intro)));
        xml.AddRange(blocks.From(section.Blocks, section.IsNumbered));
        return xml;
    }

    private static string Bookmark(int section) => "_Toc" + (100000001 + section).ToString(CultureInfo.InvariantCulture);

    private static string Titled(Report report) => report.Subtitle is null ? report.Title : $"{report.Title}, {report.Subtitle}";

    private static OfficePart Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Concordat.Documents.Docx.{name}.xml")!;
        return OfficePart.Xml($"word/{name}.xml", $"{ContentTypes}{name}+xml", XElement.Load(stream));
    }
}
