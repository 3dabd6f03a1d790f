using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Understand.Strategic.Contracts;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>Begins a version of the control strategy.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class BeginModel(StrategyDesk desk, IIssuedAssessments? issued = null, IIssuedStrategicAssessments? strategic = null) : PageModel
{
    [BindProperty, Display(Name = "First day of the period"), Required(ErrorMessage = "Enter the first day of the period")] public DateOnly? PeriodFrom { get; set; }
    [BindProperty, Display(Name = "Last day of the period"), Required(ErrorMessage = "Enter the last day of the period")] public DateOnly? PeriodTo { get; set; }
    [BindProperty, Display(Name = "Assessment", Description = "What it proposes, or the issues it ranks, become the first issues.")] public Guid? Assessment { get; set; }
    [BindProperty, Display(Name = "Bring the present priorities as issues")] public bool TakesPresent { get; set; } = true;

    public IReadOnlyList<Choice> Assessments { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => ListAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        if (PeriodTo <= PeriodFrom) ModelState.AddModelError(nameof(PeriodTo), "The last day must come after the first");
        var paper = Assessment is { } id ? await SourceAsync(id, cancellation) : null;
        if (Assessment is not null && paper is null) ModelState.AddModelError(nameof(Assessment), "Choose the assessment from the list: this one is not issued");
        if (!ModelState.IsValid) return Page();
        var (strategy, refusal) = await desk.BeginAsync(PeriodFrom!.Value, PeriodTo!.Value, paper, TakesPresent, cancellation);
        if (strategy is null)
        {
            ModelState.AddModelError("", refusal!);
            return Page();
        }
        TempData.Done($"Version {strategy.Number} is begun. Add the issues that could become priorities.");
        return Redirect(StrategyRecord.UrlOf(strategy.Id));
    }

    async Task<StrategySource?> SourceAsync(Guid id, CancellationToken cancellation)
    {
        if (strategic is not null && (await strategic.ListAsync(cancellation)).FirstOrDefault(a => a.Id == id) is { } years) return StrategySource.Of(years);
        return issued is not null && await issued.FindAsync(id, cancellation) is { } month ? StrategySource.Of(month) : null;
    }

    // The assessment of years first: a control strategy is meant to begin from it.
    async Task ListAsync(CancellationToken cancellation)
    {
        if (strategic is not null) Assessments = [.. (await strategic.ListAsync(cancellation)).Select(a => new Choice(a.Id.ToString(), a.Title))];
        if (issued is not null) Assessments = [.. Assessments, .. (await issued.ListAsync(cancellation)).Select(a => new Choice(a.Id.ToString(), a.Title))];
    }
}
