using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Decide.Groups;
using Concordat.Decide.Meetings;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tasking.Criteria.Pages;

/// <summary>One version of a group's criteria: prepared here, decided by the group.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class OneCriteriaModel(ConcordatDb db, CriteriaRecords criteria, CriteriaDesk desk, NoNames names, MemberDirectory directory) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Name", Description = "A few words, as they stand beside a decision.")] public string? Name { get; set; }
    [BindProperty, Display(Name = "What it asks")] public string? Words { get; set; }
    [BindProperty, Display(Name = "Met from", Description = "The score, out of 5, from which it is met.")] public short? MetFrom { get; set; }
    [BindProperty, Display(Name = "Adopted item")] public Guid? Item { get; set; }
    [BindProperty, Display(Name = "In force from", Description = "The day after the meeting at the earliest.")] public DateOnly? InForceFrom { get; set; }

    public CriteriaRecord Record { get; private set; } = null!;
    public People People { get; private set; } = null!;
    public string GroupName { get; private set; } = "Joint Action Group";
    public string? DecidedBy { get; private set; }
    public IReadOnlyList<Choice> Decisions { get; private set; } = [];
    public bool MayPrepare => desk.MayPrepare;
    public bool MayRecord => desk.MayRecord;
    public static IReadOnlyList<Choice> Scores { get; } = [.. Enumerable.Range(1, Criterion.HighestScore).Select(i => i.ToString(CultureInfo.InvariantCulture)).Select(i => new Choice(i, i))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        ModelState.Need(nameof(Name), Name, Criterion.LongestName, "Name the criterion");
        ModelState.Need(nameof(Words), Words, Criterion.LongestWords, "Say what it asks");
        names.Check(ModelState, nameof(Name), Name);
        names.Check(ModelState, nameof(Words), Words);
        if (MetFrom is null or < 1 or > Criterion.HighestScore) ModelState.AddModelError(nameof(MetFrom), "Choose the score, 1 to 5, from which it is met");
        // The state refuses before the fields do: nothing typed could mend it.
        if (!ModelState.IsValid && CriteriaLife.Table.Refusal(Record.Version.State, CriteriaEvent.Change) is null) return Page();
        return await AnswerAsync(desk.AddAsync(Record, Name?.Trim() ?? "", Words?.Trim() ?? "", MetFrom ?? 1, cancellation), "The criterion is added.", cancellation);
    }

    public async Task<IActionResult> OnPostTakeOutAsync(Guid criterion, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Record.Criteria.FirstOrDefault(c => c.Id == criterion) is not { } found) return NotFound();
        return await AnswerAsync(desk.TakeOutAsync(Record, found, cancellation), "The criterion is out.", cancellation);
    }

    public async Task<IActionResult> OnPostAdoptAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) ? await AnswerAsync(desk.AdoptAsync(Record, Item, InForceFrom, cancellation), "The decision of the group is recorded.", cancellation) : NotFound();

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) ? await AnswerAsync(desk.DiscardAsync(Record, cancellation), "The version is discarded. Its record stays.", cancellation) : NotFound();

    async Task<IActionResult> AnswerAsync(Task<string?> act, string done, CancellationToken cancellation)
    {
        if (await act is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return await FindAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done(done);
        return Redirect(Record.Version.Url);
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await criteria.FindAsync(Id, cancellation) is not { } record) return false;
        (Record, People) = (record, await directory.ReadAsync(cancellation));
        GroupName = await db.Set<MeetingGroup>().Where(g => g.Id == record.Version.GroupId).Select(g => g.Name).SingleOrDefaultAsync(cancellation) ?? GroupName;
        DecidedBy = await db.Set<AgendaItem>().Where(i => i.Id == record.Version.ItemId).Select(i => i.Title).SingleOrDefaultAsync(cancellation);
        if (record.Version.State == CriteriaState.Draft) Decisions = [.. (await desk.DecisionsAsync(record.Version.GroupId, cancellation)).Select(d => new Choice(d.Item.ToString(), $"{d.Title}, {d.HeldOn.Long()}"))];
        return true;
    }
}
