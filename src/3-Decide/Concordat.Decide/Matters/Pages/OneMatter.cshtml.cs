using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Groups;
using Concordat.Decide.Tasking;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Matters.Pages;

/// <summary>One bid, blockage, piece of good practice or referral, and what may be done with it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class OneMatterModel(ConcordatDb db, MatterDesk desk, MemberDirectory directory, Session session) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Reason, answer or outcome", Description = "It goes back to whoever put it forward.")] public string? Said { get; set; }

    public Matter Matter { get; private set; } = null!;
    public People People { get; private set; } = null!;
    public string? GroupName { get; private set; }
    public string? ActionWhat { get; private set; }
    public IReadOnlyList<string> Open { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "Event")] string? happened, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (await desk.MoveAsync(Matter, happened ?? "", Said, cancellation) is { } refusal)
        {
            ModelState.AddModelError(nameof(Said), refusal);
            return await FindAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done($"{Matter.Title}: {Matter.State}.");
        return Redirect(Matter.Url);
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        // A draft is its writer's own.
        var user = session.User;
        if (await db.Set<Matter>().SingleOrDefaultAsync(m => m.Id == Id && (m.State != "draft" || m.RaisedBy == user), cancellation) is not { } matter) return false;
        Matter = matter;
        People = await directory.ReadAsync(cancellation);
        GroupName = await db.Set<MeetingGroup>().Where(g => g.Id == matter.GroupId).Select(g => g.Name).SingleOrDefaultAsync(cancellation);
        ActionWhat = await db.Set<TaskingAction>().Where(a => a.Id == matter.ActionId).Select(a => a.What).SingleOrDefaultAsync(cancellation);
        Open = await desk.OpenToAsync(matter, cancellation);
        return true;
    }

    public static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>An event as a button says it.</summary>
    public static string Do(string happened) => happened switch
    {
        nameof(BidEvent.Submit) => "Submit the bid",
        nameof(BidEvent.Approve) => "Approve",
        nameof(BidEvent.Refuse) => "Refuse",
        nameof(BlockageEvent.Answer) => "Answer",
        nameof(BlockageEvent.AskAgain) => "Ask again",
        nameof(ReferralEvent.Accept) => "Accept",
        nameof(ReferralEvent.Return) => "Return",
        nameof(ReferralEvent.Finish) => "Send the outcome back",
        _ => "Withdraw",
    };
}
