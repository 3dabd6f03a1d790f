using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Obstacles.List;

/// <summary>The register of obstacles as CSV.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ObstaclesFileModel(ObstacleDesk desk, AuditLog audit) : PageModel
{
    static readonly TableColumn[] Columns = [new("number"), new("cause"), new("what"), new("body"), new("set"), new("owner"), new("raised_by"), new("raised"), new("closed"), new("done")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var people = await desk.PeopleAsync(cancellation);
        var rows = await desk.Db.Set<Obstacle>().AsNoTracking().OrderBy(o => o.Number).ToListAsync(cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "obstacle", "register", new { format = "csv", rows = rows.Count }, cancellation);
        return File(CsvTableWriter.ToBytes(Columns, rows.Select(o => (IReadOnlyList<Cell>)
        [
            o.Reference, o.Cause, o.What, people.Agency(o.AgencyId)?.Name, o.SetNumber is { } set ? (Cell)(int)set : Cell.Empty, people.NameAndAgencyOf(o.OwnerId), people.NameOf(o.RaisedById),
            Cell.Of((DateOnly?)DateOnly.FromDateTime(London.FromUtc(o.RaisedAt))), Cell.Of(o.ClosedOn), o.Done,
        ])), "text/csv", "obstacles.csv");
    }
}
