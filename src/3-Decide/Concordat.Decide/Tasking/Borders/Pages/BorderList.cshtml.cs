using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tasking.Borders.Pages;

/// <summary>What was told to and by neighbouring areas.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class BorderListModel(ConcordatDb db, BorderDesk desk) : PageModel
{
    public const int PageSize = 24;

    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;
    [FromQuery(Name = "received")] public int ReceivedPage { get; set; } = 1;

    public IReadOnlyList<ReceivedItem> Received { get; private set; } = [];
    public IReadOnlyList<BorderItem> Sent { get; private set; } = [];
    public int Total { get; private set; }

    /// <summary>Findings that cross the border and of which nobody was told.</summary>
    public IReadOnlyList<ToRaise> ToRaise { get; private set; } = [];
    public bool MayAct => desk.MayAct;
    public int ReceivedTotal { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (PageNumber, ReceivedPage) = (Math.Max(1, PageNumber), Math.Max(1, ReceivedPage));
        Received = await desk.ReceivedAsync((ReceivedPage - 1) * PageSize, PageSize, cancellation);
        ReceivedTotal = await desk.CountReceivedAsync(cancellation);
        ToRaise = await desk.ToRaiseAsync(cancellation);
        Total = await db.Set<BorderItem>().CountAsync(cancellation);
        Sent = await db.Set<BorderItem>().AsNoTracking().OrderByDescending(b => b.SentAt).ThenBy(b => b.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }
}
