using Concordat.Decide.Rules;

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
}

/// <summary>Where an item of the agenda stands.</summary>
internal enum ItemState
{
    Undecided,
    Adopted,
    NotAdopted,
    Deferred,
    Taken,
}

/// <summary>What can happen to an item while its meeting is open.</summary>
internal enum ItemEvent
{
    Adopt,
    DoNotAdopt,
    Defer,
    Take,
    CloseMeeting,
}

/// <summary>Where the minutes of a meeting stand.</summary>
internal enum MinutesState
{
    BeingWritten,
    ToBeApproved,
    Approved,
}

/// <summary>What can happen to minutes.</summary>
internal enum MinutesEvent
{
    Record,
    CloseMeeting,
    Approve,
}

/// <summary>The lives of a meeting, of its items and of its minutes: docs/rules shows each, and the database holds to them too.</summary>
internal static class MeetingLife
{
    static readonly Rule
        NotOpen = new("J-01", "Open the meeting first"),
        OpenAlready = new("J-02", "The meeting is open already"),
        IsClosed = new("J-03", "The meeting is closed: its record can no longer change"),
        Undecided = new("J-11", "It is undecided. Adopt it, say why not, or defer it until a date before the meeting closes"),
        NoMinutes = new("J-21", "There are no minutes before the meeting has closed"),
        ApprovedAlready = new("J-22", "The minutes are approved already");

    /// <summary>Refuses to take an item that the group has to decide.</summary>
    public static readonly Rule NotTaken = new("J-12", "Only the standing item and those that stand on every agenda are taken. Adopt this one, do not adopt it, or defer it");

    /// <summary>Refuses to approve minutes at a desk.</summary>
    public static readonly Rule AtTheNextMeeting = new("J-23", "The minutes are approved at the next meeting: open it first");

    /// <summary>A meeting: planned, open, closed.</summary>
    public static Life<MeetingState, MeetingEvent> Meeting { get; } = new(
        (MeetingEvent.ChangeAgenda, "the agenda changes", [MeetingState.Planned, MeetingState.Open, IsClosed]),
        (MeetingEvent.TakeAttendance, "attendance is taken", [MeetingState.Planned, MeetingState.Open, IsClosed]),
        (MeetingEvent.Open, "the chair opens it", [MeetingState.Open, OpenAlready, IsClosed]),
        (MeetingEvent.Decide, "an item is decided", [NotOpen, MeetingState.Open, IsClosed]),
        (MeetingEvent.AgreeAction, "an action is agreed", [NotOpen, MeetingState.Open, IsClosed]),
        (MeetingEvent.Close, "the chair closes it, with nothing undecided", [NotOpen, MeetingState.Closed, IsClosed]));

    /// <summary>An item in an open meeting. A decision can be changed until the meeting closes.</summary>
    public static Life<ItemState, ItemEvent> Item { get; } = new(
        (ItemEvent.Adopt, "the group adopts it, with one owner", [ItemState.Adopted, ItemState.Adopted, ItemState.Adopted, ItemState.Adopted, ItemState.Adopted]),
        (ItemEvent.DoNotAdopt, "the group does not adopt it, and says why", [ItemState.NotAdopted, ItemState.NotAdopted, ItemState.NotAdopted, ItemState.NotAdopted, ItemState.NotAdopted]),
        (ItemEvent.Defer, "the group defers it until a date, and says why", [ItemState.Deferred, ItemState.Deferred, ItemState.Deferred, ItemState.Deferred, ItemState.Deferred]),
        (ItemEvent.Take, "it is taken, where it stands on every agenda", [ItemState.Taken, ItemState.Taken, ItemState.Taken, ItemState.Taken, ItemState.Taken]),
        (ItemEvent.CloseMeeting, "the meeting closes", [Undecided, ItemState.Adopted, ItemState.NotAdopted, ItemState.Deferred, ItemState.Taken]));

    /// <summary>The minutes: written as the meeting goes, approved at the next.</summary>
    public static Life<MinutesState, MinutesEvent> Minutes { get; } = new(
        (MinutesEvent.Record, "a decision or an action is recorded", [MinutesState.BeingWritten, IsClosed, IsClosed]),
        (MinutesEvent.CloseMeeting, "the meeting closes", [MinutesState.ToBeApproved, IsClosed, IsClosed]),
        (MinutesEvent.Approve, "the chair approves them at the next meeting", [NoMinutes, MinutesState.Approved, ApprovedAlready]));

    /// <summary>Rules beside the tables, with their codes.</summary>
    public static IReadOnlyList<Rule> Others => [NotTaken, AtTheNextMeeting];
}
