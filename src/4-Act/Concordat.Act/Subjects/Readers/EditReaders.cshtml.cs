using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.Readers;

/// <summary>The need-to-know list of one record.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class EditReadersModel(SubjectDesk desk, ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : SubjectPage(desk, directory, clock)
{
    static readonly string[] Working = [Role.Coordinator, Role.Chair, Role.Practitioner];
    readonly TimeProvider _clock = clock;

    [BindProperty, Display(Name = "Person")] public Guid? Person { get; set; }
    [BindProperty, Display(Name = "Why they need to know"), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")] public string? Reason { get; set; }
    [BindProperty] public Guid? Reader { get; set; }

    public IReadOnlyList<SubjectReader> Readers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Refuse();
        if (Members.Member(Person) is not { } member || !member.IsMemberOn(Today) || !member.Roles.Intersect(Working).Any()) ModelState.AddModelError(nameof(Person), "Choose a chair, co-ordinator or practitioner of the partnership");
        else if (Readers.Any(r => r.UserId == Person)) ModelState.AddModelError(nameof(Person), $"{Members.NameOf(Person)} is on the list already");
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), "Say why they need to know");
        if (!ModelState.IsValid) return Page();
        db.Add(new SubjectReader(session.Partnership, Guid.CreateVersion7(), Id, Person!.Value, Reason!.Trim(), session.User, _clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Members.NameOf(Person)} may see record {Subject.Number}.");
        return Redirect($"/act/people/{Id}");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Readers.SingleOrDefault(r => r.Id == Reader) is not { } reader) return NotFound();
        ModelState.Clear();
        Refuse();
        if (Readers.Count == 1 || reader.UserId == Subject.DeciderId || (!Subject.IsPotential && reader.UserId == Subject.NominatedById)) ModelState.AddModelError("", "The record needs somebody who answers for it: who decides, or keeps it, stays on the list");
        if (!ModelState.IsValid) return Page();
        reader.Remove(_clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Members.NameOf(reader.UserId)} no longer sees record {Subject.Number}.");
        return Redirect(reader.UserId == session.UserId ? "/act/people" : $"/act/people/{Id}");
    }

    void Refuse()
    {
        // A child's record has stricter readers: whoever decides on it says who sees it.
        if (Subject.AgeGroup == "child" && Subject.IsPotential && Subject.DeciderId != session.UserId) ModelState.AddModelError("", "NM-05: Only the person who decides changes who sees a child’s record");
        if (!Subject.IsPotential && !IsPoint) ModelState.AddModelError("", SubjectStates.PointOnly);
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return false;
        Readers = await db.Set<SubjectReader>().Where(r => r.SubjectId == Id && r.RemovedAt == null).OrderBy(r => r.AddedAt).ToListAsync(cancellation);
        return true;
    }
}
