namespace Concordat.Share.Disclosures;

/// <summary>Where a request for disclosure stands.</summary>
internal enum DisclosureState
{
    Draft,
    Asked,
    Approved,
    Refused,
    Released,
    Withdrawn,
    Expired,
}

/// <summary>What can happen to it.</summary>
internal enum DisclosureEvent
{
    Change,
    Ask,
    PassOn,
    Approve,
    Refuse,
    Release,
    Withdraw,
    Expire,
    Complain,
}

/// <summary>Each state by each event, as data: the state that follows, or why not.</summary>
internal static class DisclosureStates
{
    /// <summary>One cell: the next state, or the refusal in words with its code.</summary>
    internal sealed record Move(DisclosureState From, DisclosureEvent Event, DisclosureState? To, string? Code, string? Refusal);

    static readonly (string Code, string Words)
        NotAsked = ("D-01", "It is a draft: the body that holds the information has not been asked yet"),
        WasAsked = ("D-02", "The holder was asked: withdraw the request and write another"),
        Undecided = ("D-03", "The holder has not decided"),
        WasApproved = ("D-04", "The holder has approved it"),
        WasRefused = ("D-05", "The holder refused it, and that is final. Write another request if something has changed"),
        WasReleased = ("D-06", "It was released: what was sent cannot be called back here"),
        WasWithdrawn = ("D-07", "It was withdrawn. Write another request if it is needed again"),
        HasExpired = ("D-08", "The approval has run out. Write another request if it is still needed"),
        NotDue = ("D-09", "Only an approval runs out");

    public static IReadOnlyList<Move> Table { get; } =
    [
        .. Row(DisclosureEvent.Change, DisclosureState.Draft, WasAsked, WasAsked, WasRefused, WasReleased, WasWithdrawn, HasExpired),
        .. Row(DisclosureEvent.Ask, DisclosureState.Asked, WasAsked, WasAsked, WasRefused, WasReleased, WasWithdrawn, HasExpired),
        .. Row(DisclosureEvent.PassOn, NotAsked, DisclosureState.Asked, WasApproved, WasRefused, WasReleased, WasWithdrawn, HasExpired),
        .. Row(DisclosureEvent.Approve, NotAsked, DisclosureState.Approved, WasApproved, WasRefused, WasReleased, WasWithdrawn, HasExpired),
        // A power, not a duty: until something is sent, the holder may still say no.
        .. Row(DisclosureEvent.Refuse, NotAsked, DisclosureState.Refused, DisclosureState.Refused, WasRefused, WasReleased, WasWithdrawn, HasExpired),
        .. Row(DisclosureEvent.Release, NotAsked, Undecided, DisclosureState.Released, WasRefused, WasReleased, WasWithdrawn, HasExpired),
        .. Row(DisclosureEvent.Withdraw, DisclosureState.Withdrawn, DisclosureState.Withdrawn, DisclosureState.Withdrawn, WasRefused, WasReleased, WasWithdrawn, HasExpired),
        .. Row(DisclosureEvent.Expire, NotDue, NotDue, DisclosureState.Expired, NotDue, NotDue, NotDue, NotDue),
        .. Row(DisclosureEvent.Complain, NotAsked, Undecided, DisclosureState.Approved, DisclosureState.Refused, DisclosureState.Released, DisclosureState.Withdrawn, DisclosureState.Expired),
    ];

    public static Move Of(DisclosureState state, DisclosureEvent happened) => Table.Single(m => m.From == state && m.Event == happened);

    /// <summary>"asked".</summary>
    public static string Words(this DisclosureState state) => state.ToString().ToLowerInvariant();

    public static DisclosureState Read(string words) => Enum.Parse<DisclosureState>(words, ignoreCase: true);

    /// <summary>The table as docs/rules/disclosure.md shows it.</summary>
    public static string Markdown()
    {
        var states = Enum.GetValues<DisclosureState>();
        var lines = new List<string> { $"| what happens | {string.Join(" | ", states.Select(Words))} |", $"| --- |{string.Concat(states.Select(_ => " --- |"))}" };
        lines.AddRange(Enum.GetValues<DisclosureEvent>().Select(e => $"| {Words(e)} | {string.Join(" | ", states.Select(s => Cell(Of(s, e))))} |"));
        return string.Join('\n', lines);
    }

    /// <summary>The codes with their sentences, in order.</summary>
    public static string Codes() => string.Join('\n', Table.Where(m => m.Code is not null).Select(m => $"| {m.Code} | {m.Refusal} |").Distinct().Order(StringComparer.Ordinal));

    static string Cell(Move move) => move.To is { } to ? (to == move.From ? "yes" : $"**{to.Words()}**") : move.Code!;

    static string Words(DisclosureEvent happened) => happened switch
    {
        DisclosureEvent.Change => "the request changes",
        DisclosureEvent.Ask => "the holder is asked",
        DisclosureEvent.PassOn => "it is passed to a colleague at the holder",
        DisclosureEvent.Approve => "the holder approves",
        DisclosureEvent.Refuse => "the holder refuses",
        DisclosureEvent.Release => "the holder releases",
        DisclosureEvent.Withdraw => "the requester withdraws it",
        DisclosureEvent.Expire => "the last day passes",
        _ => "a complaint is recorded",
    };

    static IEnumerable<Move> Row(DisclosureEvent happened, params Outcome[] outcomes) =>
        outcomes.Select((o, i) => new Move((DisclosureState)i, happened, o.To, o.Code, o.Words));

    /// <summary>Lets a row be written as states and refusals side by side.</summary>
    readonly record struct Outcome(DisclosureState? To, string? Code, string? Words)
    {
        public static implicit operator Outcome(DisclosureState to) => new(to, null, null);

        public static implicit operator Outcome((string Code, string Words) refusal) => new(null, refusal.Code, refusal.Words);
    }
}
