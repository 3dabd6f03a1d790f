using System.Globalization;
using Concordat.Decide.Meetings;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Tasking.Criteria.Pages;

/// <summary>An item beside the criteria of the day of its meeting.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ScoreItemModel(MeetingRecords meetings, CriteriaRecords criteria, CriteriaDesk desk) : PageModel
{
    /// <summary>One criterion and its score, 0 to 5; null for none.</summary>
    internal sealed class Row
    {
        public Guid Criterion { get; set; }
        public short? Score { get; set; }
        public string Name { get; set; } = "";
        public string Words { get; set; } = "";
    }

    [FromRoute] public Guid Id { get; set; }
    [FromRoute] public Guid ItemId { get; set; }

    public MeetingRecord Record { get; private set; } = null!;
    public AgendaItem Item { get; private set; } = null!;
    public ItemCriteria? Criteria { get; private set; }
    public List<Row> Rows { get; private set; } = [];
    public bool MayScore => desk.MayRecord && Record.Meeting.State == MeetingState.Open;
    public static IReadOnlyList<Choice> Choices { get; } = [.. Enumerable.Range(0, Criterion.HighestScore + 1).Select(i => i.ToString(CultureInfo.InvariantCulture)).Select(i => new Choice(i, i))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Rows = [.. (Criteria?.Record.Criteria ?? []).Select(c => RowOf(c, Criteria!.ScoreOf(c)))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(List<Row> rows, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Criteria is not { } held) return NotFound();
        Rows = [.. held.Record.Criteria.Select(c => RowOf(c, rows.Find(r => r.Criterion == c.Id)?.Score))];
        for (var i = 0; i < Rows.Count; i++)
            if (Rows[i].Score is < 0 or > Criterion.HighestScore) ModelState.AddModelError($"Rows[{i}].Score", $"The score of {Rows[i].Name} must be a whole number from 0 to {Criterion.HighestScore}");
        if (!ModelState.IsValid) return Page();
        if (await desk.ScoreAsync(Record.Meeting, Item, held, Rows.Where(r => r.Score is not null).ToDictionary(r => r.Criterion, r => r.Score!.Value), cancellation) is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return await FindAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done("The scores are saved.");
        return Redirect(Record.AddressOf(Item));
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await meetings.FindAsync(Id, cancellation) is not { } record || record.Find(ItemId) is not { IsStanding: false } item) return false;
        (Record, Item, Criteria) = (record, item, await criteria.OfAsync(record.Meeting, item, cancellation));
        return true;
    }

    static Row RowOf(Criterion criterion, short? score) => new() { Criterion = criterion.Id, Name = criterion.Name, Words = criterion.Words, Score = score };
}
