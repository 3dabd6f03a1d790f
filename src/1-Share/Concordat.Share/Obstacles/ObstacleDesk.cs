using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Agreements;
using Concordat.Share.Disclosures;
using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Due;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Obstacles;

/// <summary>What an obstacle is raised from: a refused disclosure or an overdue return.</summary>
internal sealed record ObstacleOrigin(string What, Guid? Agency, short? Set, int? Period, Guid? Disclosure, string Back);

/// <summary>The register of obstacles to exchange.</summary>
internal sealed class ObstacleDesk(ConcordatDb db, RunningNumbers numbers, BoardReader board, MemberDirectory directory, Session session, TimeProvider clock)
{
    /// <summary>The four causes of the review of 2004 to 2006.</summary>
    public static IReadOnlyList<Choice> Causes { get; } =
    [
        new("data protection worry", "Worry about data protection", "Somebody thinks that the law forbids it, or is not sure"),
        new("incompatible systems", "Systems that do not fit", "The data cannot be got out, read or matched"),
        new("protocol not understood", "Agreement not understood", "Somebody does not know of it, or reads it otherwise"),
        new("reluctance", "Reluctance", "It could be done and is not"),
    ];

    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task<People> PeopleAsync(CancellationToken cancellation) => directory.ReadAsync(cancellation);

    public Task<Obstacle?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<Obstacle>().SingleOrDefaultAsync(o => o.Id == id, cancellation);

    public bool MayClose(Obstacle obstacle) => obstacle.ClosedOn is null && (obstacle.OwnerId == session.UserId || session.Has(Role.Coordinator));

    /// <summary>What is known of a refused disclosure that names the person; null where there is none. Nothing of whom it is about.</summary>
    public async Task<ObstacleOrigin?> OfDisclosureAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<Disclosure>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.State == DisclosureState.Refused && d.RestrictedAt == null, cancellation) is not { } refused) return null;
        return new($"The request {refused.Reference} was refused: {DisclosureWords.Of(DisclosureWords.Refusals, refused.RefusalCode).ToLowerInvariant()}.", refused.HolderAgencyId, null, null, id, $"/share/disclosures/{id}");
    }

    /// <summary>What is known of an overdue return; null where it is not overdue.</summary>
    public async Task<ObstacleOrigin?> OfReturnAsync(Guid agency, int set, string quarter, CancellationToken cancellation)
    {
        if (!Quarters.TryParse(quarter, out var period)) return null;
        if ((await board.ReadAsync(cancellation)).Find(agency, set) is not { } row || row.In(period) is not { Standing: Standing.Overdue } cell) return null;
        return new($"{row.ShortBody} has not sent set {set} ({SetNames.Of(set)}) for {period.Name}: {(cell.DaysLate == 1 ? "1 day" : $"{cell.DaysLate:N0} days")} overdue.", agency, (short)set, period.First.Number, null, "/share/returns");
    }

    public Task<bool> IsOpenAsync(ObstacleOrigin origin, CancellationToken cancellation) => db.Set<Obstacle>().AnyAsync(o =>
        (origin.Disclosure != null && o.DisclosureId == origin.Disclosure) || (origin.Period != null && o.ClosedOn == null && o.AgencyId == origin.Agency && o.SetNumber == origin.Set && o.PeriodFirst == origin.Period), cancellation);

    public async Task<Obstacle> RaiseAsync(string cause, string what, Guid owner, ObstacleOrigin origin, CancellationToken cancellation)
    {
        var number = await numbers.NextAsync(RunningNumbers.Obstacle, cancellation);
        var obstacle = new Obstacle(session.Partnership, Guid.CreateVersion7(), number, cause, what.Trim(), owner, session.User, Now);
        obstacle.IsOf(origin.Agency, origin.Set, origin.Period, origin.Disclosure);
        db.Add(obstacle);
        await db.SaveChangesAsync(cancellation);
        return obstacle;
    }
}
