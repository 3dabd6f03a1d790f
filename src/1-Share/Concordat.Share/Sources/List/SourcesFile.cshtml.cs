using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Sources.List;

/// <summary>The register of sources as CSV.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class SourcesFileModel(SourceDesk desk, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns = [new("source"), new("key"), new("owner"), new("adds"), new("said"), new("reviewed"), new("review_due"), new("overdue"), new("stopped"), new("products"), new("last_used")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var (rows, people, uses) = (await desk.AllAsync(cancellation), await desk.PeopleAsync(cancellation), await desk.UsesAsync(cancellation));
        await audit.RecordAsync(AuditAction.Disclose, "source", "register", new { format = "csv", rows = rows.Count }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.Select(s => (IReadOnlyList<Cell>)
        [
            s.Name, s.Key, people.NameAndAgencyOf(s.OwnerId), s.Adds, Cell.Of(s.SaidOn), Cell.Of(s.ReviewedOn), Cell.Of(s.DueOn), s.IsOverdue(desk.Today) ? "yes" : "no", Cell.Of(s.StoppedOn),
            uses[s.Key].Count(), Cell.Of(uses[s.Key].Select(u => (DateOnly?)u.On).FirstOrDefault()),
        ])), "text/csv", "sources.csv");
    }
}
