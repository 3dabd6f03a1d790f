using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Concordat.Share.Returns.Sending;

namespace Concordat.Share.Returns.Faults;

/// <summary>The rows that wait for an answer as a file that the supplier mends and sends back: the same by page and by the interface.</summary>
/// <remarks>Cells in which something personal could be are blank: the row number finds them in the supplier's system.</remarks>
public sealed class FaultsTable(SentReturns returns, AuditLog audit, ISiteContext site, TimeProvider clock)
{
    /// <param name="format">csv or xlsx.</param>
    public async Task<(Stream File, string MediaType, string Name)> WriteAsync(SentReturn item, string format, CancellationToken cancellation)
    {
        var rows = await returns.ToMendAsync(item.Id, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "return", item.Id.ToString(), new { format, what = "rows with faults", rows = rows.Count }, cancellation);
        var headings = ReportJson.ReadColumns(item.Report, item.Set);
        var (columns, lines) = (MendFile.Heads(headings), MendFile.Lines(rows, headings));
        var file = format == "csv" ? new MemoryStream(CsvTableWriter.ToBytes(columns, lines)) : new MemoryStream();
        if (format != "csv")
            XlsxWriter.Write(new()
            {
                Title = $"{item.Set.Name}, {item.Period.Name}: rows to mend",
                Author = "Concordat",
                Marking = "OFFICIAL-SENSITIVE",
                Owner = site.PartnershipName,
                Handling = new("For the supplier of the return, to mend and send back.", "Do not pass it on."),
                Date = London.Today(clock),
                Sheets = [new("Rows to mend", columns, lines)],
            }, file);
        file.Position = 0;
        return (file, format == "csv" ? "text/csv" : XlsxWriter.MediaType, $"set-{item.Set.Number}-{Due.Quarters.Key(item.Period)}-rows-to-mend.{format}");
    }
}
