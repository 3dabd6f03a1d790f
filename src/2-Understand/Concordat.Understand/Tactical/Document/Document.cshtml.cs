using Concordat.Documents.Docx;
using Concordat.Documents.Html;
using Concordat.Documents.Model;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Document;

/// <summary>An assessment as the document it becomes, on the page or as a file to keep.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class DocumentModel(ConcordatDb db, Session session, TacticalPapers papers, AuditLog audit) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>docx, html or json; null shows the page.</summary>
    [FromRoute] public string? Format { get; set; }

    public TacticalAssessment Assessment { get; private set; } = null!;
    public Report Report { get; private set; } = null!;

    /// <summary>Each part of the paper as markup, numbered through.</summary>
    public IReadOnlyList<(string Heading, string? Intro, IHtmlContent Body)> Parts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await db.Set<TacticalAssessment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == Id, cancellation) is not { } assessment || !MayRead(assessment)) return NotFound();
        Assessment = assessment;
        if (Format == "json") return await FileAsync("application/json", TacticalJson.Write((await papers.ContentAsync(assessment, cancellation)).Result), cancellation);
        Report = await papers.ReportAsync(assessment, cancellation);
        switch (Format)
        {
            case null:
                Parts = Fragments(Report);
                return Page();
            case "docx":
                using (var stream = new MemoryStream())
                {
                    DocxWriter.Write(Report, stream);
                    return await FileAsync(DocxWriter.MediaType, stream.ToArray(), cancellation);
                }
            case "html":
                using (var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture))
                {
                    HtmlWriter.Write(Report, text);
                    return await FileAsync("text/html; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(text.ToString()), cancellation);
                }
            default:
                return NotFound();
        }
    }

    // A file leaves the program: who took which paper is kept.
    async Task<FileContentResult> FileAsync(string type, byte[] bytes, CancellationToken cancellation)
    {
        await audit.RecordAsync(AuditAction.Disclose, "tactical_assessment", Id.ToString(), new { format = Format, number = Assessment.Number }, cancellation);
        return File(bytes, type, $"tactical-assessment-{Assessment.AssessedMonth}-v{Assessment.Number}.{Format}");
    }

    static List<(string, string?, IHtmlContent)> Fragments(Report report)
    {
        var parts = new List<(string, string?, IHtmlContent)>();
        var (figure, table, number) = (1, 1, 0);
        IHtmlContent Write(IReadOnlyList<Block> blocks, int? section)
        {
            using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            (figure, table) = HtmlFragment.Write(blocks, text, new() { FirstFigure = figure, FirstTable = table, SectionNumber = section?.ToString(System.Globalization.CultureInfo.InvariantCulture), TableClass = "c-table", HiddenClass = "govuk-visually-hidden" });
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

    bool MayRead(TacticalAssessment assessment) => assessment.Status == AssessmentStatus.Issued || session.MayReadDrafts();
}
