using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Profiles.List;

/// <summary>The profiles that the acting person may open; the others are not there.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ProfilesModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    public IReadOnlyList<(Profile Profile, bool IsFlagged)> Profiles { get; private set; } = [];
    public bool MayCommission => session.MayCommission();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = London.Today(clock);
        var all = await db.Set<Profile>().AsNoTracking().OrderByDescending(p => p.Number).ThenByDescending(p => p.Edition).ToListAsync(cancellation);
        var withOutcome = (await db.Set<ProfileRecord>().AsNoTracking().Where(r => r.Kind == "outcome").Select(r => r.ProfileId).Distinct().ToListAsync(cancellation)).ToHashSet();
        Profiles = [.. all.Select(p => (p, IsFlagged: p.IsUnanswered(today, withOutcome.Contains(p.Id)))).OrderByDescending(p => p.IsFlagged)];
    }
}
