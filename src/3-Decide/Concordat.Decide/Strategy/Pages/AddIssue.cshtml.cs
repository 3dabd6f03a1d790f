using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>Adds an issue by hand.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AddIssueModel(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock) : StrategyPage(records, desk, session, clock)
{
    [BindProperty, Display(Name = "Issue", Description = "A few words, such as “Theft from vehicles”.")] public string? Name { get; set; }
    [BindProperty, Display(Name = "In a sentence", Description = "What is happening, to whom and where. No names of victims or suspects.")] public string? Sentence { get; set; }
    [BindProperty, Display(Name = "Theme")] public string? Theme { get; set; }

    public IReadOnlyList<Choice> Themes { get; } = [.. ThemeList.All.Select(t => new Choice(t.Key, t.Name))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        ModelState.Need(nameof(Name), Name, StrategyIssue.LongestName, "Name the issue");
        ModelState.Need(nameof(Sentence), Sentence, StrategyIssue.LongestSentence, "Say in a sentence what is happening");
        if (Theme is { Length: > 0 } && ThemeList.Find(Theme) is null) ModelState.AddModelError(nameof(Theme), "Choose the theme from the list");
        if (!ModelState.IsValid) return Page();
        return await AnswerAsync(Desk.AddIssueAsync(Record, Name!.Trim(), Sentence!.Trim(), string.IsNullOrEmpty(Theme) ? null : Theme, cancellation), $"{Name.Trim()} is an issue now.", Record.Url);
    }
}
