using System.ComponentModel.DataAnnotations;
using Concordat.Act.Interventions;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans.Moving;

/// <summary>Moves a plan on: put forward, taken back, commissioned, another level, closed, taken up again.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class MovePlanModel(PlanReader reader, ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PlanPage(reader, session, clock)
{
    readonly Session _session = session;
    readonly TimeProvider _clock = clock;

    [FromQuery] public PlanEvent What { get; set; }
    [BindProperty, Display(Name = "Level")] public string? Level { get; set; }
    [BindProperty, Display(Name = "From", Description = "For example, 8 12 2026")] public DateOnly? FromOn { get; set; }
    [BindProperty, Display(Name = "Why"), StringLength(500, ErrorMessage = "{0} must be 500 characters or fewer")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "Output", Description = "What was done, and how much of it."), StringLength(2000, ErrorMessage = "{0} must be 2,000 characters or fewer")] public string? Output { get; set; }
    [BindProperty, Display(Name = "Result", Description = "What came of it, as far as it can be told."), StringLength(2000, ErrorMessage = "{0} must be 2,000 characters or fewer")] public string? Result { get; set; }
    [BindProperty, Display(Name = "Did it work?", Description = "A plan may fail. Saying so helps the next one.")] public string? Verdict { get; set; }
    [BindProperty, Display(Name = "Review date", Description = "For example, 8 6 2027")] public DateOnly? ReviewOn { get; set; }

    public string Lead => What switch
    {
        PlanEvent.PutForward => "From here it cannot be changed until it is taken back. A chair or co-ordinator who neither wrote it nor answers for the problem commissions it.",
        PlanEvent.TakeBack => "It becomes a draft again.",
        PlanEvent.Commission => $"It starts today, and its interventions become actions of those who took them on. It is reviewed on {Plan.ReviewOn?.Long() ?? "no day yet"}.",
        PlanEvent.ChangeLevel => $"It is answered for at {Plan.Level} level now.",
        PlanEvent.Close => "Say what was done and what came of it. Failure is allowed, and can be found again.",
        _ => "It runs again, with a new review date.",
    };

    public static string Verb(PlanEvent happened) => happened switch
    {
        PlanEvent.PutForward => "Put the plan forward",
        PlanEvent.TakeBack => "Take the plan back",
        PlanEvent.Commission => "Commission the plan",
        PlanEvent.ChangeLevel => "Change the level",
        PlanEvent.Close => "Close the plan",
        _ => "Take the plan up again",
    };

    static bool IsMove(PlanEvent happened) => happened is PlanEvent.PutForward or PlanEvent.TakeBack or PlanEvent.Commission or PlanEvent.ChangeLevel or PlanEvent.Close or PlanEvent.TakeUpAgain;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid || !IsMove(What) || !await FindAsync(cancellation) || !MayPlan) return NotFound();
        (Level, FromOn) = (Plan.Level, Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!IsMove(What) || !await FindAsync(cancellation) || !MayPlan) return NotFound();
        if (!Allows(What)) return Page();
        Check();
        if (!ModelState.IsValid) return Page();
        Apply();
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", "Somebody else moved this plan at the same moment. Open it again and see where it stands");
            db.ChangeTracker.Clear();
            return await FindAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done($"The plan is {Plan.State.Words()}.");
        return Redirect($"/act/plans/{Id}");
    }

    void Check()
    {
        switch (What)
        {
            case PlanEvent.PutForward:
                foreach (var (code, words) in Record.Missing) ModelState.AddModelError("", $"{code}: {words}");
                if (Plan.ReviewOn <= Today) ModelState.AddModelError("", "PV-13: The review date has passed: set one after today");
                break;
            case PlanEvent.Commission when !_session.MayCommission(Plan, Record.Problem):
                ModelState.AddModelError("", "PL-07: A chair or co-ordinator who neither wrote the plan nor answers for the problem commissions it. Ask another one");
                break;
            case PlanEvent.ChangeLevel:
                if (!PlanWords.Levels.Contains(Level ?? "")) ModelState.AddModelError(nameof(Level), "Choose bronze, silver or gold");
                else if (Level == Plan.Level) ModelState.AddModelError(nameof(Level), $"It is at {Level} level already");
                if (FromOn is null || FromOn > Today || FromOn < Record.Levels[0].FromOn) ModelState.AddModelError(nameof(FromOn), $"The day must be from {Record.Levels[0].FromOn.Long()}, when the level last changed, to today");
                Need(nameof(Reason), Reason, "Say why the level changes");
                break;
            case PlanEvent.Close:
                Need(nameof(Output), Output, "Say what was done");
                Need(nameof(Result), Result, "Say what came of it");
                if (!PlanWords.Verdicts.Contains(Verdict ?? "")) ModelState.AddModelError(nameof(Verdict), "Choose whether it worked, or that it is not known");
                break;
            case PlanEvent.TakeUpAgain when ReviewOn is null || ReviewOn <= Today:
                ModelState.AddModelError(nameof(ReviewOn), "Enter a review date after today");
                break;
        }
    }

    void Need(string field, string? words, string message)
    {
        if (string.IsNullOrWhiteSpace(words)) ModelState.AddModelError(field, message);
        else names.Check(ModelState, field, words);
    }

    void Apply()
    {
        switch (What)
        {
            case PlanEvent.PutForward: Plan.PutForward(); break;
            case PlanEvent.TakeBack: Plan.TakeBack(); break;
            case PlanEvent.Commission: Commission(); break;
            case PlanEvent.ChangeLevel: db.Add(Plan.ChangeLevel(Level!, FromOn!.Value, Reason!, _session.User, _clock.GetUtcNow().UtcDateTime)); break;
            case PlanEvent.Close: Plan.Close(Output!, Result!, Verdict!, Today); break;
            default: Plan.TakeUpAgain(ReviewOn!.Value); break;
        }
    }

    void Commission()
    {
        Plan.Commission(_session.User, Today);
        foreach (var line in Record.Live.Where(l => !Record.Actions.ContainsKey(l.Id))) db.Add(Intervention.From(line, Record.Problem));
    }
}
