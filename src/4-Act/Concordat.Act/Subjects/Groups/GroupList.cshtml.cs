using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.Groups;

/// <summary>The households and groups whose records the reader may open, by number.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class GroupListModel(ConcordatDb db, MemberDirectory directory, Session session, AuditLog audit) : PageModel
{
    public const int PageSize = 30;

    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<SubjectGroup> Rows { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public int Total { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        Total = await db.Set<SubjectGroup>().CountAsync(cancellation);
        Rows = await db.Set<SubjectGroup>().AsNoTracking().OrderBy(g => g.Number).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        People = await directory.ReadAsync(cancellation);
        if (Rows.Count > 0) await audit.RecordAsync(AuditAction.Read, "subject_groups", session.Partnership.ToString(), new { rows = Rows.Count }, cancellation);
    }
}
