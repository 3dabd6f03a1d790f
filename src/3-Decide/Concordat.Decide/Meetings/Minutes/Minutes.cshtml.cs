using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.Minutes;

/// <summary>The minutes: written as the meeting goes, frozen when it closes, approved at the next one.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class MinutesModel(ConcordatDb db, MeetingRecords records, Session session, TimeProvider clock) : MeetingPage(records, session)
{
    public bool CanApprove { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        CanApprove = await WhyNotApprovedAsync(cancellation) is null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Session.Has(Role.Chair) || !await FindAsync(cancellation)) return NotFound();
        var refusal = await WhyNotApprovedAsync(cancellation) ?? Record.Meeting.ApproveMinutes(Session.User, clock.GetUtcNow().UtcDateTime);
        if (refusal is not null)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"The minutes of {Record.Meeting.HeldOn.Long()} are approved.");
        return Redirect($"{Record.Url}/minutes");
    }

    // The group approves its minutes when it meets again, not by the chair alone at a desk.
    async Task<string?> WhyNotApprovedAsync(CancellationToken cancellation)
    {
        var meeting = Record.Meeting;
        if (meeting.MinutesApprovedAt is not null) return "The minutes are approved already";
        if (meeting.Refusal(MeetingEvent.ApproveMinutes) is { } refusal) return refusal;
        if (!Session.Has(Role.Chair)) return "The chair approves the minutes";
        return await db.Set<Meeting>().AnyAsync(m => m.State == MeetingState.Open && m.HeldOn >= meeting.HeldOn && m.Id != meeting.Id, cancellation)
            ? null : "The minutes are approved at the next meeting: open it first";
    }
}
