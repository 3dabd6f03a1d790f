using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems.HandingOver;

/// <summary>Gives a problem to another owner from a day on.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class HandOverProblemModel(ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty, Display(Name = "New owner"), Required(ErrorMessage = "Choose the one person who answers for the problem")]
    public Guid? Owner { get; set; }

    [BindProperty, Display(Name = "From", Description = "For example, 8 12 2026"), Required(ErrorMessage = "Enter the day from which the new owner answers for it")]
    public DateOnly? FromOn { get; set; }

    public Problem Problem { get; private set; } = null!;
    public People People { get; private set; } = new([], []);
    public IReadOnlyList<Choice> Members => [.. People.On(London.Today(clock)).Select(m => new Choice(m.UserId.ToString(), People.NameAndAgencyOf(m.UserId)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        FromOn = London.Today(clock);
        return await FindAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (ProblemStates.Table.Of(Problem.State, ProblemEvent.HandOver) is { To: null } move) ModelState.AddModelError("", move.Sentence);
        if (FromOn < Problem.AdoptedOn) ModelState.AddModelError(nameof(FromOn), $"The day must be on or after {Problem.AdoptedOn.Long()}, when the problem was adopted");
        if (Owner is { } id && Members.All(m => m.Value != id.ToString())) ModelState.AddModelError(nameof(Owner), "Choose the owner from the list");
        if (!ModelState.IsValid) return Page();
        if (Problem.HandTo(Owner!.Value, FromOn!.Value, session.User, clock.GetUtcNow().UtcDateTime) is not { } handOver)
        {
            ModelState.AddModelError(nameof(Owner), $"{People.NameOf(Owner)} answers for it already. Choose somebody else");
            return Page();
        }
        db.Add(handOver);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{People.NameAndAgencyOf(Owner)} answers for it from {FromOn.Value.Long()}.", "Handed over");
        return Redirect($"/act/problems/{Id}");
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await db.Set<Problem>().SingleOrDefaultAsync(p => p.Id == Id, cancellation) is not { } found) return false;
        Problem = found;
        People = await directory.ReadAsync(cancellation);
        return true;
    }
}
