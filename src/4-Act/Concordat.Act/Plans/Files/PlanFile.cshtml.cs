using System.Globalization;
using System.Text;
using Concordat.Documents.Csv;
using Concordat.Documents.Docx;
using Concordat.Documents.Model;
using Concordat.Partnership.Look;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Act.Plans.Files;

/// <summary>The plan to take away: the whole as Word or as a page to print, the grid of who does what as CSV.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class PlanFileModel(PlanReader reader, ISiteContext site, PaperFiles papers, AuditLog audit, Session session, TimeProvider clock) : PlanPage(reader, session, clock)
{
    [FromRoute] public string Format { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        // A file leaves the program: who took it is kept.
        await audit.RecordAsync(AuditAction.Disclose, "plan", Id.ToString(), new { format = Format }, cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"plan-{Record.Problem.Number}.{Format}");
        if (Format == "csv") return File(Csv(), "text/csv", name);
        var report = PlanPaper.Of(Record, site.PartnershipName, site.Marking, Today);
        return Format == "html" ? File(await papers.HtmlAsync(report, cancellation), "text/html; charset=utf-8", name) : File(await papers.DocxAsync(report, cancellation), DocxWriter.MediaType, name);
    }

    byte[] Csv() => CsvTableWriter.ToBytes([new TableColumn("Agency"), .. Record.Live.Select(l => new TableColumn(l.What))],
        PlanGrid.Of(Record).Rows.Select(r => (IReadOnlyList<Cell>)[r.Agency, .. r.Parts.Select(p => Cell.Of(p is null ? null : $"{(p.Leads ? "Leads" : "Helps")}: {p.What}"))]));
}
