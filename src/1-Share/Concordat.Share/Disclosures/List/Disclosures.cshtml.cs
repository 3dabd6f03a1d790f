using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Disclosures.List;

/// <summary>The disclosures that the person need know of, the latest first. Nothing here tells whom they are about.</summary>
[Authorize(Policy = Policies.ReachDisclosures)]
internal sealed class DisclosuresModel(DisclosureDesk desk) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true)] public string? State { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Your part")] public string? Part { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Held by")] public Guid? Holder { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Kind of processing")] public string? Regime { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public DisclosureDesk Desk => desk;
    public IReadOnlyList<Disclosure> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public People People { get; private set; } = new([], []);
    public int Chosen => new object?[] { State, Part, Holder, Regime }.Count(v => v is not null);
    public static IReadOnlyList<Choice> States { get; } = [.. Enum.GetValues<DisclosureState>().Select(s => new Choice(s.Words(), s.Capital()))];
    public IReadOnlyList<Choice> Parts { get; } = [new("asked", "I asked"), new("decide", "I decide"), new("receive", "I receive")];
    public IReadOnlyList<Choice> Agencies => [.. People.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        People = await desk.PeopleAsync(cancellation);
        PageNumber = Math.Max(1, PageNumber);
        var rows = Filtered();
        Total = await rows.CountAsync(cancellation);
        Rows = await rows.OrderByDescending(d => d.Number).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }

    public static string? NoteOf(Disclosure row) => row switch
    {
        { RestrictedAt: not null } => "restricted",
        { State: DisclosureState.Approved, ExpiresOn: { } day } => $"until {day.Short()}",
        { EndedAt: { } at } => London.Show(at, "d MMM yyyy"),
        { AskedAt: { } at } => $"since {London.Show(at, "d MMM yyyy")}",
        _ => null,
    };

    IQueryable<Disclosure> Filtered()
    {
        var (rows, me) = (desk.Db.Set<Disclosure>().AsNoTracking(), desk.Session.User);
        if (States.Holds(State))
        {
            var state = DisclosureStates.Read(State!);
            rows = rows.Where(d => d.State == state);
        }
        if (Holder is { } holder) rows = rows.Where(d => d.HolderAgencyId == holder);
        if (DisclosureWords.Regimes.Holds(Regime)) rows = rows.Where(d => d.Regime == Regime);
        return Part switch
        {
            "asked" => rows.Where(d => d.RequesterId == me),
            "decide" => rows.Where(d => d.DeciderId == me),
            "receive" => rows.Where(d => d.RecipientId == me),
            _ => rows,
        };
    }
}
