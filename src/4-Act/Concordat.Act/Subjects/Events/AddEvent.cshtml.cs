using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Act.Subjects.Events;

/// <summary>Records a release, a re-arrest or a referral into treatment.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class AddEventModel(SubjectDesk desk, ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : SubjectPage(desk, directory, clock)
{
    readonly TimeProvider _clock = clock;

    [BindProperty, Display(Name = "What")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Day", Description = "Of a release also one that is to come.")] public DateOnly? OnDay { get; set; }
    [BindProperty, Display(Name = "For an offence on bail", Description = "For a re-arrest.")] public string? Bail { get; set; }
    [BindProperty, Display(Name = "In your words", Description = "From where, for what, or to which treatment; a reference, not a copy.")] public string? Text { get; set; }

    public static IReadOnlyList<Choice> Kinds { get; } = [new(SubjectEvent.Release, "Release"), new(SubjectEvent.ReArrest, "Re-arrest"), new(SubjectEvent.Treatment, "Referral into treatment", "Such as from an arrest referral worker")];
    public static IReadOnlyList<Choice> BailChoices { get; } = [new("yes", "Yes"), new("no", "No"), new("", "Not known")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return NotFound();
        OnDay = Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return NotFound();
        Check();
        if (!ModelState.IsValid) return Page();
        bool? bail = Kind == SubjectEvent.ReArrest ? Bail switch { "yes" => true, "no" => false, _ => null } : null;
        db.Add(new SubjectEvent(session.Partnership, Guid.CreateVersion7(), Id, Kind!, OnDay!.Value, bail, Text!.Trim(), session.User, _clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done("It is recorded. Whoever answers for the record is asked to act.");
        return Redirect($"/act/people/{Id}#events");
    }

    void Check()
    {
        if (EventRules.Refusal(Subject, IsPoint) is { } refusal) ModelState.AddModelError("", refusal);
        if (!SubjectEvent.Kinds.Contains(Kind)) ModelState.AddModelError(nameof(Kind), "Choose what happened");
        if (OnDay is null) ModelState.AddModelError(nameof(OnDay), "Enter the day");
        else if (Kind != SubjectEvent.Release && OnDay > Today) ModelState.AddModelError(nameof(OnDay), "The day must be today or in the past");
        else if (OnDay > Today.AddYears(1)) ModelState.AddModelError(nameof(OnDay), "Enter a release within a year: a later one is entered nearer its day");
        if (Bail == "yes" && Kind != SubjectEvent.ReArrest) ModelState.AddModelError(nameof(Bail), "Only a re-arrest is for an offence on bail");
        ModelState.Need(nameof(Text), Text, SubjectEvent.Longest, "Say in a few words what it is");
    }
}

/// <summary>Who records what happened, and when. The database holds to the same rule (act.may_change_needs).</summary>
internal static class EventRules
{
    /// <summary>Why nothing is recorded; null when it may be.</summary>
    public static string? Refusal(Subject subject, bool isPoint) => subject.IsPotential || isPoint ? null : SubjectStates.PointOnly;
}
