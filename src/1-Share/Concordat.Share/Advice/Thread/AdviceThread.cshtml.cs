using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Advice.Thread;

/// <summary>One question with its thread. Everybody may add; only the lead marks the position.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AdviceThreadModel(AdviceDesk desk, PlainWords plain) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Your words"), StringLength(4000, ErrorMessage = "Shorten it to 4,000 characters")] public string? Words { get; set; }
    [BindProperty, Display(Name = "This is the partnership's position")] public bool IsPosition { get; set; }

    public AdviceQuestion Record { get; private set; } = null!;
    public IReadOnlyList<AdvicePost> Posts { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public bool IsLead => Record.LeadId == desk.Session.UserId;
    public bool IsAsker => Record.AskedById == desk.Session.UserId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        plain.Require(ModelState, nameof(Words), Words, "Enter your words");
        if (Record.ClosedAt is not null) ModelState.AddModelError("", "The question is closed. Ask another");
        if (!ModelState.IsValid) return Page();
        desk.Db.Add(new AdvicePost(Record.PartnershipId, Guid.CreateVersion7(), Id, Words!.Trim(), desk.Session.User, desk.Now, IsPosition && IsLead));
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done("All partners can read it.", "Added");
        return Redirect($"/share/advice/{Id}");
    }

    public async Task<IActionResult> OnPostMarkAsync(Guid post, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !IsLead || Posts.FirstOrDefault(p => p.Id == post) is not { } found) return NotFound();
        found.Mark(!found.IsPosition);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done(found.IsPosition ? "It is the partnership's position." : "It is an answer like others.", "Marked");
        return Redirect($"/share/advice/{Id}");
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !(IsLead || IsAsker) || Record.ClosedAt is not null) return NotFound();
        Record.Close(desk.Now);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done("It stays searchable.", "Closed");
        return Redirect($"/share/advice/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        (Record, Posts, People) = (found, await desk.PostsAsync(Id, cancellation), await desk.PeopleAsync(cancellation));
        return true;
    }
}
