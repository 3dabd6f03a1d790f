using Concordat.Platform.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Meetings;

/// <summary>What the pages of one meeting share: the meeting itself, and whether the person may run it.</summary>
internal abstract class MeetingPage(MeetingRecords records, Session session) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public MeetingRecord Record { get; private set; } = null!;
    protected Session Session => session;
    public bool MayRun => session.Has(Role.Chair) || session.Has(Role.Coordinator);

    /// <summary>Reads the meeting; false when there is none within reach.</summary>
    protected async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await records.FindAsync(Id, cancellation) is not { } record) return false;
        Record = record;
        return true;
    }

    /// <summary>Reads the meeting for somebody who wants to change it; false also when they may not.</summary>
    protected async Task<bool> FindToRunAsync(CancellationToken cancellation) => MayRun && await FindAsync(cancellation);

    /// <summary>Says why something cannot happen now; true when it can.</summary>
    protected bool Allows(MeetingEvent happened)
    {
        if (Record.Meeting.Refusal(happened) is not { } refusal) return true;
        ModelState.AddModelError("", refusal);
        return false;
    }
}
