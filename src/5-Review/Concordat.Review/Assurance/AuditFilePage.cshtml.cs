using System.Text;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance;

/// <summary>The log of some days as a file for an inspector: a stretch of the chain without gaps, so that it can be checked elsewhere.</summary>
[Authorize(Policy = Policies.ReadAudit)]
public sealed class AuditFilePageModel(ConcordatDb db, Session session, AuditLog audit, MemberDirectory directory) : PageModel
{
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var all = db.Set<AuditEntry>().AsNoTracking().Where(e => e.PartnershipId == session.Partnership);
        var days = all;
        if (From is { } from) days = days.Where(e => e.At >= London.StartOf(from));
        if (To is { } to) days = days.Where(e => e.At < London.StartOf(to.AddDays(1)));
        var (first, last) = (await days.MinAsync(e => (long?)e.Sequence, cancellation) ?? 0, await days.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0);
        // By number, not by time: a clock that was put back must leave no gap.
        var stretch = all.Where(e => e.Sequence >= first && e.Sequence <= last).OrderBy(e => e.Sequence).AsAsyncEnumerable();
        var people = await directory.ReadAsync(cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "audit log", "export", new { first, last }, cancellation);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=audit-{first}-to-{last}.csv";
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await AuditFile.WriteAsync(stretch, e => e.UserId is null ? "" : people.NameOf(e.UserId), e => people.Agency(e.AgencyId)?.Name ?? "", writer);
        return new EmptyResult();
    }
}
