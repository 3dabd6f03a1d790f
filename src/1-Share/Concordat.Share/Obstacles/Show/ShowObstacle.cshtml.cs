using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Obstacles.Show;

/// <summary>One obstacle; its owner or the data manager closes it with what was done.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ShowObstacleModel(ObstacleDesk desk, PlainWords plain) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "What was done"), StringLength(1000, ErrorMessage = "Shorten it to 1,000 characters")] public string? Done { get; set; }

    public Obstacle Record { get; private set; } = null!;
    public People People { get; private set; } = new([], []);
    public bool MayClose => desk.MayClose(Record);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayClose) return NotFound();
        plain.Require(ModelState, nameof(Done), Done, "Enter what was done");
        if (!ModelState.IsValid) return Page();
        Record.Close(Done!, desk.Session.User, desk.Today);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"{Record.Reference} stands in the register with what was done.", "Closed");
        return Redirect($"/share/obstacles/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        (Record, People) = (found, await desk.PeopleAsync(cancellation));
        return true;
    }
}
