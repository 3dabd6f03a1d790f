using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>What a person owes an assessment: to start, finish, approve or issue it.</summary>
internal sealed class AssessmentDuties(ConcordatDb db, Session session, IncidentQuery incidents) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Analyst) && !session.Has(Role.Chair) && !session.Has(Role.Coordinator)) return [];
        var open = await db.Set<TacticalAssessment>().AsNoTracking().Where(a => a.Status != AssessmentStatus.Issued).OrderBy(a => a.Month).ToListAsync(cancellation);
        List<Duty> duties = [.. open.Select(Of).OfType<Duty>()];
        if (session.Has(Role.Analyst) && await ToStartAsync(cancellation) is { } start) duties.Add(start);
        return duties;
    }

    Duty? Of(TacticalAssessment a)
    {
        var (name, url) = ($"the {a.AssessedMonth.Name} tactical assessment", $"/understand/tactical/{a.Id}");
        return a.Status switch
        {
            AssessmentStatus.Draft when a.AuthorId == session.User => new($"Finish {name}", "You are writing it. It goes to the chair for approval.", url),
            AssessmentStatus.Review when a.AuthorId != session.User && (session.Has(Role.Chair) || session.Has(Role.Coordinator)) =>
                new($"Read and approve {name}", $"Sent by {a.AuthorName}.", url),
            AssessmentStatus.Approved when session.Has(Role.Coordinator) || session.Has(Role.Analyst) => new($"Issue {name}", $"Approved by {a.ApprovedByName}.", url),
            _ => null,
        };
    }

    async Task<Duty?> ToStartAsync(CancellationToken cancellation)
    {
        if ((await incidents.HeldAsync(cancellation)).All.Months is not [.., var latest]) return null;
        return await db.Set<TacticalAssessment>().AnyAsync(a => a.Month >= latest.Number, cancellation) ? null
            : new($"Start the {latest.Name} tactical assessment", "The records of the month are in.", "/understand/tactical");
    }
}
