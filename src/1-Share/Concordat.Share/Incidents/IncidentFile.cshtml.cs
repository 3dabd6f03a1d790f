using System.Text;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Query;
using Concordat.Share.SmallNumbers.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Incidents;

/// <summary>The records of a filter as CSV; what left and why is in the audit log. Partners' records go through the test of bulk releases, without what stands for one record alone.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class IncidentFileModel(IncidentRows store, IReleaseGate gate, AuditLog audit, Session session) : PageModel
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
        var left = await ReleaseAsync(filter, rows, cancellation);
        if (!left) rows = [.. rows.Where(r => r.IsOpen)];
        Response.Headers["Concordat-Suppressed"] = left ? "no" : "yes";
        await audit.RecordAsync(AuditAction.Disclose, "incident", "filter", new { format = "csv", filter = filter.Query, rows = rows.Count, partners = left }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.Select(Cells)), "text/csv", "incidents.csv");
    }

    // A blocked test leaves the partners' records out; the register says why.
    async Task<bool> ReleaseAsync(IncidentFilter filter, IReadOnlyList<IncidentRow> rows, CancellationToken cancellation)
    {
        // Figures of parcels never differ by a few, so these rows need no comparing with earlier releases.
        IncidentRow[] partners = [.. rows.Where(r => !r.IsOpen)];
        if (partners.Length == 0) return true;
        var verdict = await gate.ReleaseAsync(new()
        {
            Kind = "incidents",
            Title = "Incidents as CSV",
            Sets = [.. partners.Select(r => r.SetNumber).Distinct().Order()],
            Recipients = session.DisplayName,
            Filter = filter.RecordsUrl,
            Table = new(["Month", "Theme", "Place", "Easting", "Northing", "How placed", "Supplier"], [.. partners.Select(Shared)], []),
            Combination = ["Month", "Theme", "Easting", "Northing"],
        }, _ => Encoding.UTF8.GetBytes(string.Join('\n', partners.Select(p => string.Join('\t', Shared(p))))), cancellation);
        return verdict.HasPassed;
    }

    static IReadOnlyList<string> Shared(IncidentRow row) =>
        [row.Month.ToString(), row.ThemeKey, row.PlaceName ?? "", $"{row.Easting:0}", $"{row.Northing:0}", row.PlaceMethod, row.Supplier];

    static IReadOnlyList<Cell> Cells(IncidentRow row) => row.IsOpen ? Open(row) :
    [
        Cell.Of(row.Month.ToString()), Cell.Of(ThemeList.Find(row.ThemeKey)?.Name), Cell.Of(row.PlaceName), Cell.Of(row.Easting, 1), Cell.Of(row.Northing, 1), Cell.Of(row.PlaceMethod),
        Cell.Empty, Cell.Of(row.Supplier), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty,
    ];

    static IReadOnlyList<Cell> Open(IncidentRow row) =>
    [
        Cell.Of(row.Month.ToString()), Cell.Of(ThemeList.Find(row.ThemeKey)?.Name), Cell.Of(row.PlaceName), Cell.Of(row.Easting, 1), Cell.Of(row.Northing, 1), Cell.Of(row.PlaceMethod),
        Cell.Of(row.Outcome), Cell.Of(row.Supplier), Cell.Of(row.SupplierReference), Cell.Of(row.File), Cell.Of(row.Row), Cell.Of(row.Id.ToString()),
    ];
}
