using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Team;

/// <summary>What the pages of the team's register share: the team as it stands, and a save that two may try at once.</summary>
[Authorize(Policy = Policies.KeepRecords)]
internal abstract class TeamPage(TeamDesk desk, ConcordatDb db) : PageModel
{
    protected TeamDesk Desk => desk;
    protected ConcordatDb Db => db;

    public TeamState Team { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    protected virtual async Task LoadAsync(CancellationToken cancellation) => Team = await desk.ReadAsync(cancellation);

    /// <summary>The member of the team that a field names; null, with an error, for anybody else.</summary>
    protected Guid? PersonIn(string field, string? typed, string problem)
    {
        if (TeamDesk.People(Team).Any(p => p.Value == typed)) return Guid.Parse(typed!);
        ModelState.AddModelError(field, problem);
        return null;
    }

    protected string WordsIn(string field, string? typed, int longest, string problem)
    {
        var words = (typed ?? "").ReplaceLineEndings(" ").Trim();
        if (words.Length == 0 || words.Length > longest) ModelState.AddModelError(field, words.Length == 0 ? problem : $"Use {longest} characters or fewer");
        return words;
    }

    /// <summary>Saves and shows the page anew; says so where somebody else was first.</summary>
    protected async Task<IActionResult> SavedAsync(string done, string url, CancellationToken cancellation)
    {
        if (await desk.SaveAsync(cancellation))
        {
            TempData.Done(done);
            return Redirect(url);
        }
        ModelState.AddModelError("", "It does not fit what is recorded, or somebody changed it at the same moment. It is shown as it stands now");
        await LoadAsync(cancellation);
        return Page();
    }
}
