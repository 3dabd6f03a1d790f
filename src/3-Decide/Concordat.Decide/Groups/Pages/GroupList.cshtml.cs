using Concordat.Decide.Meetings;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Groups.Pages;

/// <summary>All groups, with when each met last and meets next.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class GroupListModel(ConcordatDb db, GroupRecords groups, Session session, TimeProvider clock) : PageModel
{
    /// <param name="By">By when it should meet next, after its cycle; null when it never met or meets as needed.</param>
    internal sealed record Row(MeetingGroup Group, string Kind, DateOnly? Last, DateOnly? Next, DateOnly? By);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool MayPrepare => session.Has(Role.Chair) || session.Has(Role.Coordinator) || session.Has(Role.Executive);
    public DateOnly Today => London.Today(clock);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var kinds = (await groups.KindsAsync(cancellation)).ToDictionary(k => k.Key);
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.GroupId != null).Select(m => new { m.GroupId, m.HeldOn, m.State }).ToListAsync(cancellation);
        Rows = [.. (await groups.ListAsync(cancellation)).OrderBy(g => kinds[g.KindKey].Position).Select(g =>
        {
            var own = meetings.Where(m => m.GroupId == g.Id).ToList();
            var last = own.Where(m => m.State == MeetingState.Closed).Select(m => (DateOnly?)m.HeldOn).Max();
            return new Row(g, kinds[g.KindKey].Name, last, own.Where(m => m.State != MeetingState.Closed).Select(m => (DateOnly?)m.HeldOn).Min(), last is { } day ? g.NextBy(day) : null);
        })];
    }
}
