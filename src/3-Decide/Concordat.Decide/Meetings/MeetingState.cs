namespace Concordat.Decide.Meetings;

/// <summary>Where a meeting stands.</summary>
internal enum MeetingState
{
    Planned,
    Open,
    Closed,
}

/// <summary>What can happen to a meeting.</summary>
internal enum MeetingEvent
{
    ChangeAgenda,
    TakeAttendance,
    Open,
    Decide,
    AgreeAction,
    Close,
    ApproveMinutes,
}

/// <summary>Each state by each event, as data: the state that follows, or why not.</summary>
internal static class MeetingStates
{
    /// <summary>One cell of the table: the next state, or the refusal in words.</summary>
    internal sealed record Move(MeetingState From, MeetingEvent Event, MeetingState? To, string? Refusal);

    const string NotOpen = "Open the meeting first";
    const string IsClosed = "The meeting is closed: its record can no longer change";

    public static IReadOnlyList<Move> Table { get; } =
    [
        Yes(MeetingState.Planned, MeetingEvent.ChangeAgenda, MeetingState.Planned),
        Yes(MeetingState.Planned, MeetingEvent.TakeAttendance, MeetingState.Planned),
        Yes(MeetingState.Planned, MeetingEvent.Open, MeetingState.Open),
        No(MeetingState.Planned, MeetingEvent.Decide, NotOpen),
        No(MeetingState.Planned, MeetingEvent.AgreeAction, NotOpen),
        No(MeetingState.Planned, MeetingEvent.Close, NotOpen),
        No(MeetingState.Planned, MeetingEvent.ApproveMinutes, "There are no minutes before the meeting has closed"),

        Yes(MeetingState.Open, MeetingEvent.ChangeAgenda, MeetingState.Open),
        Yes(MeetingState.Open, MeetingEvent.TakeAttendance, MeetingState.Open),
        No(MeetingState.Open, MeetingEvent.Open, "The meeting is open already"),
        Yes(MeetingState.Open, MeetingEvent.Decide, MeetingState.Open),
        Yes(MeetingState.Open, MeetingEvent.AgreeAction, MeetingState.Open),
        Yes(MeetingState.Open, MeetingEvent.Close, MeetingState.Closed),
        No(MeetingState.Open, MeetingEvent.ApproveMinutes, "There are no minutes before the meeting has closed"),

        No(MeetingState.Closed, MeetingEvent.ChangeAgenda, IsClosed),
        No(MeetingState.Closed, MeetingEvent.TakeAttendance, IsClosed),
        No(MeetingState.Closed, MeetingEvent.Open, IsClosed),
        No(MeetingState.Closed, MeetingEvent.Decide, IsClosed),
        No(MeetingState.Closed, MeetingEvent.AgreeAction, IsClosed),
        No(MeetingState.Closed, MeetingEvent.Close, IsClosed),
        Yes(MeetingState.Closed, MeetingEvent.ApproveMinutes, MeetingState.Closed),
    ];

    public static Move Of(MeetingState state, MeetingEvent happened) => Table.Single(m => m.From == state && m.Event == happened);

    /// <summary>The table as the guide shows it.</summary>
    public static string Markdown()
    {
        var lines = new List<string> { "| what happens | planned | open | closed |", "| --- | --- | --- | --- |" };
        lines.AddRange(Enum.GetValues<MeetingEvent>().Select(e =>
            $"| {Words(e)} | {string.Join(" | ", Enum.GetValues<MeetingState>().Select(s => Cell(Of(s, e))))} |"));
        return string.Join('\n', lines);
    }

    static string Cell(Move move) => move.To is { } to ? (to == move.From ? "yes" : $"**{to.ToString().ToLowerInvariant()}**") : $"no: {move.Refusal}";

    static string Words(MeetingEvent happened) => happened switch
    {
        MeetingEvent.ChangeAgenda => "the agenda changes",
        MeetingEvent.TakeAttendance => "attendance is taken",
        MeetingEvent.Open => "the chair opens it",
        MeetingEvent.Decide => "an item is decided",
        MeetingEvent.AgreeAction => "an action is agreed",
        MeetingEvent.Close => "the chair closes it, with nothing undecided",
        _ => "the minutes are approved, once",
    };

    static Move Yes(MeetingState from, MeetingEvent happened, MeetingState to) => new(from, happened, to, null);

    static Move No(MeetingState from, MeetingEvent happened, string refusal) => new(from, happened, null, refusal);
}
