using Concordat.Partnership.Calendar;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>What a person owes an assessment: to start, finish, approve, issue or review it.</summary>
internal sealed class AssessmentDuties(ConcordatDb db, Session session, IncidentQuery incidents) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Analyst) && !session.Has(Role.Chair) && !session.Has(Role.Coordinator)) return [];
        var open = await db.Set<TacticalAssessment>().AsNoTracking().Where(a => a.IssuedAt == null).OrderBy(a => a.Month).ToListAsync(cancellation);
        List<Duty> duties = [.. open.Select(Of).OfType<Duty>()];
        if (session.Has(Role.Analyst) && await ToStartAsync(cancellation) is { } start) duties.Add(start);
        if (TacticalAssessment.MayIssue(session) && await ToReviewAsync(today, cancellation) is { } review) duties.Add(review);
        return duties;
    }

    // An earlier month is followed by the next one's paper: only the last that was issued is looked at again.
    async Task<Duty?> ToReviewAsync(DateOnly today, CancellationToken cancellation)
    {
        var last = await db.Set<TacticalAssessment>().AsNoTracking().Where(a => a.Status == AssessmentStatus.Issued).OrderByDescending(a => a.Month).FirstOrDefaultAsync(cancellation);
        return last?.ReviewOn <= today ? new($"Review the {last.AssessedMonth.Name} tactical assessment", $"Its review date was {last.ReviewOn.Value.Long()}: issue a new version, withdraw it, or start the next month.", $"/understand/tactical/{last.Id}", last.ReviewOn) : null;
    }

    Duty? Of(TacticalAssessment a)
    {
        var (name, url) = ($"the {a.AssessedMonth.Name} tactical assessment", $"/understand/tactical/{a.Id}");
        return a.Status switch
        {
            AssessmentStatus.Draft when a.AuthorId == session.User => new($"Finish {name}", "You are writing it. It goes to the chair for approval.", url),
            AssessmentStatus.Review when a.AuthorId != session.User && TacticalAssessment.MayApprove(session) =>
                new($"Read and approve {name}", $"Sent by {a.AuthorName}.", url),
            AssessmentStatus.Approved when TacticalAssessment.MayIssue(session) => new($"Issue {name}", $"Approved by {a.ApprovedByName}.", url),
            _ => null,
        };
    }

    async Task<Duty?> ToStartAsync(CancellationToken cancellation)
    {
        if ((await incidents.HeldAsync(cancellation)).All.Months is not [.., var latest]) return null;
        return await db.Set<TacticalAssessment>().AnyAsync(a => a.Month >= latest.Number && a.Status != AssessmentStatus.Withdrawn, cancellation) ? null
            : new($"Start the {latest.Name} tactical assessment", "The records of the month are in.", "/understand/tactical");
    }
}
