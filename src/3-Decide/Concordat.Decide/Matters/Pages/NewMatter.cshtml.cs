using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Groups;
using Concordat.Decide.Tasking;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Matters.Pages;

/// <summary>Puts a bid, a blockage, good practice or a referral forward; from an action in one step.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class NewMatterModel(ConcordatDb db, GroupRecords groups, Session session, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? Action { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Kind")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "In a few words")] public string? MatterTitle { get; set; }
    [BindProperty, Display(Name = "What it is about", Description = "What is in the way, what worked, the problem of the bid, or why it is referred. No names of victims or suspects.")] public string? Words { get; set; }
    [BindProperty, Display(Name = "Group", Description = "The tasking meeting for a bid, the panel or the criminal justice board for a referral.")] public Guid? Group { get; set; }
    [BindProperty, Display(Name = "Plan", Description = "What will be done with it.")] public string? Plan { get; set; }
    [BindProperty, Display(Name = "Resource", Description = "What is asked for, such as two officers for six evenings.")] public string? Resource { get; set; }
    [BindProperty, Display(Name = "From")] public DateOnly? FromOn { get; set; }
    [BindProperty, Display(Name = "To")] public DateOnly? ToOn { get; set; }
    [BindProperty, Display(Name = "Benefit", Description = "What should be better afterwards, and how that will be seen.")] public string? Benefit { get; set; }

    /// <summary>The action it is raised from, in words; null for none.</summary>
    public string? ActionWhat { get; private set; }
    public IReadOnlyList<Choice> Groups { get; private set; } = [];
    List<MeetingGroup> _groups = [];

    public static IReadOnlyList<Choice> Kinds { get; } =
        [new(Matter.Blockage, "Blockage", "Something a group cannot settle itself"), new(Matter.GoodPractice, "Good practice", "Something others should copy"), new(Matter.Bid, "Bid", "For resources, to a tasking meeting"), new(Matter.Referral, "Referral", "To another panel, or to the criminal justice board")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await ListAsync(cancellation)) return NotFound();
        if (Action is not null) (Kind, MatterTitle) = (Kind ?? Matter.Blockage, ActionWhat is { Length: > Matter.LongestTitle } text ? text[..Matter.LongestTitle] : ActionWhat);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ListAsync(cancellation)) return NotFound();
        foreach (var (field, message) in Problems().ToList()) ModelState.AddModelError(field, message);
        if (!ModelState.IsValid) return Page();
        var matter = new Matter(session.Partnership, Guid.CreateVersion7(), Kind!, MatterTitle!.Trim(), Words!.Trim(), session.User, session.AgencyId ?? default, clock.GetUtcNow().UtcDateTime);
        matter.ComesFrom(Action, Group);
        if (Kind == Matter.Bid) matter.AsksFor(Plan!.Trim(), Resource!.Trim(), Benefit!.Trim(), FromOn!.Value, ToOn!.Value);
        db.Add(matter);
        await db.SaveChangesAsync(cancellation);
        TempData.Done(Kind == Matter.Bid ? "The bid is a draft until you submit it." : $"{matter.Title} is put forward.");
        return Redirect(matter.Url);
    }

    IEnumerable<(string Field, string Message)> Problems()
    {
        if (!Matter.Kinds.Contains(Kind)) yield return (nameof(Kind), "Choose what it is: blockage, good practice, bid or referral");
        if (Action is not null && Kind is Matter.Bid or Matter.Referral) yield return (nameof(Kind), "From an action a blockage or good practice is raised. Put a bid or a referral forward by itself");
        foreach (var problem in Texts((nameof(MatterTitle), MatterTitle, Matter.LongestTitle, "Say it in a few words"), (nameof(Words), Words, Matter.LongestWords, "Say what it is about"))) yield return problem;
        var kindOfGroup = _groups.Find(g => g.Id == Group)?.KindKey;
        if (Kind == Matter.Bid && kindOfGroup != GroupKind.DivisionalTasking) yield return (nameof(Group), "Choose the divisional tasking meeting that decides on the bid");
        if (Kind == Matter.Referral && kindOfGroup is not (GroupKind.Panel or GroupKind.JusticeBoard)) yield return (nameof(Group), "Choose the panel it is referred to, or the criminal justice board");
        if (Kind is Matter.Blockage or Matter.GoodPractice && Group is not null) yield return (nameof(Group), "A blockage or good practice goes to the executive. Choose no group");
        if (Kind != Matter.Bid) yield break;
        foreach (var problem in Texts((nameof(Plan), Plan, Matter.LongestWords, "Enter the plan"), (nameof(Resource), Resource, Matter.LongestTitle, "Enter what is asked for"), (nameof(Benefit), Benefit, Matter.LongestWords, "Enter the benefit"))) yield return problem;
        if (FromOn is null) yield return (nameof(FromOn), "Enter the first day");
        if (ToOn is null || ToOn < FromOn) yield return (nameof(ToOn), "Enter a last day on or after the first");
    }

    static IEnumerable<(string, string)> Texts(params (string Field, string? Text, int Longest, string Missing)[] texts)
    {
        foreach (var (field, text, longest, missing) in texts)
            if (string.IsNullOrWhiteSpace(text)) yield return (field, missing);
            else if (text.Trim().Length > longest) yield return (field, $"Use {longest} characters or fewer");
    }

    async Task<bool> ListAsync(CancellationToken cancellation)
    {
        _groups = [.. (await groups.ListAsync(cancellation)).Where(g => g.KindKey is GroupKind.DivisionalTasking or GroupKind.Panel or GroupKind.JusticeBoard)];
        Groups = [.. _groups.Select(g => new Choice(g.Id.ToString(), g.Name))];
        if (Action is { } id) ActionWhat = await db.Set<TaskingAction>().Where(a => a.Id == id).Select(a => a.What).SingleOrDefaultAsync(cancellation);
        return Action is null || ActionWhat is not null;
    }
}
