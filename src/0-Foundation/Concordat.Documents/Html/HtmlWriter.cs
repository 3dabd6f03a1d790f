using System.Globalization;
using System.Reflection;
using System.Text;
using Concordat.Documents.Drawing;
using Concordat.Documents.Model;

namespace Concordat.Documents.Html;

/// <summary>Writes a report as one page to send or keep: its style is inside, it asks for nothing from elsewhere, and it prints with its marking.</summary>
public static class HtmlWriter
{
    /// <summary>Writes the report; equal reports give equal text.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Receives the page; save it as UTF-8.</param>
    /// <exception cref="ArgumentException">A chart, map or table in the report does not fit together.</exception>
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        var markup = new Markup(writer);
        WriteHead(report, markup);
        WriteCover(report, markup);
        var numbers = ReportNumbers.OfSections(report);
        WriteContents(report, numbers, markup);
        markup.Tags("<main id=\"main\" tabindex=\"-1\">\n");
        var options = new HtmlFragmentOptions { HasNarrowDrawings = true };
        if (report.Summary is { } summary) options = WritePart("summary", summary.Heading, summary.Intro, summary.Blocks, options, writer, markup);
        for (var i = 0; i < report.Sections.Count; i++)
        {
            var section = report.Sections[i];
            options = WritePart(SectionId(i), ReportNumbers.Heading(section, numbers[i]), section.Intro, section.Blocks, options with { SectionNumber = numbers[i] }, writer, markup);
        }
        markup.Tags("</main>\n<footer class=\"foot\">\n").Element("p", null, report.Citation).Element("p", null, report.Handling.Foot)
            .Element("p", "marking", report.Marking).Tags("</footer>\n</body>\n</html>\n");
    }

    private static void WriteHead(Report report, Markup markup)
    {
        var title = report.Subtitle is null ? report.Title : $"{report.Title}, {report.Subtitle}";
        markup.Tags("""
            <!doctype html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="referrer" content="no-referrer">

            """)
            .Tags($"<meta name=\"author\" content=\"{Markup.Encode(report.WrittenBy)}\">\n<meta name=\"keywords\" content=\"{Markup.Encode(report.Marking)}\">\n")
            .Tags($"<meta name=\"description\" content=\"{Markup.Encode(report.Handling.Properties(report.Partnership, report.Citation))}\">\n")
            .Element("title", null, $"{title} – {report.Partnership}")
            .Tags("<style>\n").Tags(Style()).Tags(Printed(report)).Tags(Coloured(report.House)).Tags("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to main content</a>\n");
    }

    private static void WriteCover(Report report, Markup markup)
    {
        markup.Tags("<header class=\"cover\">\n").Element("p", "marking", report.Marking).Tags(MarkOrLogo(report)).Element("h1", null, report.Title);
        if (report.Subtitle is { } subtitle) markup.Element("p", "subtitle", subtitle);
        markup.Element("p", "subtitle", report.Partnership).Tags("</header>\n<dl class=\"about\">\n");
        if (report.PreparedFor is { } reader) WriteFact("For", reader, markup);
        WriteFact("Status", $"{report.Status}, version {report.Version}", markup);
        WriteFact("Written by", report.WrittenBy, markup);
        if (report.ApprovedBy is { } approver) WriteFact("Approved by", approver, markup);
        WriteFact("Handling", report.Handling.Cover(report.Citation), markup);
        markup.Tags("</dl>\n");
    }

    private static string MarkOrLogo(Report report) => report.House?.Logo is { } logo
        ? $"<div class=\"logo\"><img src=\"data:image/png;base64,{Convert.ToBase64String(logo.Png)}\" alt=\"{Markup.Encode(report.Partnership)}\"></div>\n"
        : $"<div class=\"mark\">{Mark.On(report.House?.Colour ?? Look.DarkPetrol).Svg}</div>\n";

    private static string Coloured(House? house) =>
        house is null ? "" : $".cover {{ background: {house.Colour}; }} .cover .subtitle, .cover .marking {{ color: #fff; }}\n";

    private static void WriteFact(string label, string words, Markup markup) =>
        markup.Tags("<div>").Element("dt", null, label).Element("dd", null, words).Tags("</div>\n");

    private static void WriteContents(Report report, IReadOnlyList<string?> numbers, Markup markup)
    {
        markup.Tags("<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n");
        if (report.Summary is { } summary) WriteEntry("summary", summary.Heading, markup);
        for (var i = 0; i < report.Sections.Count; i++) WriteEntry(SectionId(i), ReportNumbers.Heading(report.Sections[i], numbers[i]), markup);
        markup.Tags("</ul>\n</nav>\n");
    }

    private static void WriteEntry(string id, string heading, Markup markup) =>
        markup.Tags($"<li><a href=\"#{id}\">").Words(heading).Tags("</a></li>\n");

    private static HtmlFragmentOptions WritePart(
        string id, string heading, string? intro, IReadOnlyList<Block> blocks, HtmlFragmentOptions options, TextWriter writer, Markup markup)
    {
        markup.Tags($"<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n").Element("h2", null, heading, $" id=\"{id}-heading\"");
        if (intro is not null) markup.Element("p", "intro", intro);
        var (figure, table) = HtmlFragment.Write(blocks, writer, options);
        markup.Tags("</section>\n");
        return options with { FirstFigure = figure, FirstTable = table };
    }

    private static string SectionId(int index) => "section-" + (index + 1).ToString(CultureInfo.InvariantCulture);

    // Every page bears the marking at its head and foot, how to cite the paper, and who may have it.
    private static string Printed(Report report)
    {
        var marking = CssString(report.Marking);
        const string bold = "font: 700 9pt Arial, sans-serif; color: #4d5860;", small = "font: 7pt Arial, sans-serif; color: #4d5860; vertical-align: top; padding-top: 4mm;";
        return $"@page {{ size: A4; margin: 22mm; @top-center {{ content: {marking}; {bold} }} @bottom-center {{ content: {marking} \"\\A\" counter(page); white-space: pre; {bold} }}"
            + $" @bottom-left {{ content: {CssString(report.Citation)}; text-align: left; {small} }} @bottom-right {{ content: {CssString(report.Handling.Foot)}; text-align: right; {small} }} }}\n";
    }

    // Every character by its number: nothing in a marking can end the string or the style.
    private static string CssString(string text)
    {
        var css = new StringBuilder("\"");
        foreach (var rune in Characters.Printable(text).EnumerateRunes()) css.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:x6}");
        return css.Append('"').ToString();
    }

    private static string Style()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Concordat.Documents.Html.report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
