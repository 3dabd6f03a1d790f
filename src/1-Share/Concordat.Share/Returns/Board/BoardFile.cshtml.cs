using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Board;

/// <summary>The board as CSV or as a workbook: the same figures as the page.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class BoardFileModel(BoardReader reader, ISiteContext site, AuditLog audit) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string format, CancellationToken cancellation)
    {
        var board = await reader.ReadAsync(cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "returns board", format, new { format, rows = board.Rows.Count }, cancellation);
        var name = $"returns-{board.Today:yyyy-MM-dd}.{format}";
        if (format == "csv") return File(CsvTableWriter.ToBytes(BoardTable.Columns, BoardTable.Rows(board)), "text/csv", name);
        var file = new MemoryStream();
        XlsxWriter.Write(new()
        {
            Title = "Returns by body, data set and quarter",
            Author = "Concordat",
            Marking = site.Marking,
            Owner = site.PartnershipName,
            Handling = new("For members of the partnership and the bodies that supply it.", "Not for publication."),
            Date = board.Today,
            Sheets = [new("Returns", BoardTable.Columns, BoardTable.Rows(board))],
            Notes = [.. BoardTable.Formulas.Select(f => new Definition(f.Term, new Paragraph(f.Words)))],
        }, file);
        file.Position = 0;
        return File(file, XlsxWriter.MediaType, name);
    }
}
