using System.Text;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Gate.Checks;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Audit;
using Concordat.Share.Returns.Sending;

namespace Concordat.Share.Returns.Faults;

/// <summary>Every row with a fault as a file that the supplier works through and sends back: row, column, code, reason, remedy, and empty columns for the mended values.</summary>
/// <remarks>What stood in a row that was set aside is not held here, so its own fields are blank: the row number finds it in the supplier's system.</remarks>
public sealed class FaultsTable(SentReturns returns, AuditLog audit, TimeProvider clock)
{
    /// <param name="format">csv or xlsx.</param>
    public async Task<(Stream File, string MediaType, string Name)> WriteAsync(SentReturn item, string format, CancellationToken cancellation)
    {
        var faults = await returns.FaultsAsync(item.Id, null, 0, int.MaxValue, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "return", item.Id.ToString(), new { format, what = "rows with faults", rows = faults.Count }, cancellation);
        SetField[] fields = [.. item.Set.KeptFields];
        TableColumn[] columns = [new("Row", ColumnKind.Number), new("Column at fault"), new("Reason code"), new("Reason"), new("How to mend it"), .. fields.Select(f => new TableColumn(f.Label))];
        var rows = faults.Select(f => (IReadOnlyList<Cell>)[Cell.Of(f.Row), Cell.Of(f.Column), Cell.Of(f.Code), Cell.Of(FaultCode.Find(f.Code)?.Title ?? f.Message), Cell.Of(f.Remedy), .. fields.Select(_ => Cell.Empty)]);
        var file = new MemoryStream();
        if (format == "csv")
        {
            await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            CsvTableWriter.Write(columns, rows, writer);
        }
        else
        {
            XlsxWriter.Write(new() { Title = $"{item.Set.Name}, {item.Period.Name}: rows to mend", Author = "Concordat", Marking = "OFFICIAL-SENSITIVE", Date = London.Today(clock), Sheets = [new("Rows to mend", columns, rows)] }, file);
        }
        file.Position = 0;
        return (file, format == "csv" ? "text/csv" : XlsxWriter.MediaType, $"set-{item.Set.Number}-{Due.Quarters.Key(item.Period)}-rows-to-mend.{format}");
    }
}
