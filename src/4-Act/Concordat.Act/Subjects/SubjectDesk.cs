using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects;

/// <summary>How many records of a kind are held, were renewed, and have ended. Nobody is named.</summary>
internal sealed record SubjectCount(string Kind, int Held, int Renewed, int Ended);

/// <summary>Reads records of people. What the acting person may not read is not there; each opening is logged.</summary>
internal sealed class SubjectDesk(ConcordatDb db, Session session, AuditLog audit)
{
    /// <summary>The record, its opening logged; null when there is none, or none for this person.</summary>
    public async Task<Subject?> OpenAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<Subject>().SingleOrDefaultAsync(s => s.Id == id, cancellation) is not { } found) return null;
        await audit.RecordAsync(AuditAction.Read, "subject", id.ToString(), new { number = found.Number }, cancellation);
        return found;
    }

    public async Task<int> NextNumberAsync(CancellationToken cancellation) =>
        (await db.Database.SqlQuery<int>($"select act.next_subject_number() as \"Value\"").ToListAsync(cancellation))[0];

    /// <summary>In how many other records of the last year the person was nominated.</summary>
    public async Task<int> OtherReferralsAsync(Guid id, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<int>($"select act.other_referrals({id}) as \"Value\"").ToListAsync(cancellation))[0];

    public Task<List<SubjectCount>> CountsAsync(CancellationToken cancellation) =>
        db.Database.SqlQuery<SubjectCount>($"select kind as \"Kind\", held as \"Held\", renewed as \"Renewed\", ended as \"Ended\" from act.subject_counts() order by kind desc").ToListAsync(cancellation);

    /// <summary>The single point of contact; null while nobody is named.</summary>
    public Task<PointOfContact?> PointAsync(CancellationToken cancellation) => db.Set<PointOfContact>().AsNoTracking().OrderByDescending(p => p.At).FirstOrDefaultAsync(cancellation);

    public async Task<bool> IsPointAsync(CancellationToken cancellation) => (await PointAsync(cancellation))?.UserId == session.UserId;
}
