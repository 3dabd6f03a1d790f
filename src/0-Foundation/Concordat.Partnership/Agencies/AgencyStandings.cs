using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Partnership.Agencies;

/// <summary>A kind of body, and what the law counts it as over time.</summary>
public sealed record BodyKind(string Key, string Name, IReadOnlyList<KindInLaw> Law);

/// <summary>What a kind of body counts as, and from which day.</summary>
/// <param name="Standing">A value of <see cref="Agencies.Standing"/>.</param>
public sealed record KindInLaw(string Standing, DateOnly From, DateOnly? To, string Source);

/// <summary>Answers who counted on a day. The rule itself is the database's (<c>partnership.standing_on</c>).</summary>
public static class AgencyStandings
{
    /// <summary>The standing of every body that belongs to the partnership on a day; one that does not is not listed.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> OnAsync(Connections connections, Session session, DateOnly day, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connections);
        ArgumentNullException.ThrowIfNull(session);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select id, standing from (select id, partnership.standing_on(g, $2) as standing from partnership.agency g where partnership_id = $1) s where standing is not null
            """, connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = day });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var standings = new Dictionary<Guid, string>();
        while (await reader.ReadAsync(cancellation)) standings[reader.GetGuid(0)] = reader.GetString(1);
        return standings;
    }

    /// <summary>The kinds of body, in order, with the law about each.</summary>
    public static async Task<IReadOnlyList<BodyKind>> KindsAsync(Connections connections, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connections);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select k.key, k.name, l.standing, l.from_on, l.to_on, l.source from partnership.body_kind k
            left join partnership.body_kind_law l on l.kind_key = k.key order by k.position, k.key, l.from_on
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(string Key, string Name, KindInLaw? Law)>();
        while (await reader.ReadAsync(cancellation))
            rows.Add((reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null
                : new(reader.GetString(2), reader.GetFieldValue<DateOnly>(3), reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4), reader.GetString(5))));
        return [.. rows.GroupBy(r => r.Key).Select(g => new BodyKind(g.Key, g.First().Name, [.. g.Select(r => r.Law).OfType<KindInLaw>()]))];
    }
}
