using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Recording;

/// <summary>The samples as CSV.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class RecordingFileModel(ConcordatDb db, MemberDirectory directory, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns = [new("body"), new("set"), new("looked_on"), new("records"), new("by_the_rules"), new("pass_percent"), new("found")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var people = await directory.ReadAsync(cancellation);
        var samples = await db.Set<RecordingSample>().AsNoTracking().OrderBy(s => s.LookedOn).ThenBy(s => s.KeptAt).ToListAsync(cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "recording sample", "register", new { format = "csv", rows = samples.Count }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, samples.Select(s => (IReadOnlyList<Cell>)
            [people.Agency(s.AgencyId)?.Name, (int)s.SetNumber, Cell.Of((DateOnly?)s.LookedOn), s.LookedAt, s.RightCount, Cell.Of((double)s.PassPercent, 1), s.Found])), "text/csv", "recording-samples.csv");
    }
}
