using Concordat.Documents.Model;

namespace Concordat.Documents.Docx;

/// <summary>About how many pages a report fills in print.</summary>
public static class DocxPages
{
    /// <summary>An estimate from the same measure that numbers the contents; a page or two more or less in the reader's own program.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Pages, cover included.</returns>
    public static int Estimate(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        // A section that would start on the page after the last.
        var after = new Section { Heading = "", StartsPage = true };
        return PageEstimate.SectionPages(report with { Sections = [.. report.Sections, after] })[^1] - 1;
    }
}
