using Concordat.Decide.Meetings;
using Concordat.Decide.Rules;

namespace Concordat.Decide.Matters;

/// <summary>Where a bid stands.</summary>
internal enum BidState
{
    Draft,
    Submitted,
    Approved,
    Refused,
    Withdrawn,
}

/// <summary>Where a blockage or a piece of good practice stands.</summary>
internal enum BlockageState
{
    Raised,
    Answered,
    Withdrawn,
}

/// <summary>Where a referral stands.</summary>
internal enum ReferralState
{
    Sent,
    Accepted,
    Returned,
    Finished,
    Withdrawn,
}

/// <summary>What can happen to a bid.</summary>
internal enum BidEvent
{
    Submit,
    Approve,
    Refuse,
    Withdraw,
}

/// <summary>What can happen to a blockage or a piece of good practice.</summary>
internal enum BlockageEvent
{
    Answer,
    AskAgain,
    Withdraw,
}

/// <summary>What can happen to a referral.</summary>
internal enum ReferralEvent
{
    Accept,
    Return,
    Finish,
    Withdraw,
}

/// <summary>The lives of what a group passes on; docs/rules shows each.</summary>
internal static class MatterLife
{
    static readonly Rule
        BidDraft = new("B-01", "The bid is a draft. Submit it first"),
        BidSubmitted = new("B-02", "The bid was submitted and waits for the tasking meeting"),
        BidDecided = new("B-03", "The bid was decided. Put forward another if something has changed"),
        BidWithdrawn = new("B-04", "The bid was withdrawn. Put forward another if it is needed again"),
        NotAnswered = new("K-01", "The executive has not answered yet"),
        Answered = new("K-02", "The executive has answered. Ask again if the answer does not settle it"),
        BlockageWithdrawn = new("K-03", "It was withdrawn. Raise it again if it is still there"),
        NotAccepted = new("R-01", "The panel has not accepted the referral yet"),
        Accepted = new("R-02", "The panel has accepted the referral and works on it"),
        ReferralOver = new("R-03", "The referral has come back. Send another if something has changed"),
        ReferralWithdrawn = new("R-04", "The referral was withdrawn. Send another if it is needed again");

    /// <summary>Refuses whoever put it forward and whoever does not answer for it.</summary>
    public static readonly Rule
        NotYours = new("M-01", "Only the person who put it forward can do that"),
        OwnMatter = new("M-02", "Nobody decides on what they put forward themselves"),
        NotTheGroup = new("M-03", "Only those who sit in the group it was sent to can do that"),
        NotTheExecutive = new("M-04", "Only the executive answers it");

    public static Life<BidState, BidEvent> Bid { get; } = new(
        (BidEvent.Submit, "it is submitted", [BidState.Submitted, BidSubmitted, BidDecided, BidDecided, BidWithdrawn]),
        (BidEvent.Approve, "the tasking meeting approves it", [BidDraft, BidState.Approved, BidDecided, BidDecided, BidWithdrawn]),
        (BidEvent.Refuse, "the tasking meeting refuses it", [BidDraft, BidState.Refused, BidDecided, BidDecided, BidWithdrawn]),
        (BidEvent.Withdraw, "it is withdrawn", [BidState.Withdrawn, BidState.Withdrawn, BidDecided, BidDecided, BidWithdrawn]));

    public static Life<BlockageState, BlockageEvent> Blockage { get; } = new(
        (BlockageEvent.Answer, "the executive answers", [BlockageState.Answered, Answered, BlockageWithdrawn]),
        (BlockageEvent.AskAgain, "whoever raised it asks again", [NotAnswered, BlockageState.Raised, BlockageWithdrawn]),
        (BlockageEvent.Withdraw, "it is withdrawn", [BlockageState.Withdrawn, Answered, BlockageWithdrawn]));

    public static Life<ReferralState, ReferralEvent> Referral { get; } = new(
        (ReferralEvent.Accept, "the panel accepts it", [ReferralState.Accepted, Accepted, ReferralOver, ReferralOver, ReferralWithdrawn]),
        (ReferralEvent.Return, "the panel returns it", [ReferralState.Returned, ReferralState.Returned, ReferralOver, ReferralOver, ReferralWithdrawn]),
        (ReferralEvent.Finish, "the outcome comes back", [NotAccepted, ReferralState.Finished, ReferralOver, ReferralOver, ReferralWithdrawn]),
        (ReferralEvent.Withdraw, "it is withdrawn", [ReferralState.Withdrawn, Accepted, ReferralOver, ReferralOver, ReferralWithdrawn]));

    /// <summary>The state that follows in words, or the rule that refuses.</summary>
    /// <param name="kind">One of <see cref="Matter.Kinds"/>.</param>
    /// <param name="state">In words, as stored.</param>
    /// <param name="happened">Name of the event.</param>
    /// <returns>Null for an event that this kind does not have.</returns>
    public static (string? To, Rule? Rule)? Of(string kind, string state, string happened) => kind switch
    {
        Matter.Bid => Look(Bid, state, happened),
        Matter.Referral => Look(Referral, state, happened),
        _ => Look(Blockage, state, happened),
    };

    static (string?, Rule?)? Look<TState, TEvent>(Life<TState, TEvent> life, string state, string happened) where TState : struct, Enum where TEvent : struct, Enum
    {
        if (!Enum.GetNames<TEvent>().Contains(happened)) return null;
        var move = life.Of(Words.Read<TState>(state), Enum.Parse<TEvent>(happened));
        return (move.To is { } to ? Words.Spaced(to.ToString()) : null, move.Rule);
    }
}
