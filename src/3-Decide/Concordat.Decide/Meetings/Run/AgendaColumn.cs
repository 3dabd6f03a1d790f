namespace Concordat.Decide.Meetings.Run;

/// <summary>The left column of the meeting's pages.</summary>
/// <param name="Current">The item on screen; null on a page that shows none.</param>
internal sealed record AgendaColumn(MeetingRecord Record, AgendaItem? Current)
{
    public string NoteOf(AgendaItem item) => (item.Decision, item.Origin) switch
    {
        (Decision.Adopt, _) => "Adopted",
        (Decision.DoNotAdopt, _) => "Not adopted",
        (Decision.Defer, _) => $"Deferred until {item.DeferredUntil!.Value.Short()}",
        (Decision.Noted, _) => "Taken",
        _ when item.Id == Current?.Id => "On screen now",
        (_, ItemOrigin.Standing) => "First, always",
        (_, ItemOrigin.Deferred) => "Deferred earlier",
        (_, ItemOrigin.Member) => "Raised by a member",
        (_, ItemOrigin.Template) => "On every agenda",
        _ => "From the assessment",
    };

    public string Progress
    {
        get
        {
            var (left, all) = (Record.ToDecide.Count(i => i.Decision is null), Record.ToDecide.Count);
            return all == 0 ? "No items to decide" : left == 0 ? $"All {all} decided" : $"{left} of {all} still to decide";
        }
    }

    public string Missing
    {
        get
        {
            var missing = Record.Agencies.Where(a => !a.IsHere).Select(a => a.SentApologies ? $"{a.Name} (apologies)" : a.Name).ToList();
            return missing.Count == 0 ? "" : $"Missing: {string.Join(", ", missing)}.";
        }
    }
}
