using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.List;

/// <summary>All meetings, the latest first, with the one that comes next above them.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class MeetingsModel(ConcordatDb db, Session session, IIssuedAssessments? issued = null) : PageModel
{
    public const int PageSize = 24;

    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Meeting> Meetings { get; private set; } = [];
    public int Total { get; private set; }
    public Meeting? Next { get; private set; }
    public bool HasAssessment { get; private set; }
    public bool MayRun => session.Has(Role.Chair) || session.Has(Role.Coordinator);
    Dictionary<Guid, (int Items, int Adopted)> _counts = [];

    public int ItemsOf(Meeting meeting) => _counts.GetValueOrDefault(meeting.Id).Items;

    public int AdoptedOf(Meeting meeting) => _counts.GetValueOrDefault(meeting.Id).Adopted;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        var meetings = db.Set<Meeting>().AsNoTracking();
        Total = await meetings.CountAsync(cancellation);
        Meetings = await meetings.OrderByDescending(m => m.HeldOn).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        Next = await meetings.Where(m => m.State != MeetingState.Closed).OrderBy(m => m.OpenedAt == null).ThenBy(m => m.HeldOn).FirstOrDefaultAsync(cancellation);
        HasAssessment = issued is not null && (await issued.ListAsync(cancellation)).Count > 0;
        var shown = Meetings.Select(m => m.Id).ToList();
        _counts = await db.Set<AgendaItem>().AsNoTracking().Where(i => shown.Contains(i.MeetingId) && i.Origin != ItemOrigin.Standing)
            .GroupBy(i => i.MeetingId)
            .Select(g => new { g.Key, Items = g.Count(), Adopted = g.Count(i => i.Decision == Decision.Adopt) })
            .ToDictionaryAsync(g => g.Key, g => (g.Items, g.Adopted), cancellation);
    }
}
