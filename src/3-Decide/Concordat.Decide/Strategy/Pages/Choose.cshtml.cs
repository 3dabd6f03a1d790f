using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>Makes an issue a priority, or keeps the reason why not; within the year, the executive's addition.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ChooseModel(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock) : StrategyPage(records, desk, session, clock)
{
    [FromRoute] public Guid IssueId { get; set; }
    [BindProperty] public PriorityForm Form { get; set; } = new();
    [BindProperty] public QuestionForm Ask { get; set; } = new();
    [BindProperty, Display(Name = "Why it is not chosen", Description = "The reason stays with the issue.")] public string? Reason { get; set; }

    public StrategyIssue Issue { get; private set; } = null!;
    public bool IsInYear => Strategy.State == StrategyState.Decided;
    public IReadOnlyList<Choice> Members => [.. Record.People.On(Today).Select(m => new Choice(m.UserId.ToString(), Record.People.NameAndAgencyOf(m.UserId)))];
    public IReadOnlyList<Choice> Agencies => [.. Record.People.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (Record.PriorityOf(Issue) is { } p)
        {
            Form = PriorityForm.Of(p.Terms);
            if (Record.QuestionsOf(p) is [var q, ..]) Ask = new() { Question = q.Question, Agency = q.AgencyId, DueOn = q.DueOn };
        }
        else Form = new() { Name = Issue.Name, Theme = Issue.ThemeKey, Weight = 20, FromOn = IsInYear ? Today : Strategy.PeriodFrom, ReviewOn = Strategy.PeriodTo };
        Reason = Issue.Outcome == StrategyIssue.NotChosen && !IsInYear ? Issue.Reason : null;
        return Page();
    }

    public async Task<IActionResult> OnPostChooseAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        // A question the priority has already is enough; a new one may be added here.
        var terms = Form.Read((field, words) => ModelState.AddModelError($"Form.{field}", words));
        var question = Ask.Read((field, words) => ModelState.AddModelError($"Ask.{field}", words));
        if (IsInYear) ModelState.Need(nameof(Reason), Reason, StrategyIssue.LongestReason, "Say why the strategy changes within the year");
        if (!ModelState.IsValid || terms is null || question is null) return Page();
        return await AnswerAsync(IsInYear
            ? Desk.ChangeInYearAsync(Record, Issue, null, terms, question, terms.FromOn, Reason!.Trim(), cancellation)
            : Desk.ChooseAsync(Record, Issue, terms, question, cancellation), $"{terms.Name} is a priority; {Record.People.NameOf(terms.OwnerId)} answers for it.", Record.Url);
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        ModelState.Clear();
        ModelState.Need(nameof(Reason), Reason, StrategyIssue.LongestReason, "Say why it is not chosen");
        if (!ModelState.IsValid) return Page();
        return await AnswerAsync(Desk.DoNotChooseAsync(Record, Issue, Reason!.Trim(), cancellation), $"{Issue.Name} is not chosen; the reason is kept.", Record.Url);
    }

    protected override async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (!await base.FindAsync(cancellation) || Record.Issues.FirstOrDefault(i => i.Id == IssueId) is not { } issue) return false;
        Issue = issue;
        return true;
    }
}
