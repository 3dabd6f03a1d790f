using Concordat.Decide.Meetings.Contracts;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Decide.Meetings;

/// <summary>Closes a meeting and hands what it decided to those who act on it: both happen or neither.</summary>
internal sealed class MeetingCloser(ConcordatDb db, IEnumerable<IMeetingFollower> followers, TimeProvider clock)
{
    /// <summary>Closes the meeting; returns why it cannot, or null.</summary>
    public async Task<string?> CloseAsync(MeetingRecord record, CancellationToken cancellation)
    {
        if (record.Meeting.Close(record.Items, record.LastTime, clock.GetUtcNow().UtcDateTime) is { } refusal) return refusal;
        var closed = Closed(record);
        foreach (var follower in followers) await follower.FollowAsync(closed, cancellation);
        try
        {
            switch (await db.TrySaveAsync(cancellation))
            {
                case SaveOutcome.Saved:
                    return null;
                case SaveOutcome.Taken:
                    // Two meetings number their problems at once.
                    return "Another meeting closed at the same moment. Close this one again";
                default:
                    return "Somebody changed the meeting at the same moment. Read it again before you close it";
            }
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "item_is_undecided" })
        {
            return "An item was added or undone at the same moment. Read the meeting again before you close it";
        }
    }

    static ClosedMeeting Closed(MeetingRecord record) => new(record.Meeting.Id, record.Meeting.GroupName, record.Meeting.HeldOn,
        [.. record.ToDecide.Select(i => new DecidedItem(i.Id, i.Title, i.Sentence, i.PriorityName, i.ThemeKey, ItemEvidence.Read(i.Evidence), i.OwnerId))],
        [.. record.Actions.Select(a => new AgreedAction(a.Id, a.ItemId, a.What, Words.Spaced(a.Kind.ToString()), a.AgencyId, a.PersonId, a.AgreedOn, a.DueOn))]);
}
