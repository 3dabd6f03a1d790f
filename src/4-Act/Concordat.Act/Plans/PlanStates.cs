using Concordat.Act.States;
using Row = Concordat.Act.States.Outcome<Concordat.Act.Plans.PlanState>;

namespace Concordat.Act.Plans;

/// <summary>Where a plan stands.</summary>
internal enum PlanState
{
    Draft,
    PutForward,
    Running,
    Closed,
}

/// <summary>What can happen to a plan.</summary>
internal enum PlanEvent
{
    Change,
    PutForward,
    TakeBack,
    Commission,
    ChangeLevel,
    RecordUse,
    Review,
    Close,
    TakeUpAgain,
}

/// <summary>The life of a plan.</summary>
internal static class PlanStates
{
    static readonly (string, string)
        IsPutForward = ("PL-01", "It is put forward: take it back before you change it"),
        Runs = ("PL-02", "It is running: what it does changes at a review"),
        HasClosed = ("PL-03", "It is closed: take it up again first"),
        IsDraft = ("PL-04", "It is a draft: put it forward first"),
        NotRunning = ("PL-05", "It has not been commissioned"),
        NotClosed = ("PL-06", "It is not closed");

    public static StateTable<PlanState, PlanEvent> Table { get; } = new(Words, Words,
    [
        .. Row.Row(PlanEvent.Change, PlanState.Draft, IsPutForward, Runs, HasClosed),
        .. Row.Row(PlanEvent.PutForward, PlanState.PutForward, IsPutForward, Runs, HasClosed),
        .. Row.Row(PlanEvent.TakeBack, IsDraft, PlanState.Draft, Runs, HasClosed),
        .. Row.Row(PlanEvent.Commission, IsDraft, PlanState.Running, Runs, HasClosed),
        .. Row.Row(PlanEvent.ChangeLevel, NotRunning, NotRunning, PlanState.Running, HasClosed),
        .. Row.Row(PlanEvent.RecordUse, NotRunning, NotRunning, PlanState.Running, HasClosed),
        .. Row.Row(PlanEvent.Review, NotRunning, NotRunning, PlanState.Running, HasClosed),
        .. Row.Row(PlanEvent.Close, NotRunning, NotRunning, PlanState.Closed, HasClosed),
        .. Row.Row(PlanEvent.TakeUpAgain, NotClosed, NotClosed, NotClosed, PlanState.Running),
    ]);

    /// <summary>"put forward".</summary>
    public static string Words(this PlanState state) => state == PlanState.PutForward ? "put forward" : state.ToString().ToLowerInvariant();

    public static PlanState Read(string words) => Enum.GetValues<PlanState>().Single(s => s.Words() == words);

    public static string Words(this PlanEvent happened) => happened switch
    {
        PlanEvent.Change => "it is changed",
        PlanEvent.PutForward => "it is put forward",
        PlanEvent.TakeBack => "it is taken back",
        PlanEvent.Commission => "it is commissioned",
        PlanEvent.ChangeLevel => "its level changes",
        PlanEvent.RecordUse => "what was used is recorded",
        PlanEvent.Review => "it is reviewed",
        PlanEvent.Close => "it is closed",
        _ => "it is taken up again",
    };
}
