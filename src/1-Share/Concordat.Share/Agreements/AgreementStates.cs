namespace Concordat.Share.Agreements;

/// <summary>Where a version stands on a day, by the database's words.</summary>
internal enum AgreementState
{
    Draft,
    ForApproval,
    ForSignature,
    Signed,
    InForce,
    ReviewOverdue,
    ReviewLapsed,
    SignatoryLeft,
    Replaced,
    Ended,
    Discarded,
}

/// <summary>What can happen to a version.</summary>
internal enum AgreementEvent
{
    Edit,
    Submit,
    SendBack,
    Approve,
    Sign,
    Withdraw,
    KeepUnchanged,
    NewVersion,
    End,
    Discard,
}

/// <summary>Each state by each event, as data: the states that may follow, or why not.</summary>
internal static class AgreementStates
{
    /// <summary>One cell: the states that may follow, or the refusal in words.</summary>
    internal sealed record Move(AgreementState From, AgreementEvent Event, IReadOnlyList<AgreementState> To, string? Refusal);

    const string Frozen = "This version is frozen: begin a new version to change it";
    const string NotSubmitted = "The draft has not been sent for approval";
    const string Approved = "This version is approved already";
    const string NotYet = "There is nothing to sign before the version is approved";
    const string NeverHeld = "It has not been in force: discard the draft instead";
    const string Unsigned = "There is no signature to withdraw before the version is approved";
    const string NothingToReview = "Only an agreement that is in force is reviewed";
    const string Over = "The agreement has ended. Begin a new one; it may take over these words";
    const string Later = "A later version replaced this one";
    const string Gone = "This version was discarded";

    // A cell of a row below: a refusal in words, the states that follow, or this. Stands before the table, which is made in the order of the text.
    static readonly AgreementState[] Same = [];

    public static IReadOnlyList<Move> Table { get; } =
    [
        .. Row(AgreementState.Draft, Same, To(AgreementState.ForApproval), NotSubmitted, NotSubmitted, NotYet, Unsigned, NothingToReview,
            "A version is being written already: finish or discard it first", NeverHeld, To(AgreementState.Discarded)),
        .. Row(AgreementState.ForApproval, "It waits for approval: ask for it back before you change it", "It waits for approval already", To(AgreementState.Draft), To(AgreementState.ForSignature),
            NotYet, Unsigned, NothingToReview, "A version is being written already: finish or discard it first", NeverHeld, To(AgreementState.Discarded)),
        .. Row(AgreementState.ForSignature, Frozen, Approved, Approved, Approved, To(AgreementState.ForSignature, AgreementState.Signed, AgreementState.InForce),
            Same, NothingToReview, Same, To(AgreementState.Ended), To(AgreementState.Discarded)),
        .. Row(AgreementState.Signed, Frozen, Approved, Approved, Approved, Same, To(AgreementState.Signed, AgreementState.ForSignature), NothingToReview, Same, To(AgreementState.Ended),
            "Every responsible authority has signed it: end the agreement instead"),
        .. Row(AgreementState.InForce, Frozen, Approved, Approved, Approved, Same, To(AgreementState.InForce, AgreementState.ForSignature), Same, Same, To(AgreementState.Ended),
            "It is in force: end the agreement instead"),
        .. Row(AgreementState.ReviewOverdue, Frozen, Approved, Approved, Approved, Same, To(AgreementState.ReviewOverdue, AgreementState.ForSignature), To(AgreementState.InForce), Same,
            To(AgreementState.Ended), "It is in force: end the agreement instead"),
        .. Row(AgreementState.ReviewLapsed, Frozen, Approved, Approved, Approved, Same, To(AgreementState.ReviewLapsed, AgreementState.ForSignature), To(AgreementState.InForce), Same,
            To(AgreementState.Ended), "It has been in force: end the agreement instead"),
        .. Row(AgreementState.SignatoryLeft, Frozen, Approved, Approved, Approved, "A body that signed has left: a new version must be signed", Same, NothingToReview, Same,
            To(AgreementState.Ended), "It has been in force: end the agreement instead"),
        .. Row(AgreementState.Replaced, Later, Later, Later, Later, Later, Later, Later, Later, Later, Later),
        .. Row(AgreementState.Ended, Over, Over, Over, Over, Over, Over, Over, Over, Over, Over),
        .. Row(AgreementState.Discarded, Gone, Gone, Gone, Gone, Gone, Gone, Gone, Gone, Gone, Gone),
    ];

    public static Move Of(AgreementState state, AgreementEvent happened) => Table.Single(m => m.From == state && m.Event == happened);

    public static string? Refusal(AgreementState state, AgreementEvent happened) => Of(state, happened).Refusal;

    /// <summary>The state by the database's words.</summary>
    public static AgreementState Read(string stored) => Enum.GetValues<AgreementState>().Single(s => Stored(s) == stored);

    public static string Stored(AgreementState state) => state switch
    {
        AgreementState.ForApproval => "for approval",
        AgreementState.ForSignature => "for signature",
        AgreementState.InForce => "in force",
        AgreementState.ReviewOverdue => "review overdue",
        AgreementState.ReviewLapsed => "review lapsed",
        AgreementState.SignatoryLeft => "signatory left",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>The table as the documentation shows it.</summary>
    public static string Markdown()
    {
        var events = Enum.GetValues<AgreementEvent>();
        var lines = new List<string> { $"| state | {string.Join(" | ", events.Select(Words))} |", $"| --- |{string.Concat(events.Select(_ => " --- |"))}" };
        lines.AddRange(Enum.GetValues<AgreementState>().Select(s => $"| **{Stored(s)}** | {string.Join(" | ", events.Select(e => Cell(Of(s, e))))} |"));
        return string.Join('\n', lines);
    }

    static string Cell(Move move) => move.Refusal is { } refusal ? $"no: {refusal}"
        : move.To.All(t => t == move.From) ? "yes" : string.Join(" or ", move.To.Select(t => t == move.From ? "stays" : $"**{Stored(t)}**"));

    static string Words(AgreementEvent happened) => happened switch
    {
        AgreementEvent.Edit => "change the draft",
        AgreementEvent.Submit => "send for approval",
        AgreementEvent.SendBack => "send back",
        AgreementEvent.KeepUnchanged => "review: keep unchanged",
        AgreementEvent.NewVersion => "begin a new version",
        AgreementEvent.End => "end the agreement",
        _ => happened.ToString().ToLowerInvariant(),
    };

    static AgreementState[] To(params AgreementState[] states) => states;

    static IEnumerable<Move> Row(AgreementState from, params object[] cells) =>
        Enum.GetValues<AgreementEvent>().Zip(cells, (happened, cell) => cell is string refusal
            ? new Move(from, happened, [], refusal)
            : new Move(from, happened, (AgreementState[])cell is { Length: > 0 } to ? to : [from], null));
}
