using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.List;

/// <summary>All strategic assessments.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class StrategicListModel(ConcordatDb db, Session session) : PageModel
{
    public IReadOnlyList<StrategicAssessment> Assessments { get; private set; } = [];

    public bool MayWrite => session.Has(Role.Analyst);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var readsDrafts = session.MayReadDrafts();
        Assessments = await db.Set<StrategicAssessment>().AsNoTracking()
            .Where(a => readsDrafts || a.Status == StrategicStatus.Issued || a.Status == StrategicStatus.Superseded || a.Status == StrategicStatus.Withdrawn)
            .OrderByDescending(a => a.Year).ThenByDescending(a => a.Number).ToListAsync(cancellation);
    }
}
