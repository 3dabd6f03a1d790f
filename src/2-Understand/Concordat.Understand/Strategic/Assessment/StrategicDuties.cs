using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Strategic.Registers;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>What a person owes a strategic assessment: to finish, approve or issue it, to do the steps of its plan, and to review it when its day has come.</summary>
internal sealed class StrategicDuties(ConcordatDb db, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        var owned = await db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.OwnerId == session.User && a.Status != StrategicStatus.Superseded && a.Status != StrategicStatus.Withdrawn).OrderBy(a => a.Year).ToListAsync(cancellation);
        var reviews = owned.Where(a => a.Status == StrategicStatus.Issued && a.ReviewOn < today)
            .Select(a => new Duty($"Review the {NameOf(a)}", "You answer for it, and the day of its review has passed.", a.Url, a.ReviewOn));
        return [.. await WritingAsync(cancellation), .. await StepsAsync([.. owned.Where(a => a.IsOpen)], today, cancellation), .. reviews];
    }

    // Those who may not read drafts could not open the plan.
    async Task<IEnumerable<Duty>> StepsAsync(IReadOnlyList<StrategicAssessment> owned, DateOnly today, CancellationToken cancellation)
    {
        if (owned.Count == 0 || !session.MayReadDrafts()) return [];
        var ids = owned.Select(a => a.Id).ToList();
        var steps = await db.Set<StrategicEntry>().AsNoTracking().Where(e => ids.Contains(e.AssessmentId) && e.Register == RegisterList.Plan && e.RemovedAt == null).OrderBy(e => e.Position).ToListAsync(cancellation);
        return steps.Select(e => (Assessment: owned.First(a => a.Id == e.AssessmentId), Line: Line.Of(e.Content), Due: RegisterTables.DueOn(Line.Of(e.Content))))
            .Where(s => s.Line["done"].Length == 0 && s.Due < today)
            .Select(s => new Duty($"{s.Line["what"]}: {NameOf(s.Assessment)}", "A step of its project plan is late. Say when it was done, or move it with the reason.", $"{s.Assessment.Url}/registers/{RegisterList.Plan}", s.Due));
    }

    async Task<IEnumerable<Duty>> WritingAsync(CancellationToken cancellation)
    {
        if (!session.Has(Role.Analyst) && !session.Has(Role.Chair) && !session.Has(Role.Coordinator)) return [];
        var open = await db.Set<StrategicAssessment>().AsNoTracking()
            .Where(a => a.Status == StrategicStatus.Draft || a.Status == StrategicStatus.Review || a.Status == StrategicStatus.Approved).OrderBy(a => a.Year).ToListAsync(cancellation);
        return open.Select(Of).OfType<Duty>();
    }

    static string NameOf(StrategicAssessment a) => a.Title.ToLowerInvariant();

    Duty? Of(StrategicAssessment a) => a.Status switch
    {
        StrategicStatus.Draft when a.AuthorId == session.User => new($"Finish the {NameOf(a)}", "You are writing it. It goes to the chair for approval.", a.Url),
        StrategicStatus.Review when a.AuthorId != session.User && StrategicAssessment.MayApprove(session) => new($"Read and approve the {NameOf(a)}", $"Sent by {a.AuthorName}.", a.Url),
        StrategicStatus.Approved when StrategicAssessment.MayIssue(session) => new($"Issue the {NameOf(a)}", $"Approved by {a.ApprovedByName}.", a.Url),
        _ => null,
    };
}
