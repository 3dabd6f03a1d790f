using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Decide;

/// <summary>Saves where many people decide at once: rules of this stage by which the database says that others came first.</summary>
internal static class Saving
{
    static readonly Dictionary<string, SaveOutcome> Rules = new()
    {
        ["meeting_is_closed"] = SaveOutcome.Closed,
        ["minutes_are_approved"] = SaveOutcome.Closed,
        ["item_score_meeting"] = SaveOutcome.Closed,
        ["criteria_are_fixed"] = SaveOutcome.Changed,
        ["item_score_version"] = SaveOutcome.Changed,
        ["border_state_order"] = SaveOutcome.Changed,
        ["proposal_state_order"] = SaveOutcome.Changed,
        ["strategy_state"] = SaveOutcome.Changed,
    };

    /// <summary>Saves what was changed, or says what others did meanwhile.</summary>
    public static Task<SaveOutcome> TrySaveAsync(this ConcordatDb db, CancellationToken cancellation) => db.TrySaveAsync(Rules, cancellation);

    /// <summary>Whether the database refused a step because somebody else moved the record on first.</summary>
    public static bool CameFirst(this PostgresException e) => e.ConstraintName is { } name && Rules.TryGetValue(name, out var outcome) && outcome == SaveOutcome.Changed;
}
