using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Sources.Contracts;
using Npgsql;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>The sets on which the findings of assessments rest that were issued once: those that held records of the finding's theme in the month assessed, in the version of the data that its figures were made from.</summary>
internal sealed class AssessmentSources(Connections connections, Session session) : ISourceUses
{
    internal static string KeyOf(short set, bool isOpen) => isOpen ? SourceKeys.PoliceUk : SourceKeys.Set(set);

    public async Task<IReadOnlyList<SourceUse>> ReadAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select a.id, a.month, a.issued_at, i.set_number, i.is_open, a.status
            from understand.tactical_assessment a
            join understand.pattern_run r on r.partnership_id = a.partnership_id and r.id = a.run_id
            cross join lateral (
              select distinct i.set_number, i.is_open from share.shown_incident i
              where i.partnership_id = a.partnership_id and i.month = a.month and i.version_from <= r.data_version and (i.version_to is null or i.version_to > r.data_version) and i.theme_key in (
                select f.evidence ->> 'Theme' from understand.finding f where f.partnership_id = a.partnership_id and f.assessment_id = a.id and f.removed_at is null)) i
            where a.partnership_id = $1 and a.issued_at is not null
            """, connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var uses = new List<SourceUse>();
        while (await reader.ReadAsync(cancellation))
            uses.Add(new(KeyOf(reader.GetInt16(3), reader.GetBoolean(4)), $"Tactical assessment, {new Month(reader.GetInt32(1)).LongName}{(reader.GetString(5) is var status and not "issued" ? $", {status}" : "")}",
                $"/understand/tactical/{reader.GetGuid(0)}", DateOnly.FromDateTime(London.FromUtc(reader.GetDateTime(2)))));
        return uses;
    }
}
