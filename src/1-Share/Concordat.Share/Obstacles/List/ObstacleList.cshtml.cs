using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Obstacles.List;

/// <summary>The register of obstacles, the latest first.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ObstacleListModel(ObstacleDesk desk) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true)] public string? Cause { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Which")] public string? Show { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Choice> Shows { get; } = [new("", "Open and closed"), new("open", "Open"), new("closed", "Closed")];
    public IReadOnlyList<Obstacle> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public People People { get; private set; } = new([], []);
    public IReadOnlyDictionary<string, int> Open { get; private set; } = new Dictionary<string, int>();
    public bool MayRaise => desk.Session.Roles.Any(r => r != Role.Executive && r != Role.Administrator);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        People = await desk.PeopleAsync(cancellation);
        Open = await desk.Db.Set<Obstacle>().Where(o => o.ClosedOn == null).GroupBy(o => o.Cause).ToDictionaryAsync(g => g.Key, g => g.Count(), cancellation);
        var rows = desk.Db.Set<Obstacle>().AsNoTracking();
        if (!string.IsNullOrEmpty(Cause)) rows = rows.Where(o => o.Cause == Cause);
        if (Show is "open" or "closed") rows = rows.Where(o => o.ClosedOn == null == (Show == "open"));
        Total = await rows.CountAsync(cancellation);
        Rows = await rows.OrderByDescending(o => o.Number).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }
}
