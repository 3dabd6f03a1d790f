using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>One priority with its lines of work and its collection questions.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class OnePriorityModel(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock) : StrategyPage(records, desk, session, clock)
{
    [FromRoute] public Guid PriorityId { get; set; }
    [BindProperty] public QuestionForm Ask { get; set; } = new();

    public StrategyPriority Priority { get; private set; } = null!;
    public bool CanChange => Strategy.State == StrategyState.Decided && Priority.EndedOn is null;
    public IReadOnlyList<Choice> Agencies => [.. Record.People.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (Ask.Read((field, words) => ModelState.AddModelError($"Ask.{field}", words)) is not { } question || !ModelState.IsValid) return Page();
        return await AnswerAsync(Desk.AskAsync(Record, Priority, question, cancellation), "The question is asked.", $"{Record.Url}/priorities/{Priority.Id}");
    }

    protected override async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (!await base.FindAsync(cancellation) || Record.Priorities.FirstOrDefault(p => p.Id == PriorityId) is not { } priority) return false;
        Priority = priority;
        return true;
    }
}
