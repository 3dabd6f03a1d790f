using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Write;

/// <summary>What every page of one strategic assessment needs.</summary>
internal abstract class StrategicPage(ConcordatDb db, Session session) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public StrategicAssessment Assessment { get; private set; } = null!;

    protected ConcordatDb Db => db;
    protected Session Session => session;

    public bool MayWrite => Assessment.CanBeWritten && session.Has(Role.Analyst);
    public bool IsAuthor => session.User == Assessment.AuthorId;
    public bool MayApprove => StrategicAssessment.MayApprove(session);
    public bool MayIssue => StrategicAssessment.MayIssue(session);
    public bool ReadsDrafts => session.MayReadDrafts();

    /// <summary>Finds the assessment where it may be read: a missing one and a forbidden one answer alike.</summary>
    protected async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await db.Set<StrategicAssessment>().SingleOrDefaultAsync(a => a.Id == Id, cancellation) is not { } found || !(found.MayBeReadByAll || session.MayReadDrafts())) return false;
        Assessment = found;
        return true;
    }
}
