using System.Text;

namespace Concordat.Share.Returns.Life;

/// <summary>One cell of the table: what an event does to a return in a state.</summary>
/// <param name="To">State afterwards; null where the event is refused.</param>
/// <param name="Refusal">Reason code of the refusal; null where the event is allowed.</param>
public sealed record LifeMove(string From, string Event, string? To, string? Refusal);

/// <summary>The life of a partner's return: which event is allowed in which state. The table is published in docs/rules/return.md.</summary>
public static class ReturnLife
{
    public const string Expected = "expected", Overdue = "overdue", NotHeld = "not held", Draft = "draft", Submitted = "submitted",
        Warned = "validated with warnings", Accepted = "accepted", Returned = "returned", Superseded = "superseded";

    public static IReadOnlyList<string> States { get; } = [Expected, Overdue, NotHeld, Draft, Submitted, Warned, Accepted, Returned, Superseded];

    /// <summary>send: a file, a form or a request of another system brings rows. submit: the supplier hands the draft over. discard: the supplier drops the draft.</summary>
    public static IReadOnlyList<string> Events { get; } = ["send", "submit", "discard", "accept", "return", "declare not held", "withdraw declaration"];

    /// <summary>Reason codes and what they say.</summary>
    public static IReadOnlyDictionary<string, string> Refusals { get; } = new Dictionary<string, string>
    {
        ["L-01"] = "Nothing was sent yet for this quarter. Send a file first",
        ["L-02"] = "This return is a draft. The supplier submits it before it can be decided",
        ["L-03"] = "This return was submitted and waits for the data manager. Ask for it to be sent back if it has to change",
        ["L-04"] = "This return was accepted already. Send the quarter again to correct it",
        ["L-05"] = "This return was sent back to its supplier. Send a mended one",
        ["L-06"] = "A later return of this quarter has taken the place of this one",
        ["L-07"] = "This set is declared as not held for the quarter. Withdraw the declaration first",
        ["L-08"] = "There is no declaration to withdraw",
        ["L-09"] = "A return of this quarter is there, so it cannot be declared as not held",
        ["L-10"] = "Only the body that supplies the set submits its return",
        ["L-11"] = "Only the data manager accepts a return or sends it back",
        ["L-12"] = "You submitted this return yourself, and another data manager is there to decide it",
        ["L-13"] = "The return was to be taken whole or not at all, and rows are set aside. Send it again mended, or choose to take the good rows",
        ["L-14"] = "No row passed, so there is nothing to submit",
        ["L-15"] = "Say in words what the supplier has to mend",
        ["L-16"] = "Some months have no rows. Say of each whether nothing happened or whether it is missing at source",
    };

    public static IReadOnlyList<LifeMove> Table { get; }

    /// <summary>What the event does to a return in the state.</summary>
    public static LifeMove Of(string state, string happened) => Table.First(m => m.From == state && m.Event == happened);

    static LifeMove Cell(string state, string happened) => (state, happened) switch
    {
        (Expected or Overdue or Returned or Accepted or Superseded or Draft, "send") => new(state, happened, Draft, null),
        (Submitted or Warned, "send") => No("L-03"),
        (NotHeld, "send") => No("L-07"),
        (Draft, "submit") => new(state, happened, Submitted, null),
        (Draft, "discard") => new(state, happened, Expected, null),
        (Submitted or Warned, "accept") => new(state, happened, Accepted, null),
        (Submitted or Warned, "return") => new(state, happened, Returned, null),
        (Expected or Overdue or Returned, "declare not held") => new(state, happened, NotHeld, null),
        (NotHeld, "withdraw declaration") => new(state, happened, Expected, null),
        (NotHeld, "declare not held") => No("L-07"),
        (_, "declare not held") => No("L-09"),
        (_, "withdraw declaration") => No("L-08"),
        (Expected or Overdue, _) => No("L-01"),
        (NotHeld, _) => No("L-07"),
        (Draft, _) => No("L-02"),
        (Submitted or Warned, _) => No("L-03"),
        (Accepted, _) => No("L-04"),
        (Returned, _) => No("L-05"),
        _ => No("L-06"),
    };

    static LifeMove No(string code) => new("", "", null, code);

    static ReturnLife() => Table = [.. States.SelectMany(s => Events.Select(e => Cell(s, e) with { From = s, Event = e }))];

    /// <summary>The table as docs/rules/return.md shows it.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append("| state | ").AppendJoin(" | ", Events).Append(" |\n|").Insert(text.Length, " --- |", Events.Count + 1).Append('\n');
        foreach (var state in States)
            text.Append("| ").Append(state).Append(" | ").AppendJoin(" | ", Events.Select(e => Of(state, e) is var m && m.To is { } to ? to : m.Refusal)).Append(" |\n");
        return text.ToString();
    }
}
