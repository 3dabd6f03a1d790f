using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>What a person owes a strategic assessment: to finish, approve or issue it.</summary>
internal sealed class StrategicDuties(ConcordatDb db, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Analyst) && !session.Has(Role.Chair) && !session.Has(Role.Coordinator)) return [];
        var open = await db.Set<StrategicAssessment>().AsNoTracking()
            .Where(a => a.Status == StrategicStatus.Draft || a.Status == StrategicStatus.Review || a.Status == StrategicStatus.Approved).OrderBy(a => a.Year).ToListAsync(cancellation);
        return [.. open.Select(Of).OfType<Duty>()];
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
