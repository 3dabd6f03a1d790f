using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Partnership.Cycle;

/// <summary>A version of the plan as the form sends it.</summary>
public sealed class PlanVersionForm
{
    [Display(Name = "Agreed on", Description = "For example, 24 4 2026")] public DateOnly? AgreedOn { get; set; }
    [Display(Name = "First day it covers", Description = "It covers three years from this day. A refresh keeps the day of its plan.")] public DateOnly? PeriodFrom { get; set; }
    [Display(Name = "Priorities it adds", Description = "For a new plan, all of them."), StringLength(PlanVersion.LongestWords, ErrorMessage = "Shorten the priorities to 1,000 characters")] public string? Added { get; set; }
    [Display(Name = "Priorities it drops, and why", Description = "Leave it empty for none."), StringLength(PlanVersion.LongestWords, ErrorMessage = "Shorten what is dropped to 1,000 characters")] public string? Dropped { get; set; }
    [Display(Name = "Address of the plan, if it has one", Description = "A page of this site, or one that starts with https://")] public string? Address { get; set; }
}

/// <summary>A published summary as the form sends it.</summary>
public sealed class SummaryForm
{
    public int Number { get; set; }
    [Display(Name = "Published on", Description = "For example, 15 5 2026")] public DateOnly? PublishedOn { get; set; }
    [Display(Name = "Where residents read it", Description = "An address that starts with https://")] public string? Address { get; set; }
    [Display(Name = "Progress since last time", Description = "What the summary says was reached."), StringLength(PlanVersion.LongestWords, ErrorMessage = "Shorten the progress to 1,000 characters")] public string? Progress { get; set; }
}

/// <summary>The partnership's three-year plan: its versions, and their public summaries.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class PlanPageModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    public PlanVersionForm Form { get; private set; } = new();
    public SummaryForm Summary { get; private set; } = new();

    /// <summary>The latest first.</summary>
    public IReadOnlyList<PlanVersion> Versions { get; private set; } = [];
    public DateOnly Today => London.Today(clock);
    public bool MayRecord => session.Has(Role.Chair) || session.Has(Role.Coordinator);

    /// <summary>The version whose summary is published next: the earliest without one.</summary>
    public int? ToPublish => Versions.LastOrDefault(v => v.SummaryPublishedOn is null)?.Number;

    public string InWords => Versions is [var last, ..] ? $"Version {last.Number} holds; its refresh is due by {last.RefreshDueOn.Long()}." : "No plan is recorded.";

    /// <summary>What is overdue, in sentences.</summary>
    public IReadOnlyList<string> Late =>
    [
        .. Versions.Where(v => v.IsSummaryOverdueOn(Today)).Select(v => $"The summary of version {v.Number} was due on {v.SummaryDueOn.Long()} and is not published."),
        .. Versions is [var last, ..] && last.RefreshDueOn < Today ? new[] { $"The refresh was due on {last.RefreshDueOn.Long()}." } : [],
    ];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Form = new() { AgreedOn = Today, PeriodFrom = Versions is [var last, ..] && last.PeriodTo >= Today ? last.PeriodFrom : Today };
        Summary = new() { PublishedOn = Today };
    }

    public async Task<IActionResult> OnPostVersionAsync(PlanVersionForm form, CancellationToken cancellation)
    {
        if (!MayRecord) return NotFound();
        await ReadAsync(cancellation);
        (Form, Summary) = (form, new() { PublishedOn = Today });
        foreach (var (field, message) in Problems(form)) ModelState.AddModelError($"Form.{field}", message);
        if (!ModelState.IsValid) return Page();
        var version = new PlanVersion(session.Partnership, (Versions is [var last, ..] ? last.Number : 0) + 1, form.PeriodFrom!.Value, form.AgreedOn!.Value,
            form.Added!.Trim(), form.Dropped?.Trim() ?? "", WebAddress.Of(form.Address), session.User, clock.GetUtcNow().UtcDateTime);
        db.Add(version);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or PostgresException { ConstraintName: "plan_version_order" })
        {
            db.ChangeTracker.Clear();
            await ReadAsync(cancellation);
            ModelState.AddModelError("", "Somebody recorded a version at the same moment: it stands above. Record yours again if it still holds");
            return Page();
        }
        TempData.Done($"Version {version.Number} is recorded. Its summary is due by {version.SummaryDueOn.Long()}.");
        return Redirect("/cycle/plan");
    }

    public async Task<IActionResult> OnPostSummaryAsync(SummaryForm summary, CancellationToken cancellation)
    {
        if (!MayRecord) return NotFound();
        await ReadAsync(cancellation);
        (Form, Summary) = (new() { AgreedOn = Today, PeriodFrom = Today }, summary);
        if (Versions.FirstOrDefault(v => v.Number == summary.Number) is not { } version)
        {
            ModelState.AddModelError("", "There is no such version of the plan. Record the version first");
            return Page();
        }
        if (version.SummaryPublishedOn is not null) ModelState.AddModelError("", $"The summary of version {version.Number} is recorded already. What was published stays as it was");
        if (summary.PublishedOn is null) ModelState.AddModelError("Summary.PublishedOn", "Enter the day the summary was published");
        else if (summary.PublishedOn > Today || summary.PublishedOn < version.AgreedOn) ModelState.AddModelError("Summary.PublishedOn", $"The day must be from {version.AgreedOn.Long()}, when the version was agreed, to today");
        if (WebAddress.Of(summary.Address) is null || !WebAddress.IsUsable(summary.Address)) ModelState.AddModelError("Summary.Address", "Say where residents read it: an address that starts with https://, or a page of this site that starts with /");
        if (string.IsNullOrWhiteSpace(summary.Progress)) ModelState.AddModelError("Summary.Progress", "Say what progress the summary tells since last time");
        if (!ModelState.IsValid) return Page();
        version.Publish(summary.PublishedOn!.Value, summary.Progress!.Trim(), WebAddress.Of(summary.Address)!);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"The summary of version {version.Number} is recorded.");
        return Redirect("/cycle/plan");
    }

    IEnumerable<(string Field, string Message)> Problems(PlanVersionForm form)
    {
        var last = Versions is [var first, ..] ? first : null;
        if (form.AgreedOn is null) yield return (nameof(form.AgreedOn), "Enter the day it was agreed");
        else if (form.AgreedOn > Today) yield return (nameof(form.AgreedOn), "The day it was agreed must be today or in the past");
        else if (form.AgreedOn < last?.AgreedOn) yield return (nameof(form.AgreedOn), $"The version before was agreed on {last.AgreedOn.Long()}: this one cannot be earlier");
        if (form.PeriodFrom is null) yield return (nameof(form.PeriodFrom), "Enter the first day it covers");
        else if (last is not null && form.PeriodFrom != last.PeriodFrom && form.PeriodFrom <= last.PeriodFrom) yield return (nameof(form.PeriodFrom), $"A refresh covers from {last.PeriodFrom.Long()}, as its plan does; a new plan begins later");
        if (string.IsNullOrWhiteSpace(form.Added) && string.IsNullOrWhiteSpace(form.Dropped)) yield return (nameof(form.Added), last is null ? "Enter the priorities of the plan" : "Say which priorities it adds or drops; write “None” where it keeps them all");
        else if (string.IsNullOrWhiteSpace(form.Added)) yield return (nameof(form.Added), "Say which priorities it adds; write “None” for none");
        if (!WebAddress.IsUsable(form.Address)) yield return (nameof(form.Address), WebAddress.Refusal);
    }

    async Task ReadAsync(CancellationToken cancellation) => Versions = await db.Set<PlanVersion>().OrderByDescending(v => v.Number).ToListAsync(cancellation);
}
