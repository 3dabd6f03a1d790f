using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Groups.Pages;

/// <summary>All groups, with when each met last and meets next.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class GroupListModel(GroupRecords groups, Session session, TimeProvider clock) : PageModel
{
    /// <param name="By">By when it should meet next, after its cycle; null when it never met or meets as needed.</param>
    internal sealed record Row(MeetingGroup Group, string Kind, DateOnly? Last, DateOnly? Next, DateOnly? By);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool MayPrepare => session.Has(Role.Chair) || session.Has(Role.Coordinator) || session.Has(Role.Executive);
    public DateOnly Today => London.Today(clock);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var kinds = (await groups.KindsAsync(cancellation)).ToDictionary(k => k.Key);
        var days = await groups.DaysAsync(cancellation);
        Rows = [.. (await groups.ListAsync(cancellation)).OrderBy(g => kinds[g.KindKey].Position).Select(g =>
        {
            var own = days.GetValueOrDefault(g.Id) ?? MeetingDays.None;
            return new Row(g, kinds[g.KindKey].Name, own.Last, own.Next, own.Last is { } day ? MeetingGroup.NextBy(g.Cycle, day) : null);
        })];
    }
}
