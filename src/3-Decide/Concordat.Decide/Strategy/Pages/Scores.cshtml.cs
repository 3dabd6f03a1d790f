using System.Globalization;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>A member's own scores on the priority-setting day.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ScoresModel(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock) : StrategyPage(records, desk, session, clock)
{
    /// <summary>One issue and the score, 0 to 10; null for none.</summary>
    internal sealed class Row
    {
        public Guid Issue { get; set; }
        public short? Score { get; set; }
        public string Name { get; set; } = "";
        public string Sentence { get; set; } = "";
    }

    public List<Row> Rows { get; private set; } = [];

    public static IReadOnlyList<Choice> Choices { get; } = [.. Enumerable.Range(0, 11).Select(i => i.ToString(CultureInfo.InvariantCulture)).Select(i => new Choice(i, i))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Rows = [.. Record.Issues.Select(i => RowOf(i, Record.Scores.FirstOrDefault(s => s.IssueId == i.Id && s.UserId == Session.User)?.Score))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(List<Row> rows, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Rows = [.. Record.Issues.Select(i => RowOf(i, rows.Find(r => r.Issue == i.Id)?.Score))];
        for (var i = 0; i < Rows.Count; i++)
            if (Rows[i].Score is < 0 or > 10) ModelState.AddModelError($"Rows[{i}].Score", $"The score of {Rows[i].Name} must be a whole number from 0 to 10");
        if (!ModelState.IsValid) return Page();
        return await AnswerAsync(Desk.ScoreAsync(Record, Rows.Where(r => r.Score is not null).ToDictionary(r => r.Issue, r => r.Score!.Value), cancellation), "Your scores are saved. You can change them until the day closes.", Record.Url);
    }

    static Row RowOf(StrategyIssue issue, short? score) => new() { Issue = issue.Id, Name = issue.Name, Sentence = issue.Sentence, Score = score };
}
