using System.Globalization;
using Concordat.Decide.Strategy.Paper;
using Concordat.Documents.Docx;
using Concordat.Partnership.Look;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>The strategy as a document.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class StrategyFileModel(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock, ISiteContext site, PaperFiles papers, AuditLog audit)
    : StrategyPage(records, desk, session, clock)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        var file = await papers.DocxAsync(StrategyPaper.Of(Record, Today, site.PartnershipName, site.Marking), cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "control_strategy", Id.ToString(), new { format = "docx" }, cancellation);
        return File(file, DocxWriter.MediaType, string.Create(CultureInfo.InvariantCulture, $"control-strategy-{Strategy.Number}.docx"));
    }
}
