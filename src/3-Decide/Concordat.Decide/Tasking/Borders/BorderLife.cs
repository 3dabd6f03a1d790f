using Concordat.Decide.Rules;

namespace Concordat.Decide.Tasking.Borders;

/// <summary>Where an item that a neighbouring area was told of stands.</summary>
internal enum BorderState
{
    Sent,
    TakenUp,
    Answered,
    Withdrawn,
}

/// <summary>What can happen to it.</summary>
internal enum BorderEvent
{
    TakeUp,
    Answer,
    Withdraw,
}

/// <summary>The life of a cross-border item; docs/rules/tasking.md shows it.</summary>
internal static class BorderLife
{
    static readonly Rule
        IsTakenUp = new("XB-01", "The neighbouring area has taken it up and works on it"),
        IsAnswered = new("XB-02", "The neighbouring area has answered. Tell it again if something has changed"),
        IsWithdrawn = new("XB-03", "It was withdrawn. Tell the neighbouring area again if it is still there");

    /// <summary>Refuses whoever does not answer for it.</summary>
    public static readonly Rule
        NotTheGroup = new("XB-04", "Only the chair or the co-ordinator tells a neighbouring area, and answers one"),
        NotTheNeighbour = new("XB-05", "The neighbouring area takes it up and answers itself"),
        NotTheSender = new("XB-06", "Only the area that sent it withdraws it");

    public static Life<BorderState, BorderEvent> Table { get; } = new(
        (BorderEvent.TakeUp, "the neighbouring area takes it up", [BorderState.TakenUp, IsTakenUp, IsAnswered, IsWithdrawn]),
        (BorderEvent.Answer, "the neighbouring area answers", [BorderState.Answered, BorderState.Answered, IsAnswered, IsWithdrawn]),
        (BorderEvent.Withdraw, "it is withdrawn", [BorderState.Withdrawn, IsTakenUp, IsAnswered, IsWithdrawn]));
}
