using Concordat.Act.States;
using Row = Concordat.Act.States.Outcome<Concordat.Act.Subjects.PotentialState>;
using TargetRow = Concordat.Act.States.Outcome<Concordat.Act.Subjects.TargetedState>;

namespace Concordat.Act.Subjects;

/// <summary>Where the record of a potential offender stands.</summary>
internal enum PotentialState
{
    Nominated,
    Adopted,
    Declined,
    Ended,
}

/// <summary>What can happen to it.</summary>
internal enum PotentialEvent
{
    Adopt,
    Decline,
    Renew,
    End,
    KeepNeed,
}

/// <summary>Where the record of a targeted subject stands.</summary>
internal enum TargetedState
{
    Notified,
    Adopted,
    Planned,
    Monitored,
    Closed,
}

/// <summary>What can happen to it.</summary>
internal enum TargetedEvent
{
    AlterNomination,
    Adopt,
    Plan,
    Monitor,
    KeepNeed,
    Close,
}

/// <summary>The lives of records of people.</summary>
internal static class SubjectStates
{
    static readonly (string, string)
        Waits = ("NM-01", "It has not been decided on"),
        IsAdopted = ("NM-02", "It is adopted already"),
        IsLocked = ("NM-03", "The record is locked: it answers as if it were not there"),
        Fixed = ("TS-01", "The nomination comes from the common standard and cannot be altered here"),
        TooEarly = ("TS-02", "The step before it has not been taken"),
        Taken = ("TS-03", "That step has been taken"),
        HasClosed = ("TS-04", "The record is closed and locked: it answers as if it were not there");

    /// <summary>Refuses everybody else what is the single point of contact's.</summary>
    public const string PointOnly = "TS-05: Only the single point of contact changes or closes a targeted subject";

    public static StateTable<PotentialState, PotentialEvent> Potential { get; } = new(Words, Words,
    [
        .. Row.Row(PotentialEvent.Adopt, PotentialState.Adopted, IsAdopted, IsLocked, IsLocked),
        .. Row.Row(PotentialEvent.Decline, PotentialState.Declined, IsAdopted, IsLocked, IsLocked),
        .. Row.Row(PotentialEvent.Renew, Waits, PotentialState.Adopted, IsLocked, IsLocked),
        .. Row.Row(PotentialEvent.End, Waits, PotentialState.Ended, IsLocked, IsLocked),
        .. Row.Row(PotentialEvent.KeepNeed, Waits, PotentialState.Adopted, IsLocked, IsLocked),
    ]);

    public static StateTable<TargetedState, TargetedEvent> Targeted { get; } = new(Words, Words,
    [
        .. TargetRow.Row(TargetedEvent.AlterNomination, Fixed, Fixed, Fixed, Fixed, HasClosed),
        .. TargetRow.Row(TargetedEvent.Adopt, TargetedState.Adopted, Taken, Taken, Taken, HasClosed),
        .. TargetRow.Row(TargetedEvent.Plan, TooEarly, TargetedState.Planned, Taken, Taken, HasClosed),
        .. TargetRow.Row(TargetedEvent.Monitor, TooEarly, TooEarly, TargetedState.Monitored, Taken, HasClosed),
        .. TargetRow.Row(TargetedEvent.KeepNeed, TooEarly, TargetedState.Adopted, TargetedState.Planned, TargetedState.Monitored, HasClosed),
        .. TargetRow.Row(TargetedEvent.Close, TargetedState.Closed, TargetedState.Closed, TargetedState.Closed, TargetedState.Closed, HasClosed),
    ]);

    public static string Words(this PotentialState state) => state.ToString().ToLowerInvariant();

    public static string Words(this TargetedState state) => state.ToString().ToLowerInvariant();

    public static string Words(this PotentialEvent happened) => happened switch
    {
        PotentialEvent.Adopt => "it is adopted",
        PotentialEvent.Decline => "it is declined",
        PotentialEvent.Renew => "it is renewed with evidence",
        PotentialEvent.End => "it is ended",
        _ => "a need is assessed, planned or reviewed",
    };

    public static string Words(this TargetedEvent happened) => happened switch
    {
        TargetedEvent.AlterNomination => "its nomination is altered",
        TargetedEvent.Adopt => "it is adopted",
        TargetedEvent.Plan => "it is planned",
        TargetedEvent.Monitor => "it is monitored",
        TargetedEvent.KeepNeed => "a need is assessed, planned or reviewed",
        _ => "it is closed",
    };
}
