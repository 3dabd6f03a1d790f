using Concordat.Gate.Sets;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Sending;
using Concordat.Share.SmallNumbers.Contracts;
using Npgsql;

namespace Concordat.Share.Returns.Board;

/// <summary>Reads what is owed and what came: one query for each kind of fact, never one a cell.</summary>
public sealed class BoardReader(Connections connections, Session session, ISharingAgreements agreements, MemberDirectory directory, ISmallNumbers smallNumbers, TimeProvider clock)
{
    sealed record Came(
        Guid Id, Guid Agency, int Set, int? First, string State, IReadOnlyList<Month> Months, DateOnly Received, DateOnly? Decided,
        int Unlocated, int Records, int Placed, long Filled, long Asked, int Read, int Faulty)
    {
        public bool Covers(SetPeriod period) => First is { } first ? first == period.First.Number : Months.Any(m => m >= period.First && m <= period.Last);
    }

    sealed record Declared(Guid Agency, int Set, int From, int? To);

    public async Task<ReturnBoard> ReadAsync(CancellationToken cancellation)
    {
        var today = London.Today(clock);
        var suppliers = await agreements.SuppliersAsync(cancellation);
        var least = await smallNumbers.RateBaseAsync(cancellation);
        var standings = await AgencyStandings.OnAsync(connections, session, today, cancellation);
        var people = await directory.ReadAsync(cancellation);
        await using var connection = await connections.OpenAsync(cancellation);
        var came = (await CameAsync(connection, cancellation)).ToLookup(c => (c.Agency, c.Set));
        var declared = (await DeclaredAsync(connection, cancellation)).ToLookup(d => (d.Agency, d.Set));
        var reminded = await RemindedAsync(connection, cancellation);
        List<BoardRow> rows = [];
        foreach (var supply in suppliers.GroupBy(s => (s.AgencyId, s.SetNumber)))
        {
            if (SetCatalogue.Standard.Sets.FirstOrDefault(s => s.Number == supply.Key.SetNumber) is not { } set) continue;
            var periods = supply.SelectMany(s => ReturnCalendar.Owed(s.From, s.To, today)).Distinct().OrderBy(p => p.FirstDay);
            var key = (supply.Key.AgencyId, supply.Key.SetNumber);
            rows.Add(new(supply.Key.AgencyId, supply.First().AgencyName, people.ShortNameOf(supply.Key.AgencyId), set,
                [.. periods.Select(p => Cell(set, p, [.. supply], [.. came[key].Where(c => c.Covers(p))], [.. declared[key]],
                    reminded.TryGetValue((key.AgencyId, key.SetNumber, p.First.Number), out var on) ? on : null, today, least, SentReturns.MaySeeCounts(key.AgencyId, session),
                    standings.TryGetValue(key.AgencyId, out var standing) && standing != Partnership.Agencies.Standing.ResponsibleAuthority))]));
        }
        return new(today, [.. rows.OrderBy(r => rows.Where(o => o.AgencyId == r.AgencyId).Min(o => o.Set.Number)).ThenBy(r => r.Set.Number)]);
    }

    static BoardCell Cell(SetDefinition set, SetPeriod period, Supplier[] supply, Came[] came, Declared[] declared, DateOnly? reminded, DateOnly today, int least, bool seesCounts, bool isVoluntary)
    {
        Month[] owed = [.. supply.SelectMany(s => ReturnCalendar.MonthsOwed(period, s.From, s.To)).Distinct().Order()];
        Came[] accepted = [.. came.Where(c => c.State == "accepted")];
        var held = accepted.SelectMany(c => c.Months).ToHashSet();
        var first = came.Where(c => c.State is "accepted" or "superseded").OrderBy(c => c.Received).FirstOrDefault();
        var newest = came.OrderBy(c => c.Id.ToString(), StringComparer.Ordinal).LastOrDefault();
        var open = newest is { State: not ("accepted" or "superseded") } ? newest : null;
        var isNotHeld = declared.Any(d => d.From <= period.First.Number && (d.To is null || d.To >= period.First.Number));
        var standing = Standings.Of(new(period, owed, isNotHeld, held, first?.Received, open?.State) { IsVoluntary = isVoluntary }, today);
        var records = accepted.Sum(c => (long)c.Records);
        return new(period, standing, owed, [.. owed.Where(m => accepted.Length > 0 && !held.Contains(m))], first?.Received, accepted.Max(c => c.Decided),
            isVoluntary ? 0 : first is not null ? ReturnCalendar.DaysLate(period, first.Received) : Math.Max(0, -ReturnCalendar.DaysLeft(period, today)),
            records < least ? null : ReturnBoard.Percent(accepted.Sum(c => c.Filled), accepted.Sum(c => c.Asked)),
            set.Place == PlaceKept.Point && records >= least ? ReturnBoard.Percent(accepted.Sum(c => (long)c.Placed), records) : null,
            newest?.Id, open?.State, open?.Received, seesCounts && set.Place == PlaceKept.Point ? open?.Unlocated ?? 0 : 0, seesCounts ? (int)records : null, reminded,
            accepted.Where(c => c.First is not null).Sum(c => (long)c.Read) is var read && read < least ? null : ReturnBoard.Per1000(accepted.Where(c => c.First is not null).Sum(c => (long)c.Faulty), read))
        { IsSmallBase = records > 0 && records < least, IsVoluntary = isVoluntary };
    }

    async Task<List<Came>> CameAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select id, agency_id, set_number, period_first, state, months, coalesce(submitted_at, sent_at), decided_at, unlocated, records, placed, values_filled, values_asked, case when answers_to is not null then 0 else rows_read end,
              case when period_first is null or answers_to is not null then 0 else set_aside + warnings end
            from share.return where partnership_id = $1 and kind = 'partner' and state <> 'discarded' and agency_id is not null and set_number is not null
            """, session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var came = new List<Came>();
        while (await reader.ReadAsync(cancellation))
            came.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetInt16(2), reader.IsDBNull(3) ? null : reader.GetInt32(3), reader.GetString(4),
                [.. reader.GetFieldValue<int[]>(5).Select(m => new Month(m))], ReturnCalendar.DayOf(reader.GetDateTime(6)),
                reader.IsDBNull(7) ? null : ReturnCalendar.DayOf(reader.GetDateTime(7)), reader.GetInt32(8), reader.GetInt32(9), reader.GetInt32(10), reader.GetInt64(11), reader.GetInt64(12),
                reader.GetInt32(13), reader.GetInt32(14)));
        return came;
    }

    async Task<List<Declared>> DeclaredAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection,
            "select agency_id, set_number, from_period, to_period from share.not_held where partnership_id = $1 and withdrawn_at is null", session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var declared = new List<Declared>();
        while (await reader.ReadAsync(cancellation))
            declared.Add(new(reader.GetGuid(0), reader.GetInt16(1), reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetInt32(3)));
        return declared;
    }

    async Task<Dictionary<(Guid Agency, int Set, int First), DateOnly>> RemindedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection,
            "select agency_id, set_number, period_first, max(sent_at) from share.reminder where partnership_id = $1 group by 1, 2, 3", session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var reminded = new Dictionary<(Guid, int, int), DateOnly>();
        while (await reader.ReadAsync(cancellation))
            reminded[(reader.GetGuid(0), reader.GetInt16(1), reader.GetInt32(2))] = ReturnCalendar.DayOf(reader.GetDateTime(3));
        return reminded;
    }
}
