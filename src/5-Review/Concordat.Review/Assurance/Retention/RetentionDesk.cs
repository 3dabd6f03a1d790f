using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Review.Assurance.Retention;

/// <summary>Something that is kept for a time.</summary>
/// <param name="Kind">One of <see cref="RetentionWords.Kinds"/>.</param>
/// <param name="Item">Set and year, or the id of a record.</param>
/// <param name="EndedOn">The day from which the years run: the end of the year concerned, or the day it was over.</param>
/// <param name="DueOn">The day on which it is reviewed.</param>
/// <param name="Records">How many records it is.</param>
/// <param name="Authors">Who made it, and so may not review it.</param>
internal sealed record Held(string Kind, string Item, string Title, DateOnly EndedOn, DateOnly DueOn, long Records, IReadOnlyList<Guid> Authors);

/// <summary>Reads what is kept and until when.</summary>
internal sealed class RetentionDesk(ConcordatDb db, Connections connections, Session session, TimeProvider clock)
{
    /// <summary>The purpose under which what is no longer needed is looked through and weeded.</summary>
    public const string Purpose = "retention";

    /// <summary>Days before the review date from which something stands on the list.</summary>
    public const int SoonDays = 90;

    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Everything that is kept, the soonest review first.</summary>
    public async Task<IReadOnlyList<Held>> HeldAsync(CancellationToken cancellation)
    {
        var before = session.Purpose;
        session.ActFor(Purpose);
        try
        {
            await using var connection = await connections.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand("select kind, item, title, ended_on, due_on, records, authors from rights.held() order by due_on, title", connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var held = new List<Held>();
            while (await reader.ReadAsync(cancellation))
                held.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateOnly>(3), reader.GetFieldValue<DateOnly>(4), reader.GetInt64(5), reader.GetFieldValue<Guid[]>(6)));
            return held;
        }
        finally
        {
            session.ActFor(before);
        }
    }

    public async Task<Held?> FindAsync(string? kind, string? item, CancellationToken cancellation) =>
        (await HeldAsync(cancellation)).FirstOrDefault(h => h.Kind == kind && h.Item == item);

    /// <summary>Years of each kind as they hold now, with the partnership's own setting where it has one.</summary>
    public async Task<IReadOnlyList<(string Kind, int Years, RetentionRule? Own)>> RulesAsync(CancellationToken cancellation)
    {
        var own = await db.Set<RetentionRule>().ToDictionaryAsync(r => r.Kind, cancellation);
        await using var connection = await connections.OpenAsync(cancellation);
        var rules = new List<(string, int, RetentionRule?)>();
        foreach (var kind in RetentionWords.Kinds.Select(k => k.Value))
        {
            await using var command = new NpgsqlCommand("select rights.years_for($1)", connection);
            command.Parameters.Add(new() { Value = kind });
            rules.Add((kind, (int)(await command.ExecuteScalarAsync(cancellation))!, own.GetValueOrDefault(kind)));
        }
        return rules;
    }

    /// <summary>Years that the agreements in force name for partners' records; null where none does.</summary>
    public async Task<int?> AgreedYearsAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select rights.agreed_years()", connection);
        return await command.ExecuteScalarAsync(cancellation) as int?;
    }
}
