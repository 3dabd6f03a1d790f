using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects;

/// <summary>Nominations to decide on and reviews that come up, and for analysts the records that were adopted; by number: a name never leaves the record.</summary>
internal sealed class PeopleDuties(ConcordatDb db, Session session) : IDutySource
{
    const int ReviewNoticeDays = 28;

    /// <summary>For so long analysts are told of an adoption: they see no record, and so nothing tells when theirs is done.</summary>
    const int DaysTold = 28;

    /// <summary>A potential offender's record that was adopted.</summary>
    sealed record Adopted(int Number, DateOnly DecidedOn);

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        List<Duty> told = session.Has(Role.Analyst) ? await ToldAsync(today, cancellation) : [];
        if (!session.Has(Role.Practitioner) && !session.Has(Role.Chair) && !session.Has(Role.Coordinator)) return told;
        var soon = today.AddDays(ReviewNoticeDays);
        var rows = await db.Set<Subject>().AsNoTracking().Where(s => s.DeciderId == session.UserId && (s.State == "nominated" || (s.State == "adopted" && s.ReviewOn <= soon)))
            .OrderBy(s => s.Number).Select(s => new { s.Id, s.Number, s.State, s.ReviewOn }).ToListAsync(cancellation);
        return [.. told, .. rows.Select(s => s.State == "nominated"
            ? new Duty($"Decide on record {s.Number}", "A potential offender was nominated and waits for you.", $"/act/people/{s.Id}")
            : new Duty($"Review record {s.Number}", "It ends after this day unless it is renewed with evidence.", $"/act/people/{s.Id}", s.ReviewOn))];
    }

    async Task<List<Duty>> ToldAsync(DateOnly today, CancellationToken cancellation)
    {
        var adopted = await db.Database.SqlQuery<Adopted>($"select number as \"Number\", decided_on as \"DecidedOn\" from act.adopted_since({today.AddDays(-DaysTold)})").ToListAsync(cancellation);
        return [.. adopted.Select(a => new Duty($"Scan other systems and build the profile for record {a.Number}", $"A potential offender was adopted on {a.DecidedOn.Long()}. Commission a profile with whoever decided, or ask them what is needed.", "/understand/profiles/new"))];
    }
}
