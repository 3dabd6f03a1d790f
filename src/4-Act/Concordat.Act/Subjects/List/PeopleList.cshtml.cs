using Concordat.Act.Interventions;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.SmallNumbers.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.List;

/// <summary>A record as a list shows it: without the name.</summary>
internal sealed record SubjectRow(Guid Id, int Number, string Kind, string AgeGroup, string State, DateOnly? ReviewOn);

/// <summary>The records the reader may open, by number; counts of all, without names.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class PeopleListModel(ConcordatDb db, SubjectDesk desk, MemberDirectory directory, ISmallNumbers small, Session session, AuditLog audit) : PageModel
{
    public const int PageSize = 30;

    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<SubjectRow> Rows { get; private set; } = [];
    public IReadOnlyList<SubjectCount> Counts { get; private set; } = [];
    public string KnownInWords { get; private set; } = "";
    public IReadOnlyList<EventCount> Events { get; private set; } = [];
    public int Total { get; private set; }
    int _threshold;

    /// <summary>A count, or that it is too small to be shown: none and few look alike.</summary>
    public string Shown(int count) => small.Words(count, _threshold);
    public bool IsPoint { get; private set; }

    /// <summary>Each divisional area with its single point of contact.</summary>
    public IReadOnlyList<(string Area, string Name)> Points { get; private set; } = [];
    public bool MayName => session.MayRun();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        Counts = await desk.CountsAsync(cancellation);
        (Events, _threshold) = (await desk.EventCountsAsync(cancellation), await small.ThresholdAsync(cancellation));
        KnownInWords = (await desk.KnownAsync(cancellation)).InWords(await small.RateBaseAsync(cancellation), _threshold);
        Total = await db.Set<Subject>().CountAsync(cancellation);
        Rows = await db.Set<Subject>().AsNoTracking().OrderBy(s => s.Number).Skip((PageNumber - 1) * PageSize).Take(PageSize)
            .Select(s => new SubjectRow(s.Id, s.Number, s.Kind, s.AgeGroup, s.State, s.ReviewOn)).ToListAsync(cancellation);
        if (Rows.Count > 0) await audit.RecordAsync(AuditAction.Read, "subjects", session.Partnership.ToString(), new { rows = Rows.Count }, cancellation);
        var (points, people) = (await desk.PointsAsync(cancellation), await directory.ReadAsync(cancellation));
        IsPoint = points.Any(p => p.UserId == session.UserId);
        Points = [.. points.Select(p => (p.Area.Length == 0 ? "The whole partnership" : p.Area, people.NameAndAgencyOf(p.UserId)))];
    }
}
