using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Understand.Runs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Profiles.Show;

/// <summary>One profile with its life, its words and what followed it, for those on its list; each opening is logged.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowProfileModel(ConcordatDb db, Session session, ProfileDesk desk, MemberDirectory directory, AuditLog audit, TimeProvider clock) : PageModel
{
    const int LongestRecord = 2000;

    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Reason")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "Owner of the problem")] public Guid? Owner { get; set; }
    [BindProperty, Display(Name = "Adopted on")] public DateOnly? AdoptedOn { get; set; }
    [BindProperty, Display(Name = "What it is")] public string? RecordKind { get; set; } = "activity";
    [BindProperty, Display(Name = "What was done, or what came of it")] public string? Record { get; set; }
    [BindProperty, Display(Name = "Day")] public DateOnly? RecordDay { get; set; }
    [BindProperty, Display(Name = "Review date of the next edition")] public DateOnly? NextReview { get; set; }

    public Profile Profile { get; private set; } = null!;
    public IReadOnlyList<(PartKind Part, string? Words)> Parts { get; private set; } = [];
    public IReadOnlyList<ProfileRecord> Records { get; private set; } = [];
    public IReadOnlyList<ProfileReader> Readers { get; private set; } = [];
    public People Members { get; private set; } = new([], []);
    public IReadOnlyList<Choice> Owners { get; private set; } = [];
    public static IReadOnlyList<Choice> RecordKinds { get; } = [new("activity", "An activity"), new("outcome", "An outcome")];

    public DateOnly Today => London.Today(clock);
    public bool IsAuthor => Profile.AuthorId == session.UserId;
    public bool MayKeep => session.MayKeep(Profile);
    public bool MayApprove => session.MayApproveProfiles() && !IsAuthor;
    public bool MayAdopt => session.MayApproveProfiles();
    public bool IsFlagged => Profile.IsUnanswered(Today, Records.Any(r => r.Kind == "outcome"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostBeginAsync(CancellationToken cancellation) =>
        MoveAsync(() => Refuse("commissioned", IsAuthor, $"Only {Profile.AuthorName} begins to write it"), () => Profile.Move("drafting"), "It is being drafted.", cancellation);

    public Task<IActionResult> OnPostSendAsync(CancellationToken cancellation) =>
        MoveAsync(() => Refuse("drafting", IsAuthor, $"Only {Profile.AuthorName} sends it for review") ?? Unwritten(), () => Profile.Move("review"), "Sent for review.", cancellation);

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellation) =>
        MoveAsync(() => Refuse("review", MayKeep, "Only those who answer for it take it back"), () => Profile.Move("drafting"), "Back in draft.", cancellation);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        var words = (await desk.WordsAsync(Profile, cancellation)).OrderBy(w => w.Key, StringComparer.Ordinal).ToDictionary(w => w.Key, w => w.Value);
        return await SaveAsync(Refuse("review", MayApprove, "The chair or the co-ordinator approves what somebody else wrote"), () => Profile.Approve(session, RunJson.Write(words), Now), "Approved. Its text is frozen.", cancellation);
    }

    public async Task<IActionResult> OnPostIssueAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        return await SaveAsync(Refuse("approved", MayKeep, "Only those who answer for it issue it"), () =>
        {
            Profile.Issue(Now);
            // The database supersedes the earlier edition, which this person need not be able to change or see.
            if (Profile.SupersedesId is { } earlier) db.Add(audit.Entry(AuditAction.Alter, "profile", earlier.ToString(), new { next_edition_issued = Id }));
        }, "Issued.", cancellation);
    }

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation) => MoveAsync(
        () => Profile.IsOver ? $"It is {Profile.State}" : !MayKeep ? "Only those who answer for it withdraw it" : string.IsNullOrWhiteSpace(Reason) || Reason.Trim().Length > 500 ? "Say why it is withdrawn, in at most 500 characters" : null,
        () => Profile.Withdraw(Reason!), "Withdrawn.", cancellation, nameof(Reason));

    /// <summary>The group has met and adopted the problem; from now on its owner reads the issued profile.</summary>
    public Task<IActionResult> OnPostAdoptAsync(CancellationToken cancellation) => MoveAsync(
        () => Profile.Kind != "problem" ? "Only the profile of a problem is adopted" : !MayAdopt ? "The chair or the co-ordinator records that the group adopted it"
            : Owners.All(o => o.Value != Owner?.ToString()) ? "Select who owns the problem" : AdoptedOn is null || AdoptedOn > Today ? "Enter the day the group adopted it, today or before" : null,
        () => Profile.Adopt(Owner!.Value, Members.NameOf(Owner), AdoptedOn!.Value, session.User), "The owner reads it once it is issued.", cancellation, nameof(Owner));

    public Task<IActionResult> OnPostRecordAsync(CancellationToken cancellation) => MoveAsync(
        () => Profile.State is not ("issued" or "superseded") ? "What followed is recorded once it is issued" : RecordKinds.All(k => k.Value != RecordKind) ? "Select what it is"
            : string.IsNullOrWhiteSpace(Record) || Record.Trim().Length > LongestRecord ? $"Say what was done or what came of it, in at most {LongestRecord:N0} characters" : RecordDay is null || RecordDay > Today ? "Enter the day, today or before" : null,
        () => db.Add(new ProfileRecord(session.Partnership, Guid.CreateVersion7(), Id, RecordKind!, RecordDay!.Value, Record!.Trim(), session.User, session.DisplayName, Now)), "Recorded.", cancellation, nameof(Record));

    /// <summary>The next edition: commissioned anew, with the same list; the present one holds until the next is issued.</summary>
    public async Task<IActionResult> OnPostNextAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (Profile.State != "issued" || !session.MayCommission()) ModelState.AddModelError("", "Only an issued profile has a next edition, commissioned by an analyst, the co-ordinator or the chair");
        if (NextReview is null || NextReview <= Today || NextReview > Today.AddDays(366)) ModelState.AddModelError(nameof(NextReview), $"Enter a review date after today and by {Today.AddDays(366).Long()}");
        var members = Members.On(Today).Where(m => m.ReadsEvidence()).Select(m => m.UserId).ToHashSet();
        if (!members.Contains(Profile.AuthorId)) ModelState.AddModelError("", $"{Profile.AuthorName} may not write profiles any more. Commission a new profile with another author");
        if (!ModelState.IsValid) return Page();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await desk.NextEditionAsync(Id, cancellation) is not { } edition)
        {
            ModelState.AddModelError("", "Its next edition is under way already. Issue or withdraw that one before you commission another");
            return Page();
        }
        var next = Profile.Next(session, edition, NextReview!.Value, Now);
        db.Add(next);
        foreach (var (user, why) in Readers.Select(r => (r.UserId, r.Reason)).Append((session.User, "Commissioned it")).Where(r => members.Contains(r.Item1)).DistinctBy(r => r.Item1)) db.Add(desk.Reader(next.Id, user, why, Now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        TempData.Done($"{next.Name} is commissioned.", "Commissioned");
        return Redirect($"/understand/profiles/{next.Id}");
    }

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    string? Refuse(string state, bool isAllowed, string who) => Profile.State != state ? $"It is {Profile.State}, not {state}. Load the page again to see where it stands" : isAllowed ? null : who;

    string? Unwritten() => Parts.Where(p => string.IsNullOrWhiteSpace(p.Words)).Select(p => p.Part.Name.ToLowerInvariant()).ToList() is { Count: > 0 } empty ? $"Write every part first; empty: {string.Join(", ", empty)}" : null;

    async Task<IActionResult> MoveAsync(Func<string?> refuse, Action move, string done, CancellationToken cancellation, string field = "") =>
        await LoadAsync(cancellation) ? await SaveAsync(refuse(), move, done, cancellation, field) : NotFound();

    async Task<IActionResult> SaveAsync(string? refusal, Action move, string done, CancellationToken cancellation, string field = "")
    {
        if (refusal is not null)
        {
            ModelState.AddModelError(field, refusal);
            return Page();
        }
        move();
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Profile.Name}: {char.ToLowerInvariant(done[0])}{done[1..]}");
        return Redirect($"/understand/profiles/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.OpenAsync(Id, cancellation) is not { } profile) return false;
        Profile = profile;
        var words = await desk.WordsAsync(profile, cancellation);
        Parts = [.. ProfileWords.Parts(profile.Kind, profile.Frame).Select(p => (p, words.GetValueOrDefault(p.Key)))];
        (Records, Readers, Members) = (await desk.RecordsAsync(Id, cancellation), await desk.ReadersAsync(Id, cancellation), await directory.ReadAsync(cancellation));
        Owners = [.. Members.On(Today).Where(m => m.ReadsEvidence()).Select(m => new Choice(m.UserId.ToString(), Members.NameAndAgencyOf(m.UserId)))];
        return true;
    }
}
