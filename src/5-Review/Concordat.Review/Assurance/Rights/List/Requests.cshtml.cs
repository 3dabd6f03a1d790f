using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance.Rights.List;

/// <summary>Requests of people about their own data, open ones first. Nothing here tells who asks.</summary>
[Authorize(Policy = Policies.ServeRights)]
internal sealed class RequestsModel(RightsDesk desk) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true)] public string? State { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "What is asked")] public string? Kind { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public DateOnly Today => desk.Today;
    public IReadOnlyList<RightsRequest> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public string Scope { get; private set; } = "";
    public int Chosen => new[] { State, Kind }.Count(v => !string.IsNullOrEmpty(v));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var (all, today) = (desk.Db.Set<RightsRequest>().AsNoTracking(), Today);
        var (open, late) = (await all.CountAsync(r => r.State == RightsRequest.Open, cancellation), await all.CountAsync(r => r.State == RightsRequest.Open && r.DueOn < today, cancellation));
        Scope = $"{open} open, {(late == 0 ? "none overdue" : $"{late} overdue")}.";
        if (State == "overdue") all = all.Where(r => r.State == RightsRequest.Open && r.DueOn < today);
        else if (RightsWords.States.Holds(State)) all = all.Where(r => r.State == State);
        if (RightsWords.Kinds.Holds(Kind)) all = all.Where(r => r.Kind == Kind);
        PageNumber = Math.Max(1, PageNumber);
        Total = await all.CountAsync(cancellation);
        Rows = await all.OrderBy(r => r.State == RightsRequest.Open ? 0 : 1).ThenBy(r => r.DueOn).ThenByDescending(r => r.Number)
            .Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }
}
