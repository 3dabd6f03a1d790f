using System.Text;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Faults;

/// <summary>The rows that wait for an answer as a file that the supplier mends and sends back.</summary>
/// <remarks>Cells in which something personal could be are blank: the row number finds them in the supplier's system.</remarks>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class FaultsFileModel(SentReturns returns, AuditLog audit, Session session, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, string format, CancellationToken cancellation)
    {
        if (await returns.FindAsync(id, cancellation) is not { } item || !SentReturns.MaySeeCounts(item.AgencyId, session)) return NotFound();
        var rows = await returns.ToMendAsync(id, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "return", id.ToString(), new { format, what = "rows with faults", rows = rows.Count }, cancellation);
        var headings = ReportJson.ReadColumns(item.Report, item.Set);
        var (columns, lines) = (MendFile.Heads(headings), MendFile.Lines(rows, headings));
        var file = new MemoryStream();
        var name = $"set-{item.Set.Number}-{Due.Quarters.Key(item.Period)}-rows-to-mend";
        if (format == "csv")
        {
            await using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
                CsvTableWriter.Write(columns, lines, writer);
        }
        else
        {
            XlsxWriter.Write(new() { Title = $"{item.Set.Name}, {item.Period.Name}: rows to mend", Author = "Concordat", Marking = "OFFICIAL-SENSITIVE", Date = London.Today(clock), Sheets = [new("Rows to mend", columns, lines)] }, file);
        }
        file.Position = 0;
        return File(file, format == "csv" ? "text/csv" : XlsxWriter.MediaType, $"{name}.{format}");
    }
}
