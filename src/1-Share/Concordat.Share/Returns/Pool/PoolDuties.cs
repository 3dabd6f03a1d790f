using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Agreements;
using Concordat.Share.Agreements.Contracts;

namespace Concordat.Share.Returns.Pool;

/// <summary>Tells whoever collected a cleansed quarter that it was corrected since, until they collect it again or the correction is three months old.</summary>
internal sealed class PoolDuties(Connections connections, ISharingAgreements agreements, Session session) : IDutySource
{
    const int Days = 90;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.UserId is not { } me || session.PartnershipId is not { } partnership) return [];
        var stale = new List<(int Set, Month First, DateTime CorrectedAt)>();
        await using (var connection = await connections.OpenAsync(cancellation))
        await using (var command = ReturnStore.Command(connection, """
            select r.set_number::int, r.period_first, max(r.decided_at) from share.bulk_release b
            join share.return r on r.partnership_id = b.partnership_id and r.kind = 'partner' and r.state = 'accepted' and r.set_number = b.set_number
              and b.filter = format('set %s, %s-Q%s', r.set_number, r.period_first / 12, r.period_first % 12 / 3 + 1)
            where b.partnership_id = $1 and b.released_by = $2 and b.kind = 'cleansed pool' and b.has_passed
            group by 1, 2 having max(r.decided_at) > max(b.released_at) and max(r.decided_at) > now() - make_interval(days => $3) order by 3
            """, partnership, me, Days))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) stale.Add((reader.GetInt32(0), new(reader.GetInt32(1)), reader.GetDateTime(2)));
        if (stale.Count == 0) return [];
        var readable = await agreements.ReadableSetsAsync(cancellation);
        return [.. stale.Where(s => readable.Contains(s.Set)).Select(s => new Duty($"Collect set {s.Set} for {SetPeriod.Of(s.First).Name} again",
            $"{SetNames.Of(s.Set)}: corrected on {DateOnly.FromDateTime(London.FromUtc(s.CorrectedAt)).Long()}, after you downloaded it.", "/share/returns/pool"))];
    }
}
