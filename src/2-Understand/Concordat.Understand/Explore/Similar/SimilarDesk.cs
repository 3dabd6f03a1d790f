using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Explore.Similar;

/// <summary>Our own records in the twelve months to the end of a period.</summary>
/// <param name="To">The last month.</param>
/// <param name="Records">Placed records of the months held; null where none is held, or too few to show.</param>
/// <param name="Held">How many of the twelve months are held and shown.</param>
internal sealed record OwnYear(Month To, int? Records, int Held);

/// <summary>Our standing in one period, and whether its list and figures are there.</summary>
internal sealed record PeriodStanding(FamilyPeriod Period, FamilyStanding? Standing, IReadOnlyList<FigureLoad> Loads);

/// <summary>Keeps families of similar areas and their published figures, and compares our area with them.</summary>
internal sealed class SimilarDesk(ConcordatDb db, Connections connections, Session session, AuditLog audit, IncidentQuery incidents, ExploreCriteria criteria, TimeProvider clock)
{
    public bool MayKeep => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    /// <summary>Lists that were not withdrawn: by name, the newest day of each first.</summary>
    public Task<List<AreaFamily>> FamiliesAsync(CancellationToken cancellation) =>
        db.Set<AreaFamily>().AsNoTracking().Where(f => f.WithdrawnAt == null).OrderBy(f => f.Name).ThenByDescending(f => f.AsAt).ToListAsync(cancellation);

    public Task<List<FamilyMember>> MembersAsync(Guid family, CancellationToken cancellation) =>
        db.Set<FamilyMember>().AsNoTracking().Where(m => m.FamilyId == family).OrderBy(m => m.AreaName).ToListAsync(cancellation);

    /// <summary>Our standing in a theme for every period with a figure of ours, the latest first. Of several loads the newest that was not withdrawn counts, figure by figure.</summary>
    public async Task<IReadOnlyList<PeriodStanding>> StandingsAsync(AreaFamily family, string theme, CancellationToken cancellation)
    {
        var members = await MembersAsync(family.Id, cancellation);
        var codes = members.Select(m => m.AreaCode).ToList();
        var loads = await db.Set<FigureLoad>().AsNoTracking().Where(l => l.WithdrawnAt == null).ToDictionaryAsync(l => l.Id, cancellation);
        var figures = await db.Set<FamilyFigure>().AsNoTracking().Where(f => f.ThemeKey == theme && codes.Contains(f.AreaCode)).ToListAsync(cancellation);
        var newest = figures.Where(f => loads.ContainsKey(f.LoadId)).GroupBy(f => (f.AreaCode, f.Period)).Select(g => g.MaxBy(f => (loads[f.LoadId].AddedAt, f.LoadId))!).ToLookup(f => f.Period);
        return [.. newest.Select(p => p.Key).OrderByDescending(p => p.To).ThenByDescending(p => p.From).Select(period =>
        {
            var found = newest[period].ToDictionary(f => f.AreaCode);
            var standing = FamilyStanding.Of([.. members.Where(m => found.ContainsKey(m.AreaCode)).Select(m => new MemberFigure(m.AreaCode, m.AreaName, found[m.AreaCode].Count, found[m.AreaCode].Residents))],
                family.OwnCode, period.Months, [.. members.Where(m => !found.ContainsKey(m.AreaCode)).Select(m => m.AreaName)]);
            return new PeriodStanding(period, standing, [.. found.Values.Select(f => f.LoadId).Distinct().Select(l => loads[l]).OrderBy(l => l.AddedAt)]);
        })];
    }

    /// <summary>Our own records of the theme in the three years to a month, the latest first.</summary>
    public async Task<IReadOnlyList<OwnYear>> OwnYearsAsync(string theme, Month to, CancellationToken cancellation)
    {
        if (await criteria.ReadAsync(new() { Themes = [theme], To = to }, cancellation) is not { } found) return [];
        var counts = (await incidents.ThemeCountsAsync(new() { Themes = [theme], From = to.AddMonths(-35), To = to }, cancellation)).ToDictionary(m => m.Month, m => m.Count);
        return [.. Enumerable.Range(0, 3).Select(n => to.AddMonths(-12 * n)).Select(last =>
        {
            // Of controlled sets a month that shows none may have a few: it is left out, never counted as none.
            var months = Enumerable.Range(0, 12).Select(n => last.AddMonths(-n)).Where(m => found.Held.Holds(m) && (!found.IsControlled || counts.GetValueOrDefault(m) > 0)).ToList();
            var records = months.Sum(m => counts.GetValueOrDefault(m));
            return new OwnYear(last, months.Count == 0 || records < found.FewestShown ? null : records, months.Count);
        })];
    }

    /// <summary>Keeps lists with their members, all or none; or says which is held already.</summary>
    public async Task<string?> AddFamiliesAsync(IReadOnlyList<FamilyRead> families, string ownCode, string source, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var family in families)
        {
            var id = Guid.CreateVersion7();
            try
            {
                await RunAsync(connection, "insert into understand.area_family (partnership_id, id, name, as_at, own_code, source, added_by, added_by_name, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", cancellation,
                    session.Partnership, id, family.Name, family.AsAt, ownCode, source, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
            }
            catch (PostgresException held) when (held.ConstraintName == "uq_area_family")
            {
                return $"“{family.Name}” as at {family.AsAt.Long()} is held already. Withdraw that list first, or give this one its own name or day";
            }
            await RunAsync(connection, "insert into understand.area_family_member (partnership_id, family_id, area_code, area_name) select $1, $2, m.code, m.name from unnest($3::text[], $4::text[]) m (code, name)", cancellation,
                session.Partnership, id, family.Members.Select(m => m.Code).ToArray(), family.Members.Select(m => m.Name).ToArray());
            await audit.RecordAsync(connection, AuditAction.Collect, "area-family", id.ToString(), new { as_at = family.AsAt, members = family.Members.Count }, cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>Keeps published figures as one load.</summary>
    public async Task AddFiguresAsync(IReadOnlyList<FigureRead> figures, string source, string definition, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = Guid.CreateVersion7();
        await RunAsync(connection, "insert into understand.family_figure_load (partnership_id, id, source, definition, added_by, added_by_name, added_at) values ($1, $2, $3, $4, $5, $6, $7)", cancellation,
            session.Partnership, id, source, definition, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
        await RunAsync(connection, """
            insert into understand.family_figure (partnership_id, load_id, area_code, theme_key, month_from, month_to, count, residents)
            select $1, $2, f.code, f.theme, f.first, f.last, f.count, f.residents from unnest($3::text[], $4::text[], $5::int[], $6::int[], $7::bigint[], $8::bigint[]) f (code, theme, first, last, count, residents)
            """, cancellation, session.Partnership, id, figures.Select(f => f.Code).ToArray(), figures.Select(f => f.Theme).ToArray(), figures.Select(f => f.Period.From.Number).ToArray(),
            figures.Select(f => f.Period.To.Number).ToArray(), figures.Select(f => f.Count).ToArray(), figures.Select(f => f.Residents).ToArray());
        await audit.RecordAsync(connection, AuditAction.Collect, "family-figures", id.ToString(), new { figures = figures.Count }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
