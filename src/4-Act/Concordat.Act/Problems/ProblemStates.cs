using Concordat.Act.States;
using Row = Concordat.Act.States.Outcome<Concordat.Act.Problems.ProblemState>;

namespace Concordat.Act.Problems;

/// <summary>Where a problem stands.</summary>
internal enum ProblemState
{
    Open,
    Split,
    Closed,
}

/// <summary>What can happen to a problem.</summary>
internal enum ProblemEvent
{
    HandOver,
    Promise,
    Plan,
    Split,
    Close,
    TakeUpAgain,
}

/// <summary>The life of a problem.</summary>
internal static class ProblemStates
{
    static readonly (string, string)
        WasSplit = ("PB-01", "It was split: work on its parts"),
        HasClosed = ("PB-02", "It is closed: take it up again first"),
        IsOpen = ("PB-03", "It is open already");

    public static StateTable<ProblemState, ProblemEvent> Table { get; } = new(Words, Words,
    [
        .. Row.Row(ProblemEvent.HandOver, ProblemState.Open, ProblemState.Split, HasClosed),
        .. Row.Row(ProblemEvent.Promise, ProblemState.Open, WasSplit, HasClosed),
        .. Row.Row(ProblemEvent.Plan, ProblemState.Open, WasSplit, HasClosed),
        .. Row.Row(ProblemEvent.Split, ProblemState.Split, WasSplit, HasClosed),
        .. Row.Row(ProblemEvent.Close, ProblemState.Closed, WasSplit, HasClosed),
        .. Row.Row(ProblemEvent.TakeUpAgain, IsOpen, WasSplit, ProblemState.Open),
    ]);

    public static string Words(this ProblemState state) => state.ToString().ToLowerInvariant();

    public static ProblemState Read(string words) => Enum.Parse<ProblemState>(words, ignoreCase: true);

    public static string Words(this ProblemEvent happened) => happened switch
    {
        ProblemEvent.HandOver => "it is handed over",
        ProblemEvent.Promise => "a plan is promised",
        ProblemEvent.Plan => "a plan is begun",
        ProblemEvent.Split => "it is split",
        ProblemEvent.Close => "it is closed",
        _ => "it is taken up again",
    };
}
