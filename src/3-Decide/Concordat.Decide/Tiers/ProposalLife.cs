using Concordat.Decide.Rules;

namespace Concordat.Decide.Tiers;

/// <summary>Where a priority that a district proposed to the county stands.</summary>
internal enum ProposalState
{
    Proposed,
    Accepted,
    Merged,
    Returned,
    Withdrawn,
}

/// <summary>What can happen to it.</summary>
internal enum ProposalEvent
{
    Accept,
    Merge,
    Return,
    EnterAgreement,
    Withdraw,
}

/// <summary>The life of a proposal to the county; docs/rules/tasking.md shows it.</summary>
internal static class ProposalLife
{
    static readonly Rule
        NotAnswered = new("TP-01", "The county group has not answered yet"),
        TakenOn = new("TP-02", "The county group has taken it on"),
        CameBack = new("TP-03", "The county group returned it with its reason. Propose the priority again if something has changed"),
        IsWithdrawn = new("TP-04", "It was withdrawn. Propose the priority again if it is needed");

    /// <summary>Refuses whoever does not answer for it.</summary>
    public static readonly Rule
        NotTheCounty = new("TP-05", "Only the county group answers a proposal"),
        NotTheDistrict = new("TP-06", "Only the district withdraws its proposal"),
        Preparers = new("TP-07", "Only the chair, the co-ordinator or the executive says how the area is governed, proposes a priority to the county or reflects one of its priorities");

    public static Life<ProposalState, ProposalEvent> Table { get; } = new(
        (ProposalEvent.Accept, "the county group accepts it", [ProposalState.Accepted, TakenOn, TakenOn, CameBack, IsWithdrawn]),
        (ProposalEvent.Merge, "the county group merges it into another priority", [ProposalState.Merged, TakenOn, TakenOn, CameBack, IsWithdrawn]),
        (ProposalEvent.Return, "the county group returns it with a reason", [ProposalState.Returned, TakenOn, TakenOn, CameBack, IsWithdrawn]),
        (ProposalEvent.EnterAgreement, "it enters the area agreement", [NotAnswered, ProposalState.Accepted, ProposalState.Merged, CameBack, IsWithdrawn]),
        (ProposalEvent.Withdraw, "the district withdraws it", [ProposalState.Withdrawn, TakenOn, TakenOn, CameBack, IsWithdrawn]));
}
