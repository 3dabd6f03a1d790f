using System.Globalization;
using Concordat.Documents.Html;
using Concordat.Documents.Model;
using Microsoft.AspNetCore.Html;

namespace Concordat.Understand.Papers;

/// <summary>A report as parts of a page of the site, numbered through as in the document.</summary>
internal static class ReportFragments
{
    public static IReadOnlyList<(string Heading, string? Intro, IHtmlContent Body)> Of(Report report)
    {
        var parts = new List<(string, string?, IHtmlContent)>();
        var (figure, table, number) = (1, 1, 0);
        IHtmlContent Write(IReadOnlyList<Block> blocks, int? section)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            (figure, table) = HtmlFragment.Write(blocks, text, new() { FirstFigure = figure, FirstTable = table, SectionNumber = section?.ToString(CultureInfo.InvariantCulture), TableClass = "c-table", HiddenClass = "govuk-visually-hidden" });
            return new HtmlString(text.ToString());
        }
        if (report.Summary is { } summary) parts.Add((summary.Heading, summary.Intro, Write(summary.Blocks, null)));
        foreach (var section in report.Sections)
        {
            int? mine = section.IsNumbered ? ++number : null;
            parts.Add(($"{(mine is { } n ? $"{n} " : "")}{section.Heading}", section.Intro, Write(section.Blocks, mine)));
        }
        return parts;
    }
}
