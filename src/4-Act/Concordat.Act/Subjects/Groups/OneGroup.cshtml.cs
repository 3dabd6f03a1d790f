using System.ComponentModel.DataAnnotations;
using Concordat.Act.Plans;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.Groups;

/// <summary>One household or group: its members with part and risk, who sees it, and its review. A record that is not there, one that is locked and one for others answer alike.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class OneGroupModel(ConcordatDb db, MemberDirectory directory, Session session, AuditLog audit, TimeProvider clock) : PageModel
{
    static readonly string[] Working = [Role.Coordinator, Role.Chair, Role.Practitioner];

    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Name")] public string? MemberName { get; set; }
    [BindProperty, Display(Name = "Age")] public string? AgeGroup { get; set; }
    [BindProperty, Display(Name = "Part", Description = "What they are in it, such as parent, or who drives.")] public string? Part { get; set; }
    [BindProperty, Display(Name = "Risk")] public string? Risk { get; set; }
    [BindProperty, Display(Name = "Why this risk")] public string? RiskWhy { get; set; }
    [BindProperty, Display(Name = "Their own record", Description = "Of those you may open.")] public Guid? Record { get; set; }
    [BindProperty, Display(Name = "Person")] public Guid? Person { get; set; }
    [BindProperty, Display(Name = "Why they need to know")] public string? ReaderReason { get; set; }
    [BindProperty, Display(Name = "Review date")] public DateOnly? ReviewOn { get; set; }
    [BindProperty, Display(Name = "New evidence")] public string? NewEvidence { get; set; }
    [BindProperty, Display(Name = "Why it ends")] public string? EndReason { get; set; }

    public SubjectGroup Group { get; private set; } = null!;
    public IReadOnlyList<GroupMember> Members { get; private set; } = [];
    public IReadOnlyList<GroupReader> Readers { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    Dictionary<Guid, int> _records = [];

    public DateOnly Today => London.Today(clock);
    public bool Keeps => Group.HolderId == session.UserId;
    public bool HasChild => Members.Any(m => m is { AgeGroup: "child", ToOn: null });
    public int LongestReviewDays => HasChild ? SubjectGroup.ChildReviewDays : SubjectGroup.ReviewDays;
    public static IReadOnlyList<Choice> Risks { get; } = GroupMember.Risks.Choices();
    public IReadOnlyList<Choice> Records => [.. _records.OrderBy(r => r.Value).Select(r => new Choice(r.Key.ToString(), $"Record {r.Value}"))];
    public IReadOnlyList<Choice> Workers => [.. People.On(Today).Where(m => m.Roles.Intersect(Working).Any()).Select(m => new Choice(m.UserId.ToString(), People.NameAndAgencyOf(m.UserId)))];

    /// <summary>The number of a member's own record; null where the reader may not open it.</summary>
    public int? NumberOf(Guid record) => _records.TryGetValue(record, out var number) ? number : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await OpenAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddMemberAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return NotFound();
        Check(GroupEvent.AddMember);
        ModelState.Need(nameof(MemberName), MemberName, SubjectGroup.LongestName, "Enter the name");
        ModelState.Need(nameof(Part), Part, SubjectGroup.LongestName, "Say what part they have");
        ModelState.Need(nameof(RiskWhy), RiskWhy, SubjectGroup.Longest, "Say why this risk");
        if (!SubjectWords.AgeGroups.Contains(AgeGroup ?? "")) ModelState.AddModelError(nameof(AgeGroup), "Choose child, young person or adult");
        if (!GroupMember.Risks.Contains(Risk)) ModelState.AddModelError(nameof(Risk), "Choose the risk: low, medium, high or very high");
        if (Record is { } record && !_records.ContainsKey(record)) ModelState.AddModelError(nameof(Record), "Choose a record from the list");
        if (!ModelState.IsValid) return Page();
        db.Add(new GroupMember(session.Partnership, Guid.CreateVersion7(), Id, Record, MemberName!.Trim(), AgeGroup!, Part!.Trim(), Risk!, RiskWhy!.Trim(), Today));
        return await SaveAsync(AgeGroup == "child" ? "The member is added. A child belongs to the group now: its review comes within 92 days." : "The member is added.", Group.Url, cancellation);
    }

    public async Task<IActionResult> OnPostEndMemberAsync(Guid member, CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation) || Members.FirstOrDefault(m => m.Id == member) is not { ToOn: null } found) return NotFound();
        ModelState.Clear();
        Check(GroupEvent.EndMember);
        if (!ModelState.IsValid) return Page();
        found.End(Today);
        return await SaveAsync("The entry is ended. It stays on record.", Group.Url, cancellation);
    }

    public async Task<IActionResult> OnPostAddReaderAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return NotFound();
        Check(GroupEvent.AddReader);
        if (Workers.All(w => w.Value != Person?.ToString())) ModelState.AddModelError(nameof(Person), "Choose a chair, co-ordinator or practitioner of the partnership");
        else if (Readers.Any(r => r.UserId == Person)) ModelState.AddModelError(nameof(Person), $"{People.NameOf(Person)} is on the list already");
        ModelState.Need(nameof(ReaderReason), ReaderReason, SubjectGroup.LongestName, "Say why they need to know");
        if (!ModelState.IsValid) return Page();
        db.Add(new GroupReader(session.Partnership, Guid.CreateVersion7(), Id, Person!.Value, ReaderReason!.Trim(), session.User, clock.GetUtcNow().UtcDateTime));
        return await SaveAsync($"{People.NameOf(Person)} may see group record {Group.Number}.", Group.Url, cancellation);
    }

    public async Task<IActionResult> OnPostRemoveReaderAsync(Guid reader, CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation) || Readers.FirstOrDefault(r => r.Id == reader) is not { } found || found.UserId == Group.HolderId) return NotFound();
        ModelState.Clear();
        Check(GroupEvent.AddReader);
        if (!ModelState.IsValid) return Page();
        found.Remove(clock.GetUtcNow().UtcDateTime);
        return await SaveAsync($"{People.NameOf(found.UserId)} no longer sees group record {Group.Number}.", Group.Url, cancellation);
    }

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return NotFound();
        Check(GroupEvent.Renew);
        if (ReviewOn is null || ReviewOn <= Group.ReviewOn || ReviewOn > Today.AddDays(LongestReviewDays)) ModelState.AddModelError(nameof(ReviewOn), $"Enter a review date after {Group.ReviewOn.Long()} and by {Today.AddDays(LongestReviewDays).Long()}");
        ModelState.Need(nameof(NewEvidence), NewEvidence, SubjectGroup.Longest, "Enter the new evidence: a renewal rests on it");
        if (NewEvidence?.Trim() is { Length: > 0 } evidence && evidence == Group.RenewalEvidence) ModelState.AddModelError(nameof(NewEvidence), "This is the evidence of the last renewal: new evidence is needed");
        if (!ModelState.IsValid) return Page();
        Group.Renew(ReviewOn!.Value, NewEvidence!);
        return await SaveAsync($"Group record {Group.Number} is renewed.", Group.Url, cancellation);
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return NotFound();
        Check(GroupEvent.End);
        ModelState.Need(nameof(EndReason), EndReason, SubjectGroup.Longest, "Say why it ends");
        if (!ModelState.IsValid) return Page();
        Group.End(Today, EndReason!);
        return await SaveAsync($"Group record {Group.Number} is ended and locked.", "/act/people/groups", cancellation);
    }

    void Check(GroupEvent happened)
    {
        if (!Keeps) ModelState.AddModelError("", GroupStates.NotTheKeeper);
        else if (GroupStates.Table.Of(Group.State, happened) is { To: null } refused) ModelState.AddModelError("", refused.Sentence);
    }

    async Task<IActionResult> SaveAsync(string done, string address, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError("", "Somebody else changed this record at the same moment. Open it again and see where it stands");
            return await OpenAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done(done);
        return Redirect(address);
    }

    async Task<bool> OpenAsync(CancellationToken cancellation)
    {
        if (await db.Set<SubjectGroup>().SingleOrDefaultAsync(g => g.Id == Id, cancellation) is not { } found) return false;
        Group = found;
        Members = await db.Set<GroupMember>().Where(m => m.GroupId == Id).OrderBy(m => m.FromOn).ThenBy(m => m.Id).ToListAsync(cancellation);
        Readers = await db.Set<GroupReader>().Where(r => r.GroupId == Id && r.RemovedAt == null).OrderBy(r => r.AddedAt).ToListAsync(cancellation);
        _records = await db.Set<Subject>().AsNoTracking().OrderBy(s => s.Number).ToDictionaryAsync(s => s.Id, s => s.Number, cancellation);
        People = await directory.ReadAsync(cancellation);
        await audit.RecordAsync(AuditAction.Read, "subject_group", Id.ToString(), new { number = found.Number }, cancellation);
        return true;
    }
}
