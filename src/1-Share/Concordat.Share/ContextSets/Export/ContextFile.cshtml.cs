using System.Globalization;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.ContextSets.Export;

/// <summary>The figures that a filter of the page shows, as CSV.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ContextFileModel(ContextStore store, AuditLog audit) : PageModel
{
    const int MostRows = 200_000;

    static readonly TableColumn[] Columns = [new("kind"), new("set"), new("version"), new("source"), new("area_code"), new("area"), new("on"), new("measure"), new("value")];

    public async Task<IActionResult> OnGetAsync(string? kind, string? area, string? measure, DateOnly? on, Guid? load, CancellationToken cancellation)
    {
        var (figures, total) = await store.FiguresAsync(new(kind, area, measure, on, load), 1, MostRows, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "context", "csv", new { format = "csv", figures = total }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, figures.Select(f => (IReadOnlyList<Cell>)
            [Cell.Of(f.Kind), Cell.Of(f.Name), f.Version, Cell.Of(f.Source), Cell.Of(f.AreaCode), Cell.Of(f.AreaName), Cell.Of((DateOnly?)f.On), Cell.Of(f.Measure), Cell.Of(f.Value.ToString(CultureInfo.InvariantCulture))])), "text/csv", "context.csv");
    }
}
