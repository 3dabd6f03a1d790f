using Concordat.Decide.Meetings.Run;
using Concordat.Decide.Tasking;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.EditAction;

/// <summary>Changes an action while its meeting is still open.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class EditActionModel(ConcordatDb db, MeetingRecords records, Session session) : MeetingPage(records, session)
{
    [FromRoute] public Guid ActionId { get; set; }
    [BindProperty] public ActionForm Form { get; set; } = new();
    [BindProperty] public uint Version { get; set; }

    public TaskingAction Action { get; private set; } = null!;

    /// <summary>What somebody else made of it meanwhile; null for nothing.</summary>
    public string? Conflict { get; private set; }
    public ActionChoices Choices => new(Record.People, Record.Meeting.HeldOn);
    public string Back => Record.AddressOf(Record.Find(Action.ItemId)!);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindActionAsync(cancellation)) return NotFound();
        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindActionAsync(cancellation)) return NotFound();
        if (!Allows(MeetingEvent.AgreeAction) || !ModelState.IsValid) return Page();
        if (!Choices.Agree(Action, Form, (field, message) => ModelState.AddModelError($"Form.{field}", message))) return Page();
        db.Entry(Action).Property(a => a.Version).OriginalValue = Version;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ShowOthersChangeAsync(cancellation);
        }
        TempData.Done($"{Action.What}, {Record.People.NameAndAgencyOf(Action.PersonId)}, due {Action.DueOn.Long()}.");
        return Redirect(Back + "#actions");
    }

    async Task<IActionResult> ShowOthersChangeAsync(CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (!await FindActionAsync(cancellation)) return NotFound();
        Conflict = $"It now reads: {Action.What}, {Record.People.NameAndAgencyOf(Action.PersonId)}, due {Action.DueOn.Long()}. What you typed is below and was not saved. Save it again to put it in place of theirs.";
        ModelState.Remove(nameof(Version));
        Version = Action.Version;
        return Page();
    }

    async Task<bool> FindActionAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Record.Actions.FirstOrDefault(a => a.Id == ActionId) is not { } action) return false;
        Action = action;
        return true;
    }

    void Show()
    {
        (Form.What, Form.Kind, Form.Agency, Form.Person, Form.DueOn) = (Action.What, Action.Kind, Action.AgencyId, Action.PersonId, Action.DueOn);
        Version = Action.Version;
    }
}
