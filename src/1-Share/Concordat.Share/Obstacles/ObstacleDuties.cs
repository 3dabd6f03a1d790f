using Concordat.Partnership.Calendar;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Obstacles;

/// <summary>Open obstacles of the acting person.</summary>
internal sealed class ObstacleDuties(ConcordatDb db, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.UserId is not { } me || session.PartnershipId is null) return [];
        var mine = await db.Set<Obstacle>().AsNoTracking().Where(o => o.OwnerId == me && o.ClosedOn == null).OrderBy(o => o.Number).ToListAsync(cancellation);
        return [.. mine.Select(o => new Duty($"Clear the obstacle {o.Reference}", $"Raised on {DateOnly.FromDateTime(London.FromUtc(o.RaisedAt)).Long()}. Close it with what was done.", $"/share/obstacles/{o.Id}"))];
    }
}
