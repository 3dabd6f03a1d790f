using Concordat.Understand.Series;
using Concordat.Understand.Strategic.Assessment;
using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Understand.Scan.Work;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Profiles.New;

/// <summary>Commissions a profile from a finding, a hit, a confirmed series, a decision or an issue; the origin is kept, and a hit that is open is taken up.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class CommissionProfileModel(ConcordatDb db, Session session, ProfileDesk desk, MemberDirectory directory, TimeProvider clock) : PageModel
{
    const int MostReviewDays = 366, MostOriginWords = 1000;

    /// <summary>Where it comes from: hit, finding, block or series, with <see cref="From"/>; else the form asks.</summary>
    [FromQuery(Name = "origin")] public string? Source { get; set; }
    [FromQuery(Name = "from")] public Guid? From { get; set; }

    [BindProperty, Display(Name = "Kind")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Frame")] public string? Frame { get; set; } = "SARA";
    [BindProperty, Display(Name = "Title", Description = "Never a person’s name: others may see it.")] public string? Title { get; set; }
    [BindProperty, Display(Name = "What it should answer")] public string? Question { get; set; }
    [BindProperty, Display(Name = "Where it comes from")] public string? Origin { get; set; }
    [BindProperty, Display(Name = "The finding, hit, decision or issue in words")] public string? OriginWords { get; set; }
    [BindProperty, Display(Name = "Author")] public Guid? Author { get; set; }
    [BindProperty, Display(Name = "Who approves it", Description = "The chair or the co-ordinator, and not the author.")] public Guid? Approver { get; set; }
    [BindProperty, Display(Name = "Review date", Description = "By then an outcome is to be recorded.")] public DateOnly? ReviewOn { get; set; }

    public IReadOnlyList<Choice> Authors { get; private set; } = [];
    public IReadOnlyList<Choice> Approvers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!session.MayCommission()) return Forbid();
        await LoadAsync(cancellation);
        if (await OriginAsync(cancellation) is var (origin, words, _)) (Origin, OriginWords, Kind) = (origin, words, "problem");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!session.MayCommission()) return Forbid();
        var people = await LoadAsync(cancellation);
        var today = London.Today(clock);
        Check(today);
        if (!ModelState.IsValid) return Page();
        var now = clock.GetUtcNow().UtcDateTime;
        var known = await OriginAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var profile = new Profile(session.Partnership, Guid.CreateVersion7(), await desk.NextNumberAsync(cancellation), 1, Kind!, Frame!, Title!.Trim(), Question!.Trim(), Kind == "subject" ? "OFFICIAL-SENSITIVE" : "OFFICIAL",
            Origin!, OriginWords!.Trim(), session.User, session.DisplayName, now, Author!.Value, people.NameOf(Author), ReviewOn!.Value)
        { OriginUrl = known is var (origin, _, url) && origin == Origin ? url : null };
        db.Add(profile);
        foreach (var (user, why) in new[] { (Author!.Value, "Writes it"), (Approver!.Value, "Approves it"), (session.User, "Commissioned it") }.DistinctBy(u => u.Item1)) db.Add(desk.Reader(profile.Id, user, why, now));
        if (known is { Origin: "hit" } && Origin == "hit") await TakeUpAsync(From!.Value, profile, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        TempData.Done($"{profile.Name} is commissioned; {profile.AuthorName} writes it.", "Commissioned");
        return Redirect($"/understand/profiles/{profile.Id}");
    }

    void Check(DateOnly today)
    {
        void Need(bool isMissing, string field, string message) { if (isMissing) ModelState.AddModelError(field, message); }
        Need(ProfileWords.Kinds.All(k => k.Value != Kind), nameof(Kind), "Select what it is about");
        Need(ProfileWords.Frames.All(f => f.Value != Frame), nameof(Frame), "Select a frame");
        Need(string.IsNullOrWhiteSpace(Title) || Title.Trim().Length > 100, nameof(Title), "Give a title of at most 100 characters");
        Need(string.IsNullOrWhiteSpace(Question) || Question.Trim().Length > 500, nameof(Question), "Say what it should answer, in at most 500 characters");
        Need(ProfileWords.Origins.All(o => o.Value != Origin), nameof(Origin), "Select where it comes from");
        Need(string.IsNullOrWhiteSpace(OriginWords) || OriginWords.Trim().Length > MostOriginWords, nameof(OriginWords), "Say what it comes from, in at most 1,000 characters");
        Need(Authors.All(a => a.Value != Author?.ToString()), nameof(Author), "Select who writes it");
        Need(Approvers.All(a => a.Value != Approver?.ToString()) || Approver == Author, nameof(Approver), "Select the chair or the co-ordinator, and not the author");
        Need(ReviewOn is null || ReviewOn <= today || ReviewOn > today.AddDays(MostReviewDays), nameof(ReviewOn), $"Enter a review date after today and by {today.AddDays(MostReviewDays).Long()}");
    }

    // What the address names, where the acting person can read it.
    async Task<(string Origin, string Words, string Url)?> OriginAsync(CancellationToken cancellation)
    {
        if (From is not { } id) return null;
        if (Source == "hit" && await db.Set<ScanHit>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, cancellation) is { } hit) return ("hit", hit.Sentence, $"/understand/scan/hits/{id}");
        if (Source == "finding" && await db.Set<AssessmentFinding>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellation) is { } finding) return ("finding", finding.Sentence, TakenFindings.Url(finding));
        if (Source == "block" && await db.Set<StrategicBlock>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id && b.RemovedAt == null, cancellation) is { } block)
            return ("finding", block.Sentence.Length <= MostOriginWords ? block.Sentence : block.Sentence[..MostOriginWords], $"{StrategicAssessment.UrlOf(block.AssessmentId)}?block={Uri.EscapeDataString(block.Key)}");
        if (Source == "series" && await db.Set<CrimeSeries>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.State == CrimeSeries.Confirmed, cancellation) is { } series) return ("series", $"Series {series.Number}: {series.Title}. {series.Method}", series.Url);
        return null;
    }

    // Held until the profile is there: whoever decides on it at the same moment waits, and finds it decided. One that is decided stays as it was.
    async Task TakeUpAsync(Guid hit, Profile profile, DateTime now, CancellationToken cancellation)
    {
        if (await db.Set<ScanHit>().FromSql($"select * from understand.scan_hit where id = {hit} and state = 'open' for update").SingleOrDefaultAsync(cancellation) is { } open)
            open.Decide(HitState.TakenUp, $"{profile.Name} was commissioned from it.", null, session, now);
    }

    async Task<People> LoadAsync(CancellationToken cancellation)
    {
        var people = await directory.ReadAsync(cancellation);
        var members = people.On(London.Today(clock));
        string[] writers = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner], approvers = [Role.Coordinator, Role.Chair];
        Authors = [.. members.Where(m => m.Roles.Intersect(writers).Any()).Select(m => new Choice(m.UserId.ToString(), people.NameAndAgencyOf(m.UserId)))];
        Approvers = [.. members.Where(m => m.Roles.Intersect(approvers).Any()).Select(m => new Choice(m.UserId.ToString(), people.NameAndAgencyOf(m.UserId)))];
        return people;
    }
}
