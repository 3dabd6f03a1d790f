using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Decide;

/// <summary>What became of a save while others were saving too.</summary>
internal enum SaveOutcome
{
    Saved,

    /// <summary>Somebody changed, moved on or took away the same record since it was read. Nothing was saved.</summary>
    Changed,

    /// <summary>The meeting was closed, or its minutes approved, since it was read. Nothing was saved.</summary>
    Closed,

    /// <summary>Somebody put the same thing there first. Nothing was saved.</summary>
    Taken,
}

/// <summary>Saves where many people record at once: what others did meanwhile is an answer, not a fault.</summary>
internal static class Saving
{
    const int MostTries = 5;
    static readonly string[] Closing = ["meeting_is_closed", "minutes_are_approved", "item_score_meeting"];

    /// <summary>What the database says of a record that somebody else moved on first.</summary>
    static readonly string[] Moving = ["criteria_are_fixed", "item_score_version", "border_state_order", "proposal_state_order"];

    /// <summary>Saves what was changed. Two savers that wait for each other are parted by the database; the one turned back tries again.</summary>
    /// <remarks>Within a transaction of the caller's own nothing is tried again, and the caller takes that transaction back. After anything but
    /// <see cref="SaveOutcome.Saved"/> read afresh with <see cref="Forget"/>.</remarks>
    public static async Task<SaveOutcome> TrySaveAsync(this ConcordatDb db, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await db.SaveChangesAsync(cancellation);
                return SaveOutcome.Saved;
            }
            catch (DbUpdateConcurrencyException)
            {
                return SaveOutcome.Changed;
            }
            catch (Exception e) when (db.Database.CurrentTransaction is null && tries < MostTries && Of(e)?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                // The other one went first.
            }
            catch (Exception e) when (OutcomeOf(Of(e)) is { } outcome)
            {
                return outcome;
            }
        }
    }

    /// <summary>Forgets what was read and changed, so that the next reading shows what is saved.</summary>
    public static void Forget(this ConcordatDb db) => db.ChangeTracker.Clear();

    /// <summary>Whether the database refused a step because somebody else moved the record on first.</summary>
    public static bool CameFirst(this PostgresException e) => Moving.Contains(e.ConstraintName);

    static PostgresException? Of(Exception e) => e as PostgresException ?? e.InnerException as PostgresException;

    static SaveOutcome? OutcomeOf(PostgresException? e) => e switch
    {
        { ConstraintName: { } name } when Closing.Contains(name) => SaveOutcome.Closed,
        { } moved when moved.CameFirst() => SaveOutcome.Changed,
        { SqlState: PostgresErrorCodes.UniqueViolation } => SaveOutcome.Taken,
        _ => null,
    };
}
