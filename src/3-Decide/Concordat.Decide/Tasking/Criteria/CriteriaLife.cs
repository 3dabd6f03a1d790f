using Concordat.Decide.Rules;

namespace Concordat.Decide.Tasking.Criteria;

/// <summary>Where a version of tasking criteria stands.</summary>
internal enum CriteriaState
{
    Draft,

    /// <summary>Decided by the group; which adopted version holds on a day follows from their first days.</summary>
    Adopted,
    Discarded,
}

/// <summary>What can happen to it.</summary>
internal enum CriteriaEvent
{
    Change,
    Adopt,
    Score,
    Discard,
}

/// <summary>The life of a version of tasking criteria; docs/rules/tasking.md shows it.</summary>
internal static class CriteriaLife
{
    static readonly Rule
        IsDraft = new("TC-01", "The group has not decided on these criteria. Put them to it as an item of its agenda"),
        IsAdopted = new("TC-02", "The group has decided on these criteria, and they no longer change. Begin a new version and put it to the group"),
        IsDiscarded = new("TC-03", "This version was discarded. Begin another");

    /// <summary>Refuses whoever may not do it, and what no decision of the group stands behind.</summary>
    public static readonly Rule
        Preparers = new("TC-04", "Only the chair, the co-ordinator or the executive prepares criteria"),
        Recorders = new("TC-05", "Only the chair or the co-ordinator records the decision of a group"),
        NoDecision = new("TC-06", "Criteria come into force by a decision of the group alone. Choose an adopted item of a meeting that has closed"),
        NotScored = new("TC-07", "The group has made its criteria required. Score all of them before the item is adopted or not adopted");

    public static Life<CriteriaState, CriteriaEvent> Table { get; } = new(
        (CriteriaEvent.Change, "a criterion is added or taken out", [CriteriaState.Draft, IsAdopted, IsDiscarded]),
        (CriteriaEvent.Adopt, "the group decides on them", [CriteriaState.Adopted, IsAdopted, IsDiscarded]),
        (CriteriaEvent.Score, "an item is scored by them", [IsDraft, CriteriaState.Adopted, IsDiscarded]),
        (CriteriaEvent.Discard, "the version is discarded", [CriteriaState.Discarded, IsAdopted, IsDiscarded]));
}
