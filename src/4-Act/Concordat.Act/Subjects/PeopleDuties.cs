using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects;

/// <summary>Nominations to decide on and reviews that come up, by number: a name never leaves the record.</summary>
internal sealed class PeopleDuties(ConcordatDb db, Session session) : IDutySource
{
    const int ReviewNoticeDays = 28;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Practitioner) && !session.Has(Role.Chair) && !session.Has(Role.Coordinator)) return [];
        var soon = today.AddDays(ReviewNoticeDays);
        var rows = await db.Set<Subject>().AsNoTracking().Where(s => s.DeciderId == session.UserId && (s.State == "nominated" || (s.State == "adopted" && s.ReviewOn <= soon)))
            .OrderBy(s => s.Number).Select(s => new { s.Id, s.Number, s.State, s.ReviewOn }).ToListAsync(cancellation);
        return [.. rows.Select(s => s.State == "nominated"
            ? new Duty($"Decide on record {s.Number}", "A potential offender was nominated and waits for you.", $"/act/people/{s.Id}")
            : new Duty($"Review record {s.Number}", "It ends after this day unless it is renewed with evidence.", $"/act/people/{s.Id}", s.ReviewOn))];
    }
}
