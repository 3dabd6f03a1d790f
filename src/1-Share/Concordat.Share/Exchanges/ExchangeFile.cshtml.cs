using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Exchanges;

/// <summary>Requests between each pair of bodies as CSV; hidden figures are empty.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ExchangeFileModel(ExchangePairs pairs, MemberDirectory directory, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns = [new("asked_by"), new("held_by"), new("made"), new("met"), new("refused"), new("days_to_decide")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var (people, rows) = (await directory.ReadAsync(cancellation), await pairs.ReadAsync(cancellation));
        await audit.RecordAsync(AuditAction.Disclose, "disclosure", "pairs", new { format = "csv", rows = rows.Count }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.Select(r => (IReadOnlyList<Cell>)
            [people.Agency(r.AskerId)?.Name, people.Agency(r.HolderId)?.Name, Number(r.Made), Number(r.Met), Number(r.Refused), Number(r.Days)])), "text/csv", "requests-by-pair.csv");
    }

    static Cell Number(int? count) => count is { } shown ? shown : Cell.Empty;
}
