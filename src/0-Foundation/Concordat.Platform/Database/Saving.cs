using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Platform.Database;

/// <summary>What became of a save while others were saving too.</summary>
public enum SaveOutcome
{
    /// <summary>Everything was saved.</summary>
    Saved,

    /// <summary>Somebody changed, moved on or took away the same record since it was read. Nothing was saved.</summary>
    Changed,

    /// <summary>What the record belongs to was closed or approved since it was read. Nothing was saved.</summary>
    Closed,

    /// <summary>Somebody put the same thing there first. Nothing was saved.</summary>
    Taken,
}

/// <summary>Saves where several people write at once: what others did meanwhile is an answer, not a fault.</summary>
public static class Saving
{
    const int MostTries = 5;
    static readonly Dictionary<string, SaveOutcome> NoRules = [];

    /// <summary>Saves what was changed; a stale version, a key that is taken and a state that has moved on are answers.</summary>
    /// <inheritdoc cref="TrySaveAsync(ConcordatDb, IReadOnlyDictionary{string, SaveOutcome}, CancellationToken)" path="/remarks"/>
    public static Task<SaveOutcome> TrySaveAsync(this ConcordatDb db, CancellationToken cancellation) => db.TrySaveAsync(NoRules, cancellation);

    /// <summary>Saves what was changed. Two savers that wait for each other are parted by the database; the one turned back tries again.</summary>
    /// <param name="db">The context.</param>
    /// <param name="rules">What it means when a rule of the database refuses, by the name of its constraint; any other refusal is a fault.</param>
    /// <param name="cancellation">Stops the saving.</param>
    /// <remarks>Within a transaction of the caller's own nothing is tried again, and the caller takes that transaction back. After anything but
    /// <see cref="SaveOutcome.Saved"/> read afresh with <see cref="Forget"/>.</remarks>
    public static async Task<SaveOutcome> TrySaveAsync(this ConcordatDb db, IReadOnlyDictionary<string, SaveOutcome> rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rules);
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
            catch (Exception e) when (OutcomeOf(Of(e), rules) is { } outcome)
            {
                return outcome;
            }
        }
    }

    /// <summary>Forgets what was read and changed, so that the next reading shows what is saved.</summary>
    public static void Forget(this ConcordatDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.ChangeTracker.Clear();
    }

    static PostgresException? Of(Exception e) => e as PostgresException ?? e.InnerException as PostgresException;

    static SaveOutcome? OutcomeOf(PostgresException? e, IReadOnlyDictionary<string, SaveOutcome> rules) => e switch
    {
        { ConstraintName: { } name } when rules.TryGetValue(name, out var outcome) => outcome,
        { SqlState: PostgresErrorCodes.UniqueViolation } => SaveOutcome.Taken,
        // What the guards of states raise: what it belongs to has moved on.
        { SqlState: PostgresErrorCodes.RestrictViolation } => SaveOutcome.Closed,
        _ => null,
    };
}
