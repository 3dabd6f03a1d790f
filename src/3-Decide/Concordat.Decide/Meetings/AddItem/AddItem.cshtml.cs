using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.AddItem;

/// <summary>Puts an item on the agenda that a member raises.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class AddItemModel(ConcordatDb db, MeetingRecords records, NoNames names, Session session) : MeetingPage(records, session)
{
    public const int LongestSentence = 500;

    [BindProperty, Display(Name = "Title", Description = "A few words for the agenda."), Required(ErrorMessage = "Enter a title"), StringLength(100, ErrorMessage = "The title must be 100 characters or fewer")]
    public string? ItemTitle { get; set; }

    [BindProperty, Display(Name = "In a sentence", Description = "What is happening, where and since when. No names of victims or suspects."), Required(ErrorMessage = "Say in a sentence what is happening"), StringLength(LongestSentence, ErrorMessage = "The sentence must be 500 characters or fewer")]
    public string? Sentence { get; set; }

    [BindProperty, Display(Name = "Raised by"), Required(ErrorMessage = "Choose the member who raises it")]
    public Guid? RaisedBy { get; set; }

    [BindProperty, Display(Name = "Priority it serves")]
    public Guid? Priority { get; set; }

    public IReadOnlyList<Choice> Members { get; private set; } = [];
    public IReadOnlyList<Choice> Priorities { get; private set; } = [];
    List<Priority> _priorities = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await ListAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ListAsync(cancellation)) return NotFound();
        var priority = _priorities.Find(p => p.Id == Priority);
        if (RaisedBy is not null && Members.All(m => m.Value != RaisedBy.ToString())) ModelState.AddModelError(nameof(RaisedBy), "Choose the member from the list");
        names.Check(ModelState, nameof(ItemTitle), ItemTitle);
        names.Check(ModelState, nameof(Sentence), Sentence);
        if (!Allows(MeetingEvent.ChangeAgenda) || !ModelState.IsValid) return Page();
        var item = await AddAsync(priority, cancellation);
        if (item is null)
        {
            db.Forget();
            await ListAsync(cancellation);
            if (Allows(MeetingEvent.ChangeAgenda)) ModelState.AddModelError("", "The agenda changed at the same moment. Add the item again");
            return Page();
        }
        TempData.Done($"{item.Title} is item {item.Position}.", "Item added");
        return Redirect(Record.AddressOf(item));
    }

    // Whoever adds an item waits for whoever is adding one: each takes the next place.
    async Task<AgendaItem?> AddAsync(Priority? priority, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({Id.ToString()}, 0))", cancellation);
        var place = await db.Set<AgendaItem>().Where(i => i.MeetingId == Id).MaxAsync(i => i.Position, cancellation) + 1;
        var item = new AgendaItem(Session.Partnership, Guid.CreateVersion7(), Id, place, ItemOrigin.Member, ItemTitle!.Trim(), Sentence!.Trim());
        item.RaisedBy(RaisedBy!.Value);
        item.Serves(priority?.Name, priority?.ThemeKey);
        db.Add(item);
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved) return null;
        await transaction.CommitAsync(cancellation);
        return item;
    }

    async Task<bool> ListAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return false;
        Members = [.. Record.People.On(Record.Meeting.HeldOn).Select(m => new Choice(m.UserId.ToString(), Record.People.NameAndAgencyOf(m.UserId)))];
        _priorities = await db.Set<Priority>().AsNoTracking().InForceOn(Record.Meeting.HeldOn).ToListAsync(cancellation);
        Priorities = [.. _priorities.Select(p => new Choice(p.Id.ToString(), p.Name))];
        return true;
    }
}
