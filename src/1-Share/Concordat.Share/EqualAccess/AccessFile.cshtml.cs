using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.EqualAccess;

/// <summary>The report of access by body as CSV.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AccessFileModel(AccessReport report, MemberDirectory directory, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns = [new("body"), new("members"), new("open_accounts"), new("signed_in_90_days"), new("may_use_mapping"), new("access"), new("missing")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var (people, rows) = (await directory.ReadAsync(cancellation), await report.ReadAsync(cancellation));
        await audit.RecordAsync(AuditAction.Disclose, "access report", "csv", new { format = "csv", bodies = rows.Count }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.OrderBy(r => people.Agency(r.AgencyId)?.Name, StringComparer.Ordinal).Select(r => (IReadOnlyList<Cell>)
            [people.Agency(r.AgencyId)?.Name, r.People, r.Accounts, r.SignedIn, r.Readers, r.Lacks(AccessReport.Days).Count == 0 ? "yes" : "no", string.Join("; ", r.Lacks(AccessReport.Days))])), "text/csv", "access-by-body.csv");
    }
}
