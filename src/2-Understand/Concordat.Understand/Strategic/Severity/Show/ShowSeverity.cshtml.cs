using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Severity.Show;

/// <summary>One version of a severity table: its rows, and what they come to by theme.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowSeverityModel(ConcordatDb db) : PageModel
{
    public SeverityTable Table { get; private set; } = null!;
    public IReadOnlyList<SeverityWeight> Rows { get; private set; } = [];
    public IReadOnlyDictionary<string, double> ByTheme { get; private set; } = new Dictionary<string, double>();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<SeverityTable>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellation) is not { } table) return NotFound();
        Table = table;
        Rows = await db.Set<SeverityWeight>().AsNoTracking().Where(w => w.TableId == id).OrderBy(w => w.RowNumber).ToListAsync(cancellation);
        ByTheme = SeverityWeight.ByTheme(Rows);
        return Page();
    }
}
