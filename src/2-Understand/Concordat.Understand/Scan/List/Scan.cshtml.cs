using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Platform.Site;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Scan.Work;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.List;

/// <summary>What the scan found and nobody has decided on, what was decided, and when it ran.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ScanModel(ConcordatDb db, Session session, ScanCalendar calendar, IncidentQuery incidents, JobQueue jobs, TimeProvider clock) : PageModel
{
    public const int PageSize = 20;

    /// <summary>open, taken up, dismissed or all.</summary>
    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Rule { get; set; }
    [FromQuery(Name = "page")] public int? PageNumber { get; set; }
    [FromQuery] public Guid? Job { get; set; }

    /// <summary>The month to look at, as 2026-10.</summary>
    [BindProperty, Display(Name = "Month to look at")] public string? Month { get; set; }

    public IReadOnlyList<ScanHit> Hits { get; private set; } = [];
    public int Total { get; private set; }
    public int Open { get; private set; }
    public IReadOnlyList<ScanRun> Scans { get; private set; } = [];
    public IReadOnlyList<QuarterScan> Quarters { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Months { get; private set; } = [];
    public IReadOnlyList<RuleYear> Year { get; private set; } = [];
    public ScanKeeper? Keeper { get; private set; }
    public Job? UnderWay { get; private set; }

    public int Current => Math.Clamp(PageNumber ?? 1, 1, Math.Max(1, (Total + PageSize - 1) / PageSize));
    public string Shown => State is "taken up" or "dismissed" or "all" ? State : "open";
    public bool MayRun => session.MayDecideHits();
    public bool MayKeep => session.Has(Role.Analyst);
    public bool IsKeeper => Keeper?.UserId == session.UserId;

    public async Task OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation);

    public async Task<IActionResult> OnPostRunAsync(CancellationToken cancellation)
    {
        if (!MayRun) return Forbid();
        if (!Partnership.Calendar.Month.TryParse(Month, out var month) || !(await incidents.HeldAsync(cancellation)).All.Holds(month))
        {
            ModelState.AddModelError(nameof(Month), "Select a month whose records are held");
            await LoadAsync(cancellation);
            return Page();
        }
        var job = await jobs.EnqueueAsync(ScanWork.JobKind, new ScanOrder(nameof(ScanKind.Asked), month.ToString()), cancellation);
        return Redirect($"/understand/scan?job={job}");
    }

    /// <summary>From now on the scan runs by itself in the name of whoever asks.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellation)
    {
        if (!MayKeep) return Forbid();
        db.Add(new ScanKeeper(session.Partnership, Guid.CreateVersion7(), session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The scan runs by itself in your name: each month that comes in, and each quarter over all sets.", "Kept by you");
        return Redirect("/understand/scan");
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        if (Job is { } id && await jobs.FindAsync(id, cancellation) is { Kind: ScanWork.JobKind } job) UnderWay = job;
        IQueryable<ScanHit> hits = db.Set<ScanHit>().AsNoTracking();
        Open = await hits.CountAsync(h => h.State == HitState.Open, cancellation);
        if (Shown != "all")
        {
            var state = HitWords.Read(Shown);
            hits = hits.Where(h => h.State == state);
        }
        if (ScanRules.Find(Rule ?? "") is not null) hits = hits.Where(h => h.Rule == Rule);
        Total = await hits.CountAsync(cancellation);
        Hits = await hits.OrderByDescending(h => h.Number).Skip((Current - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        Scans = await db.Set<ScanRun>().AsNoTracking().OrderByDescending(s => s.MadeAt).Take(12).ToListAsync(cancellation);
        Quarters = await calendar.QuartersAsync(cancellation);
        Keeper = await db.Set<ScanKeeper>().AsNoTracking().OrderByDescending(k => k.NamedAt).FirstOrDefaultAsync(cancellation);
        Months = [.. (await incidents.HeldAsync(cancellation)).All.Months.Reverse().Select(m => new SelectListItem(m.LongName, m.ToString()))];
        Year = await RuleYear.ReadAsync(db, clock.GetUtcNow().UtcDateTime.AddYears(-1), cancellation);
    }
}
