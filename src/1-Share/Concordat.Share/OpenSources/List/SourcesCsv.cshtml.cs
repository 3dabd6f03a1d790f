using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.OpenSources.List;

/// <summary>The register of open sources as CSV: where each stands and how it is graded, without what was kept of it.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SourcesCsvModel(OpenSourceDesk desk, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns =
        [new("number"), new("kind"), new("title"), new("address"), new("seen_on"), new("source_grade"), new("information_grade"), new("theme"), new("place"), new("note"), new("names"), new("entered"), new("withdrawn"), new("citation")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var rows = await desk.Matching(new(null, null, null, WithWithdrawn: true)).ToListAsync(cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "open_source", "register", new { format = "csv", rows = rows.Count }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.Select(s => (IReadOnlyList<Cell>)
        [
            s.Reference, s.Kind, s.Title, s.Address, Cell.Of((DateOnly?)s.SeenOn), (Cell)(int)s.SourceGrade, s.InformationGrade, s.ThemeKey, s.Place, s.Note, s.Names,
            Day(s.EnteredAt), s.WithdrawnAt is { } at ? Day(at) : Cell.Empty, s.Citation,
        ])), "text/csv", "open-sources.csv");
    }

    static Cell Day(DateTime utc) => Cell.Of((DateOnly?)DateOnly.FromDateTime(London.FromUtc(utc)));
}
