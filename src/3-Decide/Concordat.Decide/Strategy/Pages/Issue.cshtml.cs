using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>One issue: its scores, what was said, who dissents, and what became of it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class IssueModel(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock) : StrategyPage(records, desk, session, clock)
{
    [FromRoute] public Guid IssueId { get; set; }
    [BindProperty, Display(Name = "What is said", Description = "It stays on record under your name. No names of victims or suspects.")] public string? Words { get; set; }
    [BindProperty, Display(Name = "I do not agree with the result: record it as dissent")] public bool Dissents { get; set; }

    public StrategyIssue Issue { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostNoteAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        ModelState.Need(nameof(Words), Words, IssueNote.Longest, "Write what is said");
        if (!ModelState.IsValid) return Page();
        return await AnswerAsync(Desk.NoteAsync(Record, Issue, Dissents ? IssueNote.Dissent : IssueNote.Discussion, Words!.Trim(), cancellation), "Written down.", $"{Record.Url}/issues/{Issue.Id}");
    }

    protected override async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (!await base.FindAsync(cancellation) || Record.Issues.FirstOrDefault(i => i.Id == IssueId) is not { } issue) return false;
        Issue = issue;
        return true;
    }
}
