using System.Globalization;
using Concordat.Partnership.Cycle;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Agreements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Share;

/// <summary>What Share's records show of the year: agreements in force, and returns that were accepted.</summary>
internal sealed class YearEvidence(AgreementReader agreements, ConcordatDb db, Connections connections, Session session) : ICycleEvidence
{
    const int AgreementSigned = 2, InformationShared = 3;
    const int DaysBack = 730;

    public async Task<IReadOnlyList<StepEvidence>> OfAsync(DateOnly today, CancellationToken cancellation)
    {
        var holding = (await agreements.StandingsAsync(today, cancellation)).Where(s => s.State is AgreementState.InForce).Select(s => (s.AgreementId, s.Number)).ToHashSet();
        var ids = holding.Select(h => h.AgreementId).ToList();
        var titles = await db.Set<Agreement>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Title, cancellation);
        var versions = await db.Set<AgreementVersion>().AsNoTracking().Where(v => ids.Contains(v.AgreementId)).Select(v => new { v.AgreementId, v.Number, v.StartsOn }).ToListAsync(cancellation);
        var signed = versions.Where(v => v.StartsOn is not null && holding.Contains((v.AgreementId, v.Number)))
            .Select(v => new StepEvidence(AgreementSigned, v.StartsOn!.Value, $"Sharing agreement “{titles[v.AgreementId]}” in force", $"/share/agreements/{v.AgreementId}"));
        return [.. signed, .. await AcceptedAsync(today, cancellation)];
    }

    // One line a month: who wants the returns themselves finds them on the board.
    async Task<IReadOnlyList<StepEvidence>> AcceptedAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select max(decided_at at time zone 'Europe/London')::date from share.return
            where partnership_id = $1 and state in ('accepted', 'superseded') and decided_at > $2 group by date_trunc('month', decided_at at time zone 'Europe/London') order by 1 desc
            """, connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = today.AddDays(-DaysBack).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var shown = new List<StepEvidence>();
        while (await reader.ReadAsync(cancellation))
        {
            var on = reader.GetFieldValue<DateOnly>(0);
            shown.Add(new(InformationShared, on, $"Returns accepted in {on.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}", "/share/returns"));
        }
        return shown;
    }
}
