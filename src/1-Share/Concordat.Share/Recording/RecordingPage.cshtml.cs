using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Agreements;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Recording;

/// <summary>Counting rules with their days, and the samples by which the partnership looks after its own recording.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class RecordingPageModel(ConcordatDb db, MemberDirectory directory, PlainWords plain, Session session, TimeProvider clock) : PageModel
{
    public const int PageSize = 30;
    const int MostRecords = 100_000;

    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;
    [BindProperty, Display(Name = "Rule"), StringLength(150, ErrorMessage = "Shorten the name of the rule to 150 characters")] public string? Title { get; set; }
    [BindProperty, Display(Name = "What it says, or where it stands"), StringLength(1000, ErrorMessage = "Shorten it to 1,000 characters")] public string? Says { get; set; }
    [BindProperty, Display(Name = "Set that it governs")] public string? RuleSet { get; set; }
    [BindProperty, Display(Name = "In force from", Description = "For example, 1 4 2026")] public DateOnly? FromOn { get; set; }
    [BindProperty, Display(Name = "Last day (optional)", Description = "Only where it has ended")] public DateOnly? ToOn { get; set; }
    [BindProperty, Display(Name = "Body whose records were looked at")] public Guid? Body { get; set; }
    [BindProperty, Display(Name = "Set")] public string? SampleSet { get; set; }
    [BindProperty, Display(Name = "Looked on", Description = "For example, 27 3 2026")] public DateOnly? LookedOn { get; set; }
    [BindProperty, Display(Name = "Records looked at")] public int? LookedAt { get; set; }
    [BindProperty, Display(Name = "Of those, made by the rules")] public int? RightCount { get; set; }
    [BindProperty, Display(Name = "What was found"), StringLength(1000, ErrorMessage = "Shorten it to 1,000 characters")] public string? Found { get; set; }

    public bool MayKeep => session.Has(Role.Analyst) || session.Has(Role.Coordinator);
    public IReadOnlyList<CountingRule> Rules { get; private set; } = [];
    public IReadOnlyList<RecordingSample> Samples { get; private set; } = [];
    public int Total { get; private set; }
    public People People { get; private set; } = new([], []);
    public IReadOnlyList<Choice> Sets { get; } = [.. SetNames.All.Select(s => new Choice(s.Number.ToString(CultureInfo.InvariantCulture), $"{s.Number} {s.Name}"))];
    public IReadOnlyList<Choice> Bodies => [.. People.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];

    public DateOnly Today => London.Today(clock);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostRuleAsync(CancellationToken cancellation)
    {
        if (!MayKeep) return NotFound();
        await LoadAsync(cancellation);
        plain.Require(ModelState, nameof(Title), Title, "Enter the name of the rule");
        plain.Require(ModelState, nameof(Says), Says, "Enter what it says, or where it stands");
        if (!string.IsNullOrEmpty(RuleSet) && !Sets.Holds(RuleSet)) ModelState.AddModelError(nameof(RuleSet), "Choose a set, or leave it at several");
        ModelState.NeedDay(nameof(FromOn), FromOn, "Enter the day from which it holds");
        if (ToOn < FromOn) ModelState.AddModelError(nameof(ToOn), "The last day must not be before the first");
        if (!ModelState.IsValid) return Page();
        db.Add(new CountingRule(session.Partnership, Guid.CreateVersion7(), Title!.Trim(), Says!.Trim(), Number(RuleSet), FromOn!.Value, ToOn, session.User, clock.GetUtcNow().UtcDateTime));
        return await DoneAsync("It stands in the register with its days.", "Entered", cancellation);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid rule, CancellationToken cancellation)
    {
        if (!MayKeep || await db.Set<CountingRule>().SingleOrDefaultAsync(r => r.Id == rule && r.ToOn == null, cancellation) is not { } found) return NotFound();
        if (found.FromOn > Today)
        {
            await LoadAsync(cancellation);
            ModelState.Clear();
            ModelState.AddModelError("", $"The rule holds only from {found.FromOn.Long()}: it cannot end before");
            return Page();
        }
        found.End(Today);
        return await DoneAsync($"Its last day is {Today.Long()}.", "Ended", cancellation);
    }

    public async Task<IActionResult> OnPostSampleAsync(CancellationToken cancellation)
    {
        if (!MayKeep) return NotFound();
        await LoadAsync(cancellation);
        if (!Bodies.Holds($"{Body}")) ModelState.AddModelError(nameof(Body), "Choose whose records were looked at");
        if (!Sets.Holds(SampleSet)) ModelState.AddModelError(nameof(SampleSet), "Choose the set");
        ModelState.NeedDay(nameof(LookedOn), LookedOn, "Enter the day on which they were looked at");
        if (LookedOn > Today) ModelState.AddModelError(nameof(LookedOn), "The day must be today or in the past");
        if (LookedAt is null or < 1 or > MostRecords) ModelState.AddModelError(nameof(LookedAt), "Enter how many records were looked at, from 1 to 100,000");
        else if (RightCount is null || RightCount < 0 || RightCount > LookedAt) ModelState.AddModelError(nameof(RightCount), $"Enter how many were made by the rules, from 0 to {LookedAt:N0}");
        plain.Require(ModelState, nameof(Found), Found, "Enter what was found");
        if (!ModelState.IsValid) return Page();
        db.Add(new RecordingSample(session.Partnership, Guid.CreateVersion7(), Body!.Value, Number(SampleSet)!.Value, LookedOn!.Value, LookedAt!.Value, RightCount!.Value, Found!.Trim(), session.User, clock.GetUtcNow().UtcDateTime));
        return await DoneAsync("It stands in the register.", "Recorded", cancellation);
    }

    static short? Number(string? set) => string.IsNullOrEmpty(set) ? null : short.Parse(set, CultureInfo.InvariantCulture);

    // A rule that somebody else ended meanwhile is not there to end.
    async Task<IActionResult> DoneAsync(string words, string title, CancellationToken cancellation)
    {
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved) return NotFound();
        TempData.Done(words, title);
        return Redirect("/share/recording");
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        People = await directory.ReadAsync(cancellation);
        Rules = await db.Set<CountingRule>().AsNoTracking().OrderByDescending(r => r.FromOn).ThenBy(r => r.Title).ToListAsync(cancellation);
        Total = await db.Set<RecordingSample>().CountAsync(cancellation);
        Samples = await db.Set<RecordingSample>().AsNoTracking().OrderByDescending(s => s.LookedOn).ThenByDescending(s => s.KeptAt).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }
}
