using System.Globalization;
using Concordat.Decide.Tasking.Criteria;
using Concordat.Documents.Docx;
using Concordat.Partnership.Look;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Meetings.Minutes;

/// <summary>The minutes as a document to send to all who may see them.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class MinutesFileModel(MeetingRecords records, CriteriaRecords criteria, Session session, ISiteContext site, PaperFiles papers, AuditLog audit) : MeetingPage(records, session)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        var met = (await criteria.OfMeetingAsync(Record, cancellation)).ToDictionary(c => c.Key, c => c.Value.InWords);
        var file = await papers.DocxAsync(MinutesPaper.Of(Record, site.PartnershipName, site.Marking, met), cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "minutes", Id.ToString(), new { format = "docx" }, cancellation);
        return File(file, DocxWriter.MediaType, string.Create(CultureInfo.InvariantCulture, $"minutes-{Record.Meeting.HeldOn:yyyy-MM-dd}.docx"));
    }
}
