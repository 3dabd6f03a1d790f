using Concordat.Decide.Meetings.Run;
using Concordat.Decide.Tasking;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Meetings.EditAction;

/// <summary>Changes an action while its meeting is still open.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class EditActionModel(ConcordatDb db, MeetingRecords records, NoNames names, Session session) : MeetingPage(records, session)
{
    [FromRoute] public Guid ActionId { get; set; }
    [BindProperty] public ActionForm Form { get; set; } = new();
    [BindProperty] public uint Version { get; set; }

    /// <summary>The action; null when somebody took it off the list while it was being changed.</summary>
    public TaskingAction? Action { get; private set; }

    /// <summary>What somebody else made of it meanwhile; null for nothing.</summary>
    public Clash? Clash { get; private set; }

    /// <summary>What was typed into a form that is no longer there.</summary>
    public IReadOnlyList<ClashLine> NotSaved { get; private set; } = [];
    public ActionChoices Choices => new(Record.People, Record.Meeting.HeldOn);
    public AgendaItem? Item => Record.Find(Action?.ItemId);
    public string Back => Item is { } item ? Record.AddressOf(item) : Record.Url;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindActionAsync(cancellation)) return NotFound();
        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindActionAsync(cancellation)) return Record is null || string.IsNullOrWhiteSpace(Form.What) ? NotFound() : Gone();
        if (!Allows(MeetingEvent.AgreeAction)) return Keep();
        names.Check(ModelState, "Form.What", Form.What);
        if (!ModelState.IsValid) return Page();
        if (!Choices.Agree(Action!, Form, (field, message) => ModelState.AddModelError($"Form.{field}", message))) return Page();
        db.Entry(Action!).Property(a => a.Version).OriginalValue = Version;
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved) return await ShowOthersChangeAsync(cancellation);
        TempData.Done($"{Action!.What}, {Record.People.NameAndAgencyOf(Action.PersonId)}, due {Action.DueOn.Long()}.");
        return Redirect(Back + "#actions");
    }

    async Task<IActionResult> ShowOthersChangeAsync(CancellationToken cancellation)
    {
        db.Forget();
        if (!await FindActionAsync(cancellation)) return Gone();
        if (!Allows(MeetingEvent.AgreeAction)) return Keep();
        Clash = new("Somebody else changed this action", $"It now reads: {Action!.What}, {Record.People.NameAndAgencyOf(Action.PersonId)}, due {Action.DueOn.Long()}. What you typed is below and was not saved. Save it again to put it in place of theirs.",
            "Saved by somebody else", [.. Lines(FormOf(Action)).Zip(Lines(Form), (saved, yours) => new ClashLine(saved.What, saved.Yours, yours.Yours))]);
        ModelState.Remove(nameof(Version));
        Version = Action.Version;
        return Page();
    }

    PageResult Gone()
    {
        Action = null;
        ModelState.AddModelError("", "Somebody took this action off the list while you were changing it. Add it again if it is still wanted");
        return Keep();
    }

    PageResult Keep()
    {
        NotSaved = Lines(Form);
        return Page();
    }

    List<ClashLine> Lines(ActionForm form) =>
    [
        new("What", null, form.What), new("Kind", null, form.Kind?.ToString()), new("Agency", null, form.Agency is null ? null : Record.People.ShortNameOf(form.Agency)),
        new("Person", null, form.Person is null ? null : Record.People.NameOf(form.Person)), new("Due", null, form.DueOn?.Long()),
    ];

    async Task<bool> FindActionAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Record.Actions.FirstOrDefault(a => a.Id == ActionId) is not { } action) return false;
        Action = action;
        return true;
    }

    void Show()
    {
        Form = FormOf(Action!);
        Version = Action!.Version;
    }

    static ActionForm FormOf(TaskingAction action) => new() { What = action.What, Kind = action.Kind, Agency = action.AgencyId, Person = action.PersonId, DueOn = action.DueOn };
}
