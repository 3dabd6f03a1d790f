using Concordat.Decide.Tasking.Criteria;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.Minutes;

/// <summary>The minutes: written as the meeting goes, frozen when it closes, approved at the next one.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class MinutesModel(ConcordatDb db, MeetingRecords records, CriteriaRecords criteria, Session session, TimeProvider clock) : MeetingPage(records, session)
{
    public bool CanApprove { get; private set; }

    /// <summary>To whom the approved minutes went, and who has opened them.</summary>
    public IReadOnlyList<MinutesCopy> Copies { get; private set; } = [];

    IReadOnlyDictionary<Guid, ItemCriteria> _criteria = new Dictionary<Guid, ItemCriteria>();

    /// <summary>What the group's criteria say of an item; null where it had none on the day.</summary>
    public ItemCriteria? CriteriaOf(AgendaItem item) => _criteria.GetValueOrDefault(item.Id);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation)) return NotFound();
        CanApprove = await WhyNotApprovedAsync(cancellation) is null;
        Copies = await db.Set<MinutesCopy>().Where(c => c.MeetingId == Id).ToListAsync(cancellation);
        if (Copies.FirstOrDefault(c => c.UserId == Session.User) is { OpenedAt: null } own)
        {
            own.Open(clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(cancellation);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Session.Has(Role.Chair) || !await ReadAsync(cancellation)) return NotFound();
        var refusal = await WhyNotApprovedAsync(cancellation) ?? Record.Meeting.ApproveMinutes(Session.User, clock.GetUtcNow().UtcDateTime);
        if (refusal is not null)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            await transaction.RollbackAsync(cancellation);
            db.Forget();
            if (!await ReadAsync(cancellation)) return NotFound();
            ModelState.AddModelError("", MeetingLife.Minutes.Refusal(MinutesState.Approved, MinutesEvent.Approve)!);
            return Page();
        }
        // Entitled are those who were called and work with the partnership's content; who keeps accounts alone is not.
        foreach (var member in Record.Called.Where(m => m.Roles.Any(r => r != Role.Administrator)))
            db.Add(new MinutesCopy(Session.Partnership, Id, member.UserId, clock.GetUtcNow().UtcDateTime, Session.User));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        TempData.Done($"The minutes of {Record.Meeting.HeldOn.Long()} are approved.");
        return Redirect($"{Record.Url}/minutes");
    }

    async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return false;
        _criteria = await criteria.OfMeetingAsync(Record, cancellation);
        return true;
    }

    // The group approves its minutes when it meets again, not by the chair alone at a desk.
    async Task<string?> WhyNotApprovedAsync(CancellationToken cancellation)
    {
        var meeting = Record.Meeting;
        if (MeetingLife.Minutes.Refusal(meeting.Minutes, MinutesEvent.Approve) is { } refusal) return refusal;
        if (!Session.Has(Role.Chair)) return "The chair approves the minutes";
        return await db.Set<Meeting>().AnyAsync(m => m.GroupName == meeting.GroupName && m.State == MeetingState.Open && m.HeldOn >= meeting.HeldOn && m.Id != meeting.Id, cancellation)
            ? null : MeetingLife.AtTheNextMeeting.ToString();
    }
}
