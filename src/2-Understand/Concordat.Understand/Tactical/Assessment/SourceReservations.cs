using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Sources.Contracts;
using Npgsql;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>Asks the register of sources about those that the records of some months came from.</summary>
internal sealed class SourceReservations(Connections connections, Session session, ISourceRegister register)
{
    /// <summary>What stands against the sources of the months' records, or should be known of them, a sentence each.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Month from, Month to, CancellationToken cancellation)
    {
        var keys = new List<string>();
        await using (var connection = await connections.OpenAsync(cancellation))
        {
            await using var command = new NpgsqlCommand("""
                select distinct set_number, is_open from share.shown_incident where partnership_id = $1 and month between $2 and $3 and version_to is null order by set_number, is_open
                """, connection);
            command.Parameters.Add(new() { Value = session.Partnership });
            command.Parameters.Add(new() { Value = from.Number });
            command.Parameters.Add(new() { Value = to.Number });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) keys.Add(AssessmentSources.KeyOf(reader.GetInt16(0), reader.GetBoolean(1)));
        }
        return [.. (await register.AskAsync([.. keys.Distinct()], cancellation)).Where(s => s.Words is not null).Select(s => $"{NameOf(s.Key)}: {s.Words}")];
    }

    static string NameOf(string key) => key == SourceKeys.PoliceUk ? "police.uk" : key.Replace("set:", "Set ", StringComparison.Ordinal);
}
