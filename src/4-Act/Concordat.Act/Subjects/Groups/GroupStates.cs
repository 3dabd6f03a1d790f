using Concordat.Act.States;
using Row = Concordat.Act.States.Outcome<Concordat.Act.Subjects.Groups.GroupState>;

namespace Concordat.Act.Subjects.Groups;

/// <summary>Where the record of a household or group stands.</summary>
internal enum GroupState
{
    Held,
    Ended,
}

/// <summary>What can happen to it.</summary>
internal enum GroupEvent
{
    AddMember,
    EndMember,
    AddReader,
    Renew,
    End,
}

/// <summary>The life of the record of a household or group; docs/rules/people.md shows it.</summary>
internal static class GroupStates
{
    static readonly (string, string) IsLocked = ("GP-01", "The record is locked: it answers as if it were not there");

    /// <summary>Refuses whoever does not keep the record.</summary>
    public const string NotTheKeeper = "GP-02: Only the person who keeps the record changes it";

    public static StateTable<GroupState, GroupEvent> Table { get; } = new(Words, Words,
    [
        .. Row.Row(GroupEvent.AddMember, GroupState.Held, IsLocked),
        .. Row.Row(GroupEvent.EndMember, GroupState.Held, IsLocked),
        .. Row.Row(GroupEvent.AddReader, GroupState.Held, IsLocked),
        .. Row.Row(GroupEvent.Renew, GroupState.Held, IsLocked),
        .. Row.Row(GroupEvent.End, GroupState.Ended, IsLocked),
    ]);

    public static string Words(this GroupState state) => state.ToString().ToLowerInvariant();

    public static string Words(this GroupEvent happened) => happened switch
    {
        GroupEvent.AddMember => "a member is added",
        GroupEvent.EndMember => "a member is ended",
        GroupEvent.AddReader => "somebody is put on its list",
        GroupEvent.Renew => "it is renewed with evidence",
        _ => "it is ended",
    };
}
