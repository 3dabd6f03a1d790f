using Concordat.Decide.Meetings.Contracts;
using Concordat.Decide.Tasking;
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
internal sealed class RunMeetingModel(ConcordatDb db, MeetingRecords records, Tasking.Criteria.CriteriaRecords criteria, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [FromQuery(Name = "item")] public Guid? ItemId { get; set; }

    public MeetingRecord Record { get; private set; } = null!;
    public AgendaItem? Item { get; private set; }
    public DecisionForm Decide { get; private set; } = new();
    public ActionForm Add { get; private set; } = new();

    /// <summary>What somebody else decided on this item meanwhile; null for nothing.</summary>
    public string? Conflict { get; private set; }

    public ItemEvidence? Evidence => ItemEvidence.Read(Item?.Evidence);
    public bool MayRun => session.Has(Role.Chair) || session.Has(Role.Coordinator);
    public bool IsLive => MayRun && Record.Meeting.State == MeetingState.Open;
    public ActionChoices Choices => new(Record.People, Record.Meeting.HeldOn);
    public AgendaItem? Next => Record.NextUndecided(Item);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(ItemId, cancellation) ? Show() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellation)
    {
        if (!MayRun || !await FindAsync(null, cancellation)) return NotFound();
        if (Record.Meeting.Open(clock.GetUtcNow().UtcDateTime) is { } refusal) return Refuse("", refusal);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The meeting is open. Minutes are written as you go.", "Open");
        return Redirect($"{Record.Url}/last-time");
    }

    public async Task<IActionResult> OnPostDecideAsync(DecisionForm decide, CancellationToken cancellation)
    {
        if (!MayRun || !await FindAsync(decide.Item, cancellation) || Item is not { IsStanding: false } item) return NotFound();
        Decide = decide;
        if (Record.Meeting.Refusal(MeetingEvent.Decide) is { } refusal) return Refuse("", refusal);
        if (await criteria.RefusalAsync(Record.Meeting, item, decide.Choice, cancellation) is { } unscored) Wrong("Decide.Choice", unscored);
        if (!ModelState.IsValid || !Apply(item)) return Show(keepForm: true);
        db.Entry(item).Property(i => i.Version).OriginalValue = decide.Version;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ShowOthersDecisionAsync(item.Id, cancellation);
        }
        TempData.Done($"{item.Title}: {InWords(item)}.");
        return Redirect(Record.AddressOf(item));
    }

    bool Apply(AgendaItem item)
    {
        var (by, at) = (session.User, clock.GetUtcNow().UtcDateTime);
        switch (Decide.Choice)
        {
            case "adopt" when Choices.IsMember(Decide.Owner):
                item.Adopt(Decide.Owner!.Value, by, at);
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
            case "noted" when item.Origin == ItemOrigin.Template:
                item.Note(by, at);
                return true;
            case "defer":
                return Wrong("Decide.Until", $"Enter a day after {Record.Meeting.HeldOn.Long()}: an item is deferred until a date");
            default:
                return Wrong("Decide.Choice", "Choose adopt, do not adopt or defer");
        }
    }

    async Task<IActionResult> ShowOthersDecisionAsync(Guid item, CancellationToken cancellation)
    {
        var (tried, choice) = (Decide, Decide.Choice);
        db.ChangeTracker.Clear();
        ModelState.Clear();
        await FindAsync(item, cancellation);
        Conflict = $"{Record.People.NameOf(Item!.DecidedById)} decided this item while you had it open: {InWords(Item)}. Your choice (“{choice}”) was not saved. Press it again to put it in place of theirs.";
        Decide = tried;
        Decide.Version = Item.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostActionAsync(ActionForm add, CancellationToken cancellation)
    {
        if (!MayRun || !await FindAsync(add.Item, cancellation) || Item is not { } item) return NotFound();
        Add = add;
        if (Record.Meeting.Refusal(MeetingEvent.AgreeAction) is { } refusal) return Refuse("", refusal);
        Choices.FillFromLine(Add);
        var action = new TaskingAction(session.Partnership, Guid.CreateVersion7(), Id, item.Id, Record.Meeting.HeldOn);
        Choices.Agree(action, Add, (field, message) => Wrong($"Add.{field}", message));
        if (!ModelState.IsValid) return Show(keepForm: true);
        db.Add(action);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{action.What}, {Record.People.NameAndAgencyOf(action.PersonId)}, due {action.DueOn.Long()}.", "Action added");
        return Redirect(Record.AddressOf(item) + "#actions");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid actionId, CancellationToken cancellation)
    {
        if (!MayRun || !await FindAsync(null, cancellation) || Record.Actions.FirstOrDefault(a => a.Id == actionId) is not { } found) return NotFound();
        if (Record.Meeting.Refusal(MeetingEvent.AgreeAction) is { } refusal) return Refuse("", refusal);
        db.Remove(found);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{found.What} is no longer on the list.", "Action removed");
        return Redirect(Record.AddressOf(Record.Find(found.ItemId)!) + "#actions");
    }

    async Task<bool> FindAsync(Guid? item, CancellationToken cancellation)
    {
        if (await records.FindAsync(Id, cancellation) is not { } record) return false;
        Record = record;
        if (item is not null) return (Item = record.Find(item)) is not null;
        Item = record.ToDecide.OrderBy(i => i.Decision is not null).ThenBy(i => i.Position).FirstOrDefault();
        return true;
    }

    PageResult Show(bool keepForm = false)
    {
        if (Item is not { } item) return Page();
        if (!keepForm || Decide.Item == Guid.Empty)
            Decide = new()
            {
                Choice = item.Decision is { } made ? Words.Spaced(made.ToString()) : null,
                Owner = item.OwnerId,
                Reason = item.Decision == Decision.DoNotAdopt ? item.Reason : null,
                CarriedBecause = item.Decision == Decision.Defer ? item.Reason : null,
                Until = item.DeferredUntil,
                Version = item.Version,
            };
        (Decide.Item, Add.Item) = (item.Id, item.Id);
        return Page();
    }

    PageResult Refuse(string field, string message)
    {
        Wrong(field, message);
        return Show();
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
        Decision.Adopt => $"adopted, owner {Record.People.NameAndAgencyOf(item.OwnerId)}",
        Decision.DoNotAdopt => $"not adopted, because: {item.Reason}",
        Decision.Defer => $"deferred until {item.DeferredUntil!.Value.Long()}{(item.Reason is { } why ? $", because: {why}" : "")}",
        Decision.Noted => "taken",
        _ => "not decided",
    };
}
