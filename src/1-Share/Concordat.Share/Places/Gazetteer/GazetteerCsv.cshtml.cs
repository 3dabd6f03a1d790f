using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Places;

/// <summary>The gazetteer as a file that the import takes again.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class GazetteerCsvModel(GazetteerStore store, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns =
        [new("name"), new("kind"), new("easting", ColumnKind.Number), new("northing", ColumnKind.Number), new("wkt"), new("aliases"), new("in use from"), new("in use to"), new("source")];

    public async Task<IActionResult> OnGetAsync(string? q, string? kind, string? show, CancellationToken cancellation)
    {
        var (places, total) = await store.ListAsync(new(q, kind, show == "retired"), 1, 200_000, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "gazetteer", "csv", new { format = "csv", places = total }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, places.Select(Cells)), "text/csv", "gazetteer.csv");
    }

    static IReadOnlyList<Cell> Cells(Place p) =>
        [Cell.Of(p.Name), Cell.Of(p.Kind), Cell.Of(p.Easting), Cell.Of(p.Northing), Cell.Of(p.Shape),
            Cell.Of(string.Join('|', p.Aliases.Where(a => a.State == "confirmed").Select(a => a.Name))),
            Cell.Of(p.ValidFrom.ToString("yyyy-MM-dd", null)), Cell.Of(p.ValidTo?.ToString("yyyy-MM-dd", null)), Cell.Of(p.Source)];
}
