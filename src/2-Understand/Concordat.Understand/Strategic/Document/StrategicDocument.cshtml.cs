using Concordat.Documents.Model;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Paper;
using Concordat.Understand.Strategic.Write;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Understand.Strategic.Document;

/// <summary>A strategic assessment as the document it becomes, on the page or as a file to keep: all from one source.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class StrategicDocumentModel(ConcordatDb db, Session session, StrategicPapers papers, AuditLog audit) : StrategicPage(db, session)
{
    /// <summary>docx, pdf, html or json; null shows the page.</summary>
    [FromRoute] public string? Format { get; set; }

    public Report Report { get; private set; } = null!;

    /// <summary>Each part of the paper as markup, numbered through.</summary>
    public IReadOnlyList<(string Heading, string? Intro, IHtmlContent Body)> Parts { get; private set; } = [];

    /// <summary>Whether PDF can be made on this server.</summary>
    public static bool HasPdf => LibreOffice.IsPresent;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Assessment.RunId is null) return NotFound();
        var content = await papers.ContentAsync(Assessment, cancellation);
        Report = await papers.ReportAsync(Assessment, content, cancellation);
        switch (Format)
        {
            case null:
                Parts = ReportFragments.Of(Report);
                return Page();
            case "docx": return await FileAsync(ReportFiles.Docx(Report), cancellation);
            case "html": return await FileAsync(ReportFiles.Html(Report), cancellation);
            case "json": return await FileAsync(("application/json", StrategicJson.Write(content.Result, content.Findings, content.Structure, StrategicPaper.Length(Report).Pages, WrittenSections.Of(content).Options)), cancellation);
            case "pdf": return await PdfAsync(cancellation);
            default: return NotFound();
        }
    }

    async Task<IActionResult> PdfAsync(CancellationToken cancellation)
    {
        if (await LibreOffice.PdfAsync(ReportFiles.Docx(Report).Bytes, cancellation) is { } pdf) return await FileAsync(("application/pdf", pdf), cancellation);
        return LibreOffice.Unable();
    }

    // A file leaves the program: who took which paper is kept.
    async Task<FileContentResult> FileAsync((string Type, byte[] Bytes) file, CancellationToken cancellation)
    {
        await audit.RecordAsync(AuditAction.Disclose, "strategic_assessment", Id.ToString(), new { format = Format, number = Assessment.Number }, cancellation);
        return File(file.Bytes, file.Type, $"strategic-assessment-{Assessment.Year}-v{Assessment.Number}.{Format}");
    }
}
