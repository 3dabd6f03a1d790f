using Concordat.Decide.Meetings.Contracts;
using Concordat.Decide.Tasking;
using Concordat.Decide.Tasking.Criteria;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.Run;

/// <summary>The projector: one item on screen, its decision, its owner and its actions.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class RunMeetingModel(ConcordatDb db, MeetingRecords records, NoNames names, CriteriaRecords criteria, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [FromQuery(Name = "item")] public Guid? ItemId { get; set; }

    public MeetingRecord Record { get; private set; } = null!;
    public AgendaItem? Item { get; private set; }
    public DecisionForm Decide { get; private set; } = new();
    public ActionForm Add { get; private set; } = new();

    /// <summary>What somebody else decided on this item meanwhile; null for nothing.</summary>
    public Clash? Clash { get; private set; }

    /// <summary>What was typed into a form that is no longer there.</summary>
    public IReadOnlyList<ClashLine> NotSaved { get; private set; } = [];

    /// <summary>What the group's criteria say of the item; null where it has none on the day.</summary>
    public ItemCriteria? Criteria { get; private set; }

    public ItemEvidence? Evidence => ItemEvidence.Read(Item?.Evidence);
    public bool MayRun => session.Has(Role.Chair) || session.Has(Role.Coordinator);
    public bool IsLive => MayRun && Record.Meeting.State == MeetingState.Open;
    public ActionChoices Choices => new(Record.People, Record.Meeting.HeldOn);
    public AgendaItem? Next => Record.NextUndecided(Item);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(ItemId, cancellation) ? await ShowAsync(cancellation) : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellation)
    {
        if (!MayRun || !await FindAsync(null, cancellation)) return NotFound();
        if (Record.Meeting.Open(clock.GetUtcNow().UtcDateTime) is { } refusal) return await RefuseAsync(refusal, cancellation);
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            await ReadAgainAsync(null, cancellation);
            return await RefuseAsync(Record.Meeting.Refusal(MeetingEvent.Open) ?? "Somebody changed the meeting at the same moment. Open it again", cancellation);
        }
        TempData.Done("The meeting is open. Minutes are written as you go.", "Open");
        return Redirect($"{Record.Url}/last-time");
    }

    public async Task<IActionResult> OnPostDecideAsync(DecisionForm decide, CancellationToken cancellation)
    {
        if (!MayRun || !await FindAsync(decide.Item, cancellation) || Item is not { IsStanding: false } item) return NotFound();
        Decide = decide;
        if (Record.Meeting.Refusal(MeetingEvent.Decide) is { } refusal) return await RefuseTypedAsync(refusal, Typed(decide), cancellation);
        Criteria = await criteria.OfAsync(Record.Meeting, item, cancellation);
        if (CriteriaRecords.Refusal(Criteria, decide.Choice) is { } unscored) Wrong("Decide.Choice", unscored);
        if (!ModelState.IsValid || !Apply(item)) return await ShowAsync(cancellation, keepForm: true);
        db.Entry(item).Property(i => i.Version).OriginalValue = decide.Version;
        var outcome = await db.TrySaveAsync(cancellation);
        if (outcome == SaveOutcome.Saved)
        {
            TempData.Done($"{item.Title}: {InWords(item)}.");
            return Redirect(Record.AddressOf(item));
        }
        await ReadAgainAsync(item.Id, cancellation);
        return Record.Meeting.Refusal(MeetingEvent.Decide) is { } closed ? await RefuseTypedAsync(closed, Typed(decide), cancellation) : await ShowOthersDecisionAsync(cancellation);
    }

    bool Apply(AgendaItem item)
    {
        var (by, at) = (session.User, clock.GetUtcNow().UtcDateTime);
        switch (Decide.Choice)
        {
            case "adopt" when !names.Check(ModelState, "Decide.Why", Decide.Why):
            case "do not adopt" when !names.Check(ModelState, "Decide.Reason", Decide.Reason):
            case "defer" when !names.Check(ModelState, "Decide.CarriedBecause", Decide.CarriedBecause):
                return false;
            case "adopt" when Decide.Scale is { Length: > 0 } scale && !AdoptionScale.IsOne(scale):
                return Wrong("Decide.Scale", "Choose bronze, silver or gold, or leave the scale out");
            case "adopt" when Decide.Why?.Trim().Length > AgendaItem.LongestReason:
                return Wrong("Decide.Why", $"The reason must be {AgendaItem.LongestReason} characters or fewer");
            case "adopt" when Choices.IsMember(Decide.Owner):
                item.Adopt(Decide.Owner!.Value, Given(Decide.Scale), Given(Decide.Why), by, at);
                return true;
            case "adopt":
                return Wrong("Decide.Owner", "Choose the one person who answers for the problem");
            case "do not adopt" when Decide.Reason?.Trim() is { Length: > 0 and <= AgendaItem.LongestReason } reason:
                item.DoNotAdopt(reason, by, at);
                return true;
            case "do not adopt":
                return Wrong("Decide.Reason", string.IsNullOrWhiteSpace(Decide.Reason) ? "Say why it is not adopted" : $"The reason must be {AgendaItem.LongestReason} characters or fewer");
            case "defer" when Decide.Until > Record.Meeting.HeldOn && Decide.CarriedBecause?.Trim() is { Length: > 0 and <= AgendaItem.LongestReason } because:
                item.Defer(Decide.Until.Value, because, by, at);
                return true;
            case "defer" when Decide.Until > Record.Meeting.HeldOn:
                return Wrong("Decide.CarriedBecause", string.IsNullOrWhiteSpace(Decide.CarriedBecause) ? "Say why it is carried over" : $"The reason must be {AgendaItem.LongestReason} characters or fewer");
            case "noted" when item.MayBeTaken:
                item.Note(by, at);
                return true;
            case "noted":
                return Wrong("Decide.Choice", MeetingLife.NotTaken.ToString());
            case "defer":
                return Wrong("Decide.Until", $"Enter a day after {Record.Meeting.HeldOn.Long()}: an item is deferred until a date");
            default:
                return Wrong("Decide.Choice", "Choose adopt, do not adopt or defer");
        }
    }

    static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    async Task<PageResult> ShowOthersDecisionAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        var (saved, by) = (FormOf(Item!), Record.People.NameOf(Item!.DecidedById));
        var (theirs, yours) = (Typed(saved), Typed(Decide));
        Clash = new("Somebody else decided this item",
            $"{by} decided this item while you had it open: {InWords(Item)}. Yours was not saved and stands below as you typed it. Record it again to put it in place of theirs, or leave the item as it is.",
            $"Saved by {by}", [.. theirs.Select((line, i) => new ClashLine(line.What, line.Yours, yours[i].Yours))]);
        Decide.Version = Item.Version;
        return await PageAsync(cancellation);
    }

    // What a form says, in the words of the page.
    List<ClashLine> Typed(DecisionForm form) =>
    [
        new("Decision", null, form.Choice is { Length: > 0 } choice ? char.ToUpperInvariant(choice[0]) + choice[1..] : null),
        new("One owner", null, form.Choice == "adopt" && form.Owner is not null ? Record.People.NameAndAgencyOf(form.Owner) : null),
        new("Scale", null, form.Choice == "adopt" ? Given(form.Scale) : null),
        new("Because", null, form.Choice switch { "defer" => form.CarriedBecause, "do not adopt" => form.Reason, "adopt" => Given(form.Why), _ => null }),
        new("Until", null, form.Choice == "defer" ? form.Until?.Long() : null),
    ];

    public async Task<IActionResult> OnPostActionAsync(ActionForm add, CancellationToken cancellation)
    {
        if (!MayRun || !await FindAsync(add.Item, cancellation) || Item is not { } item) return NotFound();
        Add = add;
        if (Record.Meeting.Refusal(MeetingEvent.AgreeAction) is { } refusal) return await RefuseTypedAsync(refusal, Typed(add), cancellation);
        Choices.FillFromLine(Add);
        var action = new TaskingAction(session.Partnership, Guid.CreateVersion7(), Id, item.Id, Record.Meeting.HeldOn);
        Choices.Agree(action, Add, (field, message) => Wrong($"Add.{field}", message));
        names.Check(ModelState, "Add.What", Add.What);
        if (!ModelState.IsValid) return await ShowAsync(cancellation, keepForm: true);
        db.Add(action);
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            await ReadAgainAsync(item.Id, cancellation);
            return await RefuseTypedAsync(Record.Meeting.Refusal(MeetingEvent.AgreeAction) ?? "The item changed at the same moment. Add the action again", Typed(add), cancellation);
        }
        TempData.Done($"{action.What}, {Record.People.NameAndAgencyOf(action.PersonId)}, due {action.DueOn.Long()}.", "Action added");
        return Redirect(Record.AddressOf(item) + "#actions");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid actionId, CancellationToken cancellation)
    {
        if (!MayRun || !await FindAsync(null, cancellation) || Record.Actions.FirstOrDefault(a => a.Id == actionId) is not { } found) return NotFound();
        if (Record.Meeting.Refusal(MeetingEvent.AgreeAction) is { } refusal) return await RefuseAsync(refusal, cancellation);
        db.Remove(found);
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            await ReadAgainAsync(found.ItemId, cancellation);
            return await RefuseAsync(Record.Meeting.Refusal(MeetingEvent.AgreeAction) ?? "Somebody changed or removed the action at the same moment. Look at the list again", cancellation);
        }
        TempData.Done($"{found.What} is no longer on the list.", "Action removed");
        return Redirect(Record.AddressOf(Record.Find(found.ItemId)!) + "#actions");
    }

    static List<ClashLine> Typed(ActionForm form) => [new("In one line", null, form.Line), new("What", null, form.What), new("Due", null, form.DueOn?.Long())];

    async Task ReadAgainAsync(Guid? item, CancellationToken cancellation)
    {
        db.Forget();
        await FindAsync(item, cancellation);
    }

    async Task<bool> FindAsync(Guid? item, CancellationToken cancellation)
    {
        if (await records.FindAsync(Id, cancellation) is not { } record) return false;
        Record = record;
        Item = item is not null ? record.Find(item) : record.ToDecide.OrderBy(i => i.Decision is not null).ThenBy(i => i.Position).FirstOrDefault();
        Criteria = null;
        return item is null || Item is not null;
    }

    async Task<PageResult> ShowAsync(CancellationToken cancellation, bool keepForm = false)
    {
        if (Item is not { } item) return Page();
        if (!keepForm || Decide.Item == Guid.Empty) Decide = FormOf(item);
        (Decide.Item, Add.Item) = (item.Id, item.Id);
        return await PageAsync(cancellation);
    }

    // Criteria are read for a decision and for a page; a post that goes on to another page reads none.
    async Task<PageResult> PageAsync(CancellationToken cancellation)
    {
        if (Item is { } item) Criteria ??= await criteria.OfAsync(Record.Meeting, item, cancellation);
        return Page();
    }

    static DecisionForm FormOf(AgendaItem item) => new()
    {
        Choice = item.Decision is { } made ? Words.Spaced(made.ToString()) : null,
        Owner = item.OwnerId,
        Scale = item.Scale,
        Why = item.Decision == Decision.Adopt ? item.Reason : null,
        Reason = item.Decision == Decision.DoNotAdopt ? item.Reason : null,
        CarriedBecause = item.Decision == Decision.Defer ? item.Reason : null,
        Until = item.DeferredUntil,
        Version = item.Version,
    };

    Task<PageResult> RefuseTypedAsync(string message, IReadOnlyList<ClashLine> typed, CancellationToken cancellation)
    {
        NotSaved = typed;
        return RefuseAsync(message, cancellation);
    }

    Task<PageResult> RefuseAsync(string message, CancellationToken cancellation)
    {
        Wrong("", message);
        return ShowAsync(cancellation);
    }

    bool Wrong(string field, string message)
    {
        ModelState.AddModelError(field, message);
        return false;
    }

    public static string Figure(int? count) => count?.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("en-GB")) ?? "–";

    public static Signal SignalOf(ItemEvidence evidence) => Enum.Parse<Signal>(evidence.Signal.ToString());

    public string InWords(AgendaItem item) => item.Decision switch
    {
        Decision.Adopt => $"adopted, owner {Record.People.NameAndAgencyOf(item.OwnerId)}{AdoptionScale.InWords(item)}",
        Decision.DoNotAdopt => $"not adopted, because: {item.Reason}",
        Decision.Defer => $"deferred until {item.DeferredUntil!.Value.Long()}{(item.Reason is { } why ? $", because: {why}" : "")}",
        Decision.Noted => "taken",
        _ => "not decided",
    };
}
