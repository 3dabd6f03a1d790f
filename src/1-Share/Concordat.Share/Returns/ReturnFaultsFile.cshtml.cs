using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Share.Incidents.PoliceUk;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns;

/// <summary>Every row set aside, with its reason, as a file the sender can work through.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class ReturnFaultsFileModel(ReturnStore store, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns =
        [new("File"), new("Row", ColumnKind.Number), new("Column"), new("Reason code"), new("Reason"), new("What we read"), new("How to mend it")];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } item) return NotFound();
        if (item.Kind == "partner") return Redirect($"/share/returns/received/{id}/faults.csv");
        await audit.RecordAsync(AuditAction.Disclose, "return", id.ToString(), new { format = "csv", what = "rows set aside" }, cancellation);
        var rows = await store.FaultRowsAsync(id, null, 0, int.MaxValue, cancellation).ToListAsync(cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.Select(Cells)), "text/csv", "rows-set-aside.csv");
    }

    static IReadOnlyList<Cell> Cells(FaultRow row) =>
        [Cell.Of(row.File), Cell.Of(row.Row), Cell.Of(row.Column), Cell.Of(row.Code), Cell.Of(FaultReason.Find(row.Code)?.Title), Cell.Of(row.Read), Cell.Of(row.Remedy)];
}
