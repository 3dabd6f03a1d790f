using System.ComponentModel.DataAnnotations;
using Concordat.Act.Plans;
using Concordat.Act.Subjects.Events;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Act.Subjects.Levels;

/// <summary>Raises or lowers the level at which a person worked with is answered.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class EditLevelModel(SubjectDesk desk, ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : SubjectPage(desk, directory, clock)
{
    public const int Longest = 500;
    readonly TimeProvider _clock = clock;

    [BindProperty, Display(Name = "Level")] public string? Level { get; set; }
    [BindProperty, Display(Name = "From")] public DateOnly? FromOn { get; set; }
    [BindProperty, Display(Name = "Because")] public string? Reason { get; set; }

    public LevelHistory History { get; private set; } = null!;
    public static IReadOnlyList<Choice> Levels { get; } = PlanWords.Levels.Choices();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        FromOn = Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (EventRules.Refusal(Subject, IsPoint) is { } refusal) ModelState.AddModelError("", refusal);
        if (!PlanWords.Levels.Contains(Level)) ModelState.AddModelError(nameof(Level), "Choose the level");
        else if (Level == History.Level) ModelState.AddModelError(nameof(Level), $"The level is {Level} already. Choose another");
        if (FromOn is null || FromOn < History.Since || FromOn > Today) ModelState.AddModelError(nameof(FromOn), $"Enter a day from {History.Since.Long()} to today");
        ModelState.Need(nameof(Reason), Reason, Longest, "Say why the level changes");
        if (!ModelState.IsValid) return Page();
        db.Add(new SubjectLevel(session.Partnership, Guid.CreateVersion7(), Id, Level!, FromOn!.Value, Reason!.Trim(), session.User, _clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"The level is {Level} from {FromOn.Value.Long()} on.");
        return Redirect($"/act/people/{Id}");
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation)) return false;
        History = await LevelHistory.ReadAsync(db, Subject, cancellation);
        return true;
    }
}
