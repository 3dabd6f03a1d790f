using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Sources;

/// <summary>Sources whose owner has not said what they add, and those to be reviewed.</summary>
internal sealed class SourceDuties(ConcordatDb db, Session session) : IDutySource
{
    const int DaysAhead = 30;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.UserId is not { } me || session.PartnershipId is null) return [];
        var mine = await db.Set<Source>().AsNoTracking().Where(s => s.OwnerId == me && s.StoppedOn == null).OrderBy(s => s.Name).ToListAsync(cancellation);
        return
        [
            .. mine.Where(s => s.Adds is null).Select(s => new Duty($"Say what “{s.Name}” adds", "Until you do, whoever writes an assessment is told that nobody speaks for it.", $"/share/sources/{s.Id}")),
            .. mine.Where(s => s.DueOn is { } due && due.AddDays(-DaysAhead) <= today).Select(s => new Duty($"Review “{s.Name}”", "Each source is looked at once a year: does it still add something?", $"/share/sources/{s.Id}", s.DueOn)),
        ];
    }
}
