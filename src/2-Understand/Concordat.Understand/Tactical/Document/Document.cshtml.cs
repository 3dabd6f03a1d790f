using Concordat.Documents.Model;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Understand.Papers;
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

    /// <summary>docx, pdf, html or json; null shows the page.</summary>
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
                Parts = ReportFragments.Of(Report);
                return Page();
            case "docx":
                var (type, docx) = ReportFiles.Docx(Report);
                return await FileAsync(type, docx, cancellation);
            case "html":
                var (htmlType, html) = ReportFiles.Html(Report);
                return await FileAsync(htmlType, html, cancellation);
            case "pdf":
                return await PdfAsync(cancellation);
            default:
                return NotFound();
        }
    }

    async Task<IActionResult> PdfAsync(CancellationToken cancellation) =>
        await LibreOffice.PdfAsync(ReportFiles.Docx(Report).Bytes, cancellation) is { } pdf ? await FileAsync("application/pdf", pdf, cancellation) : LibreOffice.Unable();

    // A file leaves the program: who took which paper is kept.
    async Task<FileContentResult> FileAsync(string type, byte[] bytes, CancellationToken cancellation)
    {
        await audit.RecordAsync(AuditAction.Disclose, "tactical_assessment", Id.ToString(), new { format = Format, number = Assessment.Number }, cancellation);
        return File(bytes, type, $"tactical-assessment-{Assessment.AssessedMonth}-v{Assessment.Number}.{Format}");
    }

    bool MayRead(TacticalAssessment assessment) => assessment.MayBeReadByAll || session.MayReadDrafts();
}
