using Concordat.Decide.Rules;

namespace Concordat.Decide.Strategy;

/// <summary>Where a version of the control strategy stands.</summary>
internal enum StrategyState
{
    Draft,

    /// <summary>The priority-setting day is open: members score and speak.</summary>
    Scoring,

    /// <summary>The day is over and ranked; the executive's choice is prepared.</summary>
    Choosing,
    Decided,

    /// <summary>A later one was decided.</summary>
    Superseded,
    Discarded,
}

/// <summary>What can happen to it.</summary>
internal enum StrategyEvent
{
    AddIssue,
    OpenDay,
    Score,
    Note,
    CloseDay,
    Choose,
    Decide,
    ChangeInYear,
    Discard,
}

/// <summary>The life of a version of the control strategy; docs/rules/strategy.md shows it.</summary>
internal static class StrategyLife
{
    static readonly Rule
        IsDraft = new("C-01", "This version is a draft. Open the priority-setting day first"),
        IsScoring = new("C-02", "The priority-setting day is open. Close it first"),
        DayOver = new("C-03", "The priority-setting day is over. Its issues, scores and rank stay as they are"),
        IsDecided = new("C-04", "The strategy is decided. It changes only by a decision of the executive within the year, with a reason"),
        IsSuperseded = new("C-05", "A later strategy has taken the place of this one, and its record stays as it is"),
        IsDiscarded = new("C-06", "This version was discarded. Begin another"),
        NotDecided = new("C-07", "The strategy is not decided yet. Choose its priorities instead");

    /// <summary>The rule by which a group is refused what only the executive may do.</summary>
    public static readonly Rule ExecutiveOnly =
        new("C-08", "Only the executive decides priorities, their owners and their targets. A group cannot change targets or strategy; everything else is its own choice");

    /// <summary>The rule by which a version without its parts is refused.</summary>
    public static readonly Rule Preparers = new("C-09", "Only the chair, the co-ordinator or the executive prepares a control strategy");

    public static Life<StrategyState, StrategyEvent> Table { get; } = new(
        (StrategyEvent.AddIssue, "an issue is added", [StrategyState.Draft, StrategyState.Scoring, DayOver, IsDecided, IsSuperseded, IsDiscarded]),
        (StrategyEvent.OpenDay, "the priority-setting day opens", [StrategyState.Scoring, IsScoring, DayOver, IsDecided, IsSuperseded, IsDiscarded]),
        (StrategyEvent.Score, "a member scores", [IsDraft, StrategyState.Scoring, DayOver, IsDecided, IsSuperseded, IsDiscarded]),
        (StrategyEvent.Note, "a member speaks or dissents", [IsDraft, StrategyState.Scoring, StrategyState.Choosing, IsDecided, IsSuperseded, IsDiscarded]),
        (StrategyEvent.CloseDay, "the day closes and the issues are ranked", [IsDraft, StrategyState.Choosing, DayOver, IsDecided, IsSuperseded, IsDiscarded]),
        (StrategyEvent.Choose, "an issue is chosen or not", [IsDraft, IsScoring, StrategyState.Choosing, IsDecided, IsSuperseded, IsDiscarded]),
        (StrategyEvent.Decide, "the executive decides", [IsDraft, IsScoring, StrategyState.Decided, IsDecided, IsSuperseded, IsDiscarded]),
        (StrategyEvent.ChangeInYear, "the executive changes a priority within the year", [NotDecided, NotDecided, NotDecided, StrategyState.Decided, IsSuperseded, IsDiscarded]),
        (StrategyEvent.Discard, "the version is discarded", [StrategyState.Discarded, StrategyState.Discarded, StrategyState.Discarded, IsDecided, IsSuperseded, IsDiscarded]));
}
