using System.Text;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Query;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Incidents;

/// <summary>The records of a filter as CSV; what left and why is in the audit log.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class IncidentFileModel(IncidentRows store, AuditLog audit) : PageModel
{
    const int MostRows = 1_000_000;

    static readonly TableColumn[] Columns =
    [
        new("Month"), new("Theme"), new("Place"), new("Easting", ColumnKind.Number), new("Northing", ColumnKind.Number), new("How placed"),
        new("Outcome"), new("Supplier"), new("Supplier's reference"), new("File"), new("Row", ColumnKind.Number), new("Id"),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var filter = IncidentFilter.Read(Request.Query, out _);
        var (rows, _) = await store.ListAsync(filter, 0, MostRows, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "incident", "filter", new { format = "csv", filter = filter.Query, rows = rows.Count }, cancellation);
        var file = new MemoryStream();
        await using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
            CsvTableWriter.Write(Columns, rows.Select(Cells), writer);
        file.Position = 0;
        return File(file, "text/csv", "incidents.csv");
    }

    static IReadOnlyList<Cell> Cells(IncidentRow row) =>
    [
        Cell.Of(row.Month.ToString()), Cell.Of(ThemeList.Find(row.ThemeKey)?.Name), Cell.Of(row.PlaceName), Cell.Of(row.Easting, 1), Cell.Of(row.Northing, 1), Cell.Of(row.PlaceMethod),
        Cell.Of(row.Outcome), Cell.Of(row.Supplier), Cell.Of(row.SupplierReference), Cell.Of(row.File), Cell.Of(row.Row), Cell.Of(row.Id.ToString()),
    ];
}
