using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Matters.Pages;

/// <summary>What was put forward, the latest first. Drafts of bids are shown to whoever writes them alone.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class MatterListModel(ConcordatDb db, MemberDirectory directory, Session session) : PageModel
{
    public const int PageSize = 24;
    static readonly string[] Open = ["draft", "submitted", "raised", "sent", "accepted"];

    [FromQuery, Display(Name = "Kind")] public string? Kind { get; set; }
    [FromQuery, Display(Name = "Only what waits for somebody")] public bool OpenOnly { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Matter> Matters { get; private set; } = [];
    public People People { get; private set; } = null!;
    public int Total { get; private set; }
    public int Chosen => (Kind is { Length: > 0 } ? 1 : 0) + (OpenOnly ? 1 : 0);
    public static IReadOnlyList<Choice> Kinds { get; } = [.. Matter.Kinds.Select(k => new Choice(k, k))];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        var user = session.User;
        var all = db.Set<Matter>().AsNoTracking().Where(m => m.State != "draft" || m.RaisedBy == user);
        if (Kind is { Length: > 0 } kind) all = all.Where(m => m.Kind == kind);
        if (OpenOnly) all = all.Where(m => Open.Contains(m.State));
        Total = await all.CountAsync(cancellation);
        Matters = await all.OrderByDescending(m => m.RaisedAt).ThenBy(m => m.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        People = await directory.ReadAsync(cancellation);
    }
}
