using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.Show;

/// <summary>One record, for those on its list.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class ShowSubjectModel(SubjectDesk desk, ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : SubjectPage(desk, directory, clock)
{
    readonly SubjectDesk _desk = desk;

    public IReadOnlyList<SubjectNeed> Needs { get; private set; } = [];
    public IReadOnlyList<SubjectReader> Readers { get; private set; } = [];
    public int OtherReferrals { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return NotFound();
        Needs = await db.Set<SubjectNeed>().AsNoTracking().Where(n => n.SubjectId == Id).ToListAsync(cancellation);
        Readers = await db.Set<SubjectReader>().AsNoTracking().Where(r => r.SubjectId == Id && r.RemovedAt == null).OrderBy(r => r.AddedAt).ToListAsync(cancellation);
        OtherReferrals = await _desk.OtherReferralsAsync(Id, cancellation);
        return Page();
    }

    /// <summary>What the reader may do next, with the words of its button.</summary>
    public IReadOnlyList<(string What, string Verb)> Next => (Subject.IsPotential, Subject.State) switch
    {
        (true, "nominated") => Subject.DeciderId == session.UserId ? [("Adopt", "Adopt"), ("Decline", "Decline")] : [],
        (true, "adopted") => Subject.DeciderId == session.UserId ? [("Renew", "Renew with evidence"), ("End", "End the record"), ("Remove", "Remove the record")] : [("Renew", "Renew with evidence"), ("End", "End the record")],
        (false, _) when !IsPoint => [],
        (false, "notified") => [("Adopt", "Adopt"), ("Close", "Close the record")],
        (false, "adopted") => [("Plan", "Mark as planned"), ("Close", "Close the record")],
        (false, "planned") => [("Monitor", "Mark as monitored"), ("Close", "Close the record")],
        (false, "monitored") => [("Close", "Close the record")],
        _ => [],
    };
}
