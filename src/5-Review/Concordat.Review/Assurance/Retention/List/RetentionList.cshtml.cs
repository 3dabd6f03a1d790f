using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance.Retention.List;

/// <summary>What is kept and until when, the rules, and what was decided.</summary>
[Authorize(Policy = Policies.ServeRights)]
internal sealed class RetentionListModel(RetentionDesk desk, MemberDirectory directory) : PageModel
{
    public const int PageSize = 30;
    const int MostDecisions = 30;

    [BindProperty(SupportsGet = true), Display(Name = "Review")] public string? Time { get; set; }
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    int? _agreed;

    public IReadOnlyList<Held> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public string Scope { get; private set; } = "";
    public IReadOnlyList<(string Kind, int Years, RetentionRule? Own)> Rules { get; private set; } = [];
    public IReadOnlyList<RetentionDecision> Decisions { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public DateOnly Today => desk.Today;
    public int Chosen => new[] { Time, Kind }.Count(v => !string.IsNullOrEmpty(v));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var held = await desk.HeldAsync(cancellation);
        Scope = $"{held.Count(h => RetentionWords.Time(h, Today) == "overdue")} overdue, {held.Count(h => RetentionWords.Time(h, Today) == "soon")} due within {RetentionDesk.SoonDays} days.";
        var rows = held.Where(h => (string.IsNullOrEmpty(Time) || RetentionWords.Time(h, Today) == Time) && (string.IsNullOrEmpty(Kind) || h.Kind == Kind)).ToList();
        (Total, PageNumber) = (rows.Count, Math.Max(1, PageNumber));
        Rows = [.. rows.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        Rules = await desk.RulesAsync(cancellation);
        _agreed = await desk.AgreedYearsAsync(cancellation);
        Decisions = await desk.Db.Set<RetentionDecision>().AsNoTracking().OrderByDescending(d => d.DecidedAt).Take(MostDecisions).ToListAsync(cancellation);
        People = await directory.ReadAsync(cancellation);
    }

    public static string UrlOf(Held row) => $"/review/retention/review?kind={Uri.EscapeDataString(row.Kind)}&item={Uri.EscapeDataString(row.Item)}";

    public string Because(string kind, RetentionRule? own) => own is not null ? own.Reason
        : kind == "partner records" && _agreed is not null ? "The sharing agreements in force say so"
        : "The program’s own default, until you set another";
}
