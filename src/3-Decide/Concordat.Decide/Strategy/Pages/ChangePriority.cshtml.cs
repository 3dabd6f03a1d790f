using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>A change within the year: another version of a priority, or its end.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ChangePriorityModel(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock) : StrategyPage(records, desk, session, clock)
{
    [FromRoute] public Guid PriorityId { get; set; }
    [BindProperty] public PriorityForm Form { get; set; } = new();
    [BindProperty, Display(Name = "Reason for the change")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "No longer a priority from")] public DateOnly? EndsBefore { get; set; }
    [BindProperty, Display(Name = "Reason for ending it")] public string? EndReason { get; set; }

    public StrategyPriority Priority { get; private set; } = null!;
    public IReadOnlyList<Choice> Members => [.. Record.People.On(Today).Select(m => new Choice(m.UserId.ToString(), Record.People.NameAndAgencyOf(m.UserId)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        var earliest = Priority.FromOn > Today ? Priority.FromOn : Today;
        (Form, EndsBefore) = (PriorityForm.Of(Priority.Terms with { FromOn = earliest }), earliest);
        return Page();
    }

    public async Task<IActionResult> OnPostChangeAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        var terms = Form.Read((field, words) => ModelState.AddModelError($"Form.{field}", words));
        ModelState.Need(nameof(Reason), Reason, StrategyIssue.LongestReason, "Say why the strategy changes within the year");
        if (!ModelState.IsValid || terms is null) return Page();
        return await AnswerAsync(Desk.ChangeInYearAsync(Record, Issue, Priority, terms, null, terms.FromOn, Reason!.Trim(), cancellation), $"{terms.Name} is changed. What held before stays on record.", Record.Url);
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (EndsBefore is null) ModelState.AddModelError(nameof(EndsBefore), "Enter the day from which it is no longer a priority");
        ModelState.Need(nameof(EndReason), EndReason, StrategyIssue.LongestReason, "Say why it ends within the year");
        if (!ModelState.IsValid) return Page();
        return await AnswerAsync(Desk.ChangeInYearAsync(Record, Issue, Priority, null, null, EndsBefore!.Value, EndReason!.Trim(), cancellation), $"{Priority.Name} is ended.", Record.Url);
    }

    StrategyIssue Issue => Record.Issues.Single(i => i.Id == Priority.IssueId);

    protected override async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (!await base.FindAsync(cancellation) || Record.Priorities.FirstOrDefault(p => p.Id == PriorityId) is not { } priority) return false;
        Priority = priority;
        return true;
    }
}
