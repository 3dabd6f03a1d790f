namespace Concordat.Act.Interventions;

/// <summary>Where an action stands.</summary>
internal enum InterventionState
{
    ToDo,
    UnderWay,
    Done,
    CannotBeDone,
}

/// <summary>Each state by each state that can be reported, as data: allowed, or why not.</summary>
internal static class InterventionStates
{
    internal sealed record Move(InterventionState From, InterventionState To, string? Refusal);

    const string WasBegun = "Work has begun: choose under way, done or cannot be done";

    public static IReadOnlyList<Move> Table { get; } =
    [
        new(InterventionState.ToDo, InterventionState.ToDo, null),
        new(InterventionState.ToDo, InterventionState.UnderWay, null),
        new(InterventionState.ToDo, InterventionState.Done, null),
        new(InterventionState.ToDo, InterventionState.CannotBeDone, null),

        new(InterventionState.UnderWay, InterventionState.ToDo, WasBegun),
        new(InterventionState.UnderWay, InterventionState.UnderWay, null),
        new(InterventionState.UnderWay, InterventionState.Done, null),
        new(InterventionState.UnderWay, InterventionState.CannotBeDone, null),

        new(InterventionState.Done, InterventionState.ToDo, "It was reported done: choose under way if it has to be taken up again"),
        new(InterventionState.Done, InterventionState.UnderWay, null),
        new(InterventionState.Done, InterventionState.Done, null),
        new(InterventionState.Done, InterventionState.CannotBeDone, "It was reported done: choose under way first if that was wrong"),

        new(InterventionState.CannotBeDone, InterventionState.ToDo, "It was given up: choose under way if it is taken up again"),
        new(InterventionState.CannotBeDone, InterventionState.UnderWay, null),
        new(InterventionState.CannotBeDone, InterventionState.Done, null),
        new(InterventionState.CannotBeDone, InterventionState.CannotBeDone, null),
    ];

    public static string? Refusal(InterventionState from, InterventionState to) => Table.Single(m => m.From == from && m.To == to).Refusal;

    /// <summary>"under way".</summary>
    public static string Words(this InterventionState state) => state switch
    {
        InterventionState.ToDo => "to do",
        InterventionState.UnderWay => "under way",
        InterventionState.Done => "done",
        _ => "cannot be done",
    };

    public static InterventionState Read(string words) => Enum.GetValues<InterventionState>().Single(s => s.Words() == words);

    /// <summary>The table as the guide shows it.</summary>
    public static string Markdown()
    {
        var states = Enum.GetValues<InterventionState>();
        var lines = new List<string> { $"| it was | {string.Join(" | ", states.Select(Words))} |", $"| --- |{string.Concat(states.Select(_ => " --- |"))}" };
        lines.AddRange(states.Select(from => $"| {from.Words()} | {string.Join(" | ", states.Select(to => Refusal(from, to) is { } r ? $"no: {r}" : "yes"))} |"));
        return string.Join('\n', lines);
    }
}
