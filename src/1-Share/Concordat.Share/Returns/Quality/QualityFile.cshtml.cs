using Concordat.Documents.Csv;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Share.Returns.Board;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Quality;

/// <summary>A supplier's figures over eight quarters as CSV: the board's own rows.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class QualityFileModel(BoardReader reader, AuditLog audit) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid agency, CancellationToken cancellation)
    {
        var board = await reader.ReadAsync(cancellation);
        if (board.Rows.All(r => r.AgencyId != agency)) return NotFound();
        await audit.RecordAsync(AuditAction.Disclose, "returns quality", agency.ToString(), new { format = "csv" }, cancellation);
        var file = CsvTableWriter.ToBytes(BoardTable.Columns,
            from row in board.Rows where row.AgencyId == agency from period in QualityPageModel.PeriodsOf(board) let cell = row.In(period) where cell is not null select BoardTable.Row(row, cell));
        return File(file, "text/csv", $"returns-quality-{board.Today:yyyy-MM-dd}.csv");
    }
}
