using Concordat.Decide.Meetings;

namespace Concordat.Decide.Rules;

/// <summary>One cell of a life: what an event does in a state, or the coded sentence that refuses it.</summary>
/// <param name="From">The state before.</param>
/// <param name="Event">What happens.</param>
/// <param name="To">The state after; null when it is refused.</param>
/// <param name="Rule">The rule that refuses; null when it is allowed.</param>
internal sealed record Move<TState, TEvent>(TState From, TEvent Event, TState? To, Rule? Rule) where TState : struct, Enum where TEvent : struct, Enum;

/// <summary>A rule by which something is refused.</summary>
/// <param name="Code">Such as C-04; never used for another rule.</param>
/// <param name="Words">The sentence that people read, with the remedy.</param>
internal sealed record Rule(string Code, string Words)
{
    /// <summary>"C-04: The strategy is decided …".</summary>
    public override string ToString() => $"{Code}: {Words}";
}

/// <summary>The state that follows, or the rule that refuses: lets a row be written as both side by side.</summary>
internal readonly record struct Outcome<TState>(TState? To, Rule? Rule) where TState : struct, Enum
{
    public static implicit operator Outcome<TState>(TState to) => new(to, null);

    public static implicit operator Outcome<TState>(Rule rule) => new(null, rule);
}

/// <summary>Each state by each event of one kind of thing, as data. Its page in docs/rules shows the same table, and a test holds both together.</summary>
internal sealed class Life<TState, TEvent> where TState : struct, Enum where TEvent : struct, Enum
{
    readonly Dictionary<(TState, TEvent), Move<TState, TEvent>> _cells;
    readonly Dictionary<TEvent, string> _words;

    /// <param name="rows">A row an event: its words, and its outcome in each state in the order of the enumeration.</param>
    /// <exception cref="ArgumentException">An event is missing or twice, or a row has not one outcome a state.</exception>
    public Life(params (TEvent Event, string Words, Outcome<TState>[] Outcomes)[] rows)
    {
        var states = Enum.GetValues<TState>();
        if (rows.Length != Enum.GetValues<TEvent>().Length || rows.Any(r => r.Outcomes.Length != states.Length))
            throw new ArgumentException($"The life of {typeof(TState).Name} needs {Enum.GetValues<TEvent>().Length} rows of {states.Length} outcomes.");
        _words = rows.ToDictionary(r => r.Event, r => r.Words);
        _cells = rows.SelectMany(r => r.Outcomes.Select((o, i) => new Move<TState, TEvent>(states[i], r.Event, o.To, o.Rule))).ToDictionary(m => (m.From, m.Event));
    }

    public IEnumerable<Move<TState, TEvent>> Table => _cells.Values;

    public Move<TState, TEvent> Of(TState state, TEvent happened) => _cells[(state, happened)];

    /// <summary>Why it cannot happen now, with its code; null when it can.</summary>
    public string? Refusal(TState state, TEvent happened) => Of(state, happened).Rule?.ToString();

    /// <summary>The table, the codes and the diagram, as the page in docs/rules shows them.</summary>
    public string Markdown() => $"{Grid()}\n\n{Codes()}\n\n{Mermaid()}";

    string Grid()
    {
        var states = Enum.GetValues<TState>();
        var lines = new List<string> { $"| what happens | {string.Join(" | ", states.Select(Name))} |", $"| --- |{string.Concat(states.Select(_ => " --- |"))}" };
        lines.AddRange(Enum.GetValues<TEvent>().Select(e => $"| {_words[e]} | {string.Join(" | ", states.Select(s => Cell(Of(s, e))))} |"));
        return string.Join('\n', lines);
    }

    string Codes() => string.Join('\n',
        [
            "| code | what it says |", "| --- | --- |",
            .. Table.Select(m => m.Rule).OfType<Rule>().Distinct().OrderBy(r => r.Code, StringComparer.Ordinal).Select(r => $"| {r.Code} | {r.Words} |"),
        ]);

    /// <summary>The moves from one state to another as a Mermaid state diagram.</summary>
    public string Mermaid() => string.Join('\n',
        [
            "```mermaid", "stateDiagram-v2",
            .. Enum.GetValues<TState>().Select(s => $"  state \"{Name(s)}\" as {s}"),
            .. Table.Where(m => m.To is { } to && !to.Equals(m.From)).Select(m => $"  {m.From} --> {m.To}: {_words[m.Event]}"), "```",
        ]);

    static string Name(TState state) => Words.Spaced(state.ToString());

    static string Cell(Move<TState, TEvent> move) => move.To is { } to ? to.Equals(move.From) ? "yes" : $"**{Name(to)}**" : move.Rule!.Code;
}
