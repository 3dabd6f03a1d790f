namespace Concordat.Act.States;

/// <summary>What can happen in each state, as data: the state that follows, or the code of the refusal. Pages, tests and docs/rules read the same table.</summary>
/// <param name="stateWords">A state in words.</param>
/// <param name="eventWords">An event in words.</param>
/// <param name="moves">Each state by each event, once.</param>
internal sealed class StateTable<TState, TEvent>(Func<TState, string> stateWords, Func<TEvent, string> eventWords, IReadOnlyList<Move<TState, TEvent>> moves)
    where TState : struct, Enum where TEvent : struct, Enum
{
    /// <summary>Every cell.</summary>
    public IReadOnlyList<Move<TState, TEvent>> Moves => moves;

    public Move<TState, TEvent> Of(TState state, TEvent happened) => moves.Single(m => m.From.Equals(state) && m.Event.Equals(happened));

    /// <summary>The table as docs/rules shows it.</summary>
    public string Markdown()
    {
        var states = Enum.GetValues<TState>();
        var lines = new List<string> { $"| what happens | {string.Join(" | ", states.Select(stateWords))} |", $"| --- |{string.Concat(states.Select(_ => " --- |"))}" };
        lines.AddRange(Enum.GetValues<TEvent>().Select(e => $"| {eventWords(e)} | {string.Join(" | ", states.Select(s => Cell(Of(s, e))))} |"));
        return string.Join('\n', lines);
    }

    /// <summary>The codes with their sentences, in order.</summary>
    public string Codes() => string.Join('\n', moves.Where(m => m.Code is not null).Select(m => $"| {m.Code} | {m.Refusal} |").Distinct().Order(StringComparer.Ordinal));

    /// <summary>The legal moves from one state to another as a state diagram in Mermaid's notation.</summary>
    public string Diagram()
    {
        var lines = new List<string> { "```mermaid", "stateDiagram-v2", $"  [*] --> {Name(Enum.GetValues<TState>()[0])}" };
        lines.AddRange(Enum.GetValues<TState>().Where(s => stateWords(s).Contains(' ')).Select(s => $"  state \"{stateWords(s)}\" as {Name(s)}"));
        lines.AddRange(moves.Where(m => m.To is { } to && !to.Equals(m.From)).Select(m => $"  {Name(m.From)} --> {Name(m.To!.Value)}: {eventWords(m.Event)}"));
        return string.Join('\n', lines.Append("```"));
    }

    string Name(TState state) => stateWords(state).Replace(' ', '_');

    string Cell(Move<TState, TEvent> move) => move.To is { } to ? (to.Equals(move.From) ? "yes" : $"**{stateWords(to)}**") : move.Code!;
}

/// <summary>One cell: the next state, or the refusal in words with its code.</summary>
internal sealed record Move<TState, TEvent>(TState From, TEvent Event, TState? To, string? Code, string? Refusal) where TState : struct, Enum where TEvent : struct, Enum
{
    /// <summary>"PL-03: The plan is running".</summary>
    public string Sentence => $"{Code}: {Refusal}";
}

/// <summary>Lets a row of a table be written as states and refusals side by side.</summary>
internal readonly record struct Outcome<TState>(TState? To, string? Code, string? Words) where TState : struct, Enum
{
    public static implicit operator Outcome<TState>(TState to) => new(to, null, null);

    public static implicit operator Outcome<TState>((string Code, string Words) refusal) => new(null, refusal.Code, refusal.Words);

    /// <summary>One event in each state, in the order of the states.</summary>
    public static IEnumerable<Move<TState, TEvent>> Row<TEvent>(TEvent happened, params Outcome<TState>[] outcomes) where TEvent : struct, Enum =>
        Enum.GetValues<TState>().Zip(outcomes, (s, o) => new Move<TState, TEvent>(s, happened, o.To, o.Code, o.Words));
}
