using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Team;

/// <summary>Hours of one kind of work in one month.</summary>
internal sealed record KindHours(string Kind, Month Month, decimal Hours);

/// <summary>The team in figures that name nobody.</summary>
/// <param name="Hours">Hours by kind and month; what has none is left out.</param>
/// <param name="Posts">Posts that are there today.</param>
/// <param name="Vacant">How many of them nobody holds.</param>
/// <param name="MedianTenureDays">Middle of the days for which today's holders have held theirs; null where none is held.</param>
internal sealed record TeamTotals(IReadOnlyList<KindHours> Hours, int Posts, int Vacant, double? MedianTenureDays)
{
    /// <summary>Hours of a kind in the months from the first on.</summary>
    public decimal Of(string kind, Month from) => Hours.Where(h => h.Kind == kind && h.Month >= from).Sum(h => h.Hours);
}

/// <summary>Reads and keeps the register of the analysts' team.</summary>
internal sealed class TeamDesk(ConcordatDb db, Connections connections, Session session, MemberDirectory members, AuditLog audit, TimeProvider clock)
{
    public bool MayKeep => session.Has(Role.Analyst) || session.Has(Role.Coordinator);
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;
    public Guid Partnership => session.Partnership;
    public Guid User => session.User;

    /// <summary>The team as it stands; that it was read, and by whom, is logged.</summary>
    public async Task<TeamState> ReadAsync(CancellationToken cancellation)
    {
        var today = Today;
        var state = new TeamState
        {
            Today = today,
            People = await members.ReadAsync(cancellation),
            Skills = TeamState.Latest(await db.Set<SkillCheck>().AsNoTracking().ToListAsync(cancellation)),
            Cover = await db.Set<Cover>().AsNoTracking().Where(c => c.RemovedAt == null && c.ToOn >= today).OrderBy(c => c.FromOn).ThenBy(c => c.Id).ToListAsync(cancellation),
            Posts = await db.Set<Post>().AsNoTracking().Where(p => p.Until == null || p.Until >= today).OrderBy(p => p.Title).ToListAsync(cancellation),
            Holdings = await db.Set<Holding>().AsNoTracking().OrderBy(h => h.Since).ToListAsync(cancellation),
            Work = await db.Set<AssignedWork>().AsNoTracking().Where(w => w.Until == null || w.Until >= today).OrderBy(w => w.Kind).ThenBy(w => w.Title).ToListAsync(cancellation),
        };
        await audit.RecordAsync(AuditAction.Read, "team", session.Partnership.ToString(), new { skills = state.Skills.Count, cover = state.Cover.Count, posts = state.Posts.Count, work = state.Work.Count }, cancellation);
        return state;
    }

    public async Task<TeamTotals> TotalsAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new("select kind, month, hours from understand.team_hours_by_kind()"), new("select posts, vacant, median_days from understand.team_posts_on($1)") { Parameters = { new() { Value = Today } } } },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var hours = new List<KindHours>();
        while (await reader.ReadAsync(cancellation)) hours.Add(new(reader.GetString(0), new(reader.GetInt32(1)), reader.GetDecimal(2)));
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(hours, reader.GetInt32(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetDouble(2));
    }

    /// <summary>Those who may be chosen for the team today: analysts and co-ordinators.</summary>
    public static IReadOnlyList<Choice> People(TeamState team) =>
        [.. team.People.On(team.Today).Where(m => m.Roles.Contains(Role.Analyst) || m.Roles.Contains(Role.Coordinator)).Select(m => new Choice(m.UserId.ToString(), team.People.NameAndAgencyOf(m.UserId)))];

    /// <summary>Saves; false where somebody else was first, or the database refuses what no longer fits.</summary>
    public async Task<bool> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ForeignKeyViolation })
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
