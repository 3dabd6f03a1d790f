using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Returns.Due;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Board;

/// <summary>Reminds the people of a body of a quarter that is waited for.</summary>
[Authorize(Policy = Policies.DecideReturns)]
public sealed class RemindModel(BoardReader reader, Reminders reminders) : PageModel
{
    public IActionResult OnGet() => Redirect("/share/returns");

    public async Task<IActionResult> OnPostAsync(Guid agency, int set, string quarter, CancellationToken cancellation)
    {
        if (!Quarters.TryParse(quarter, out var period)) return NotFound();
        var board = await reader.ReadAsync(cancellation);
        if (board.ToChase.FirstOrDefault(c => c.Row.AgencyId == agency && c.Row.Set.Number == set && c.Cell.Period == period) is not { } chase)
        {
            TempData.Done("There is nothing to remind of: the return has come meanwhile.", "Nothing done");
            return Redirect("/share/returns");
        }
        var reached = await reminders.SendAsync(chase, cancellation);
        TempData.Done(reached == 0
            ? $"The reminder is kept, but nobody of {chase.Row.Body} has an account to see it. Tell them yourself."
            : $"{chase.Row.Body} sees it on the home page: {(reached == 1 ? "one person" : $"{reached} people")}.", "Reminded");
        return Redirect("/share/returns");
    }
}
