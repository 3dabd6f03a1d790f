using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Agreements.Contracts;
using Npgsql;

namespace Concordat.Decide.Meetings;

/// <summary>Tells the bodies that send records what closed meetings decided on their themes.</summary>
internal sealed class UsesOfData(Connections connections, Session session) : IUsesOfData
{
    const int Most = 50;

    public async Task<IReadOnlyList<UseOfData>> OfAsync(IReadOnlyCollection<string> themes, DateOnly since, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select i.theme_key, i.title, i.finding_id is not null, i.decision, m.held_on, (select count(*)::int from decide.action a where a.partnership_id = i.partnership_id and a.item_id = i.id), m.id
            from decide.item i join decide.meeting m on m.partnership_id = i.partnership_id and m.id = i.meeting_id
            where i.partnership_id = $1 and m.state = 'closed' and i.decision is not null and i.theme_key = any($2) and m.held_on >= $3
            order by m.held_on desc, i.position limit $4
            """, connection);
        foreach (var value in new object[] { session.Partnership, themes.ToArray(), since, Most }) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var uses = new List<UseOfData>();
        while (await reader.ReadAsync(cancellation))
            uses.Add(new(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetString(3), reader.GetFieldValue<DateOnly>(4), reader.GetInt32(5), $"/decide/meetings/{reader.GetGuid(6)}/minutes"));
        return uses;
    }
}
