using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Workspaces.Show;

/// <summary>One workspace: its decision for all, what is in it for its members once they have said why; each opening is logged.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowWorkspaceModel(WorkspaceDesk desk, PlainWords plain) : PageModel
{
    static readonly string[] Figures = ["/understand/", "/share/incidents", "/share/context"];

    [FromRoute] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Why do you need to see it?", Description = "Your answer is kept in the log of readings")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "Title", Description = "What it is, without a name"), StringLength(120, ErrorMessage = "Title must be 120 characters or fewer")] public string? Title { get; set; }
    [BindProperty, Display(Name = "From a disclosure to you")] public Guid? Disclosure { get; set; }
    [BindProperty, Display(Name = "What is brought in of it", Description = "No more than the purpose needs"), StringLength(4000, ErrorMessage = "Shorten it to 4,000 characters")] public string? Words { get; set; }
    [BindProperty, Display(Name = "Or the address of figures", Description = "A page of this site, such as /understand/explore?theme=burglary"), StringLength(1000, ErrorMessage = "Shorten the address")] public string? Address { get; set; }
    [BindProperty, Display(Name = "Person")] public Guid? Person { get; set; }
    [BindProperty, Display(Name = "Why the person needs to know"), StringLength(300, ErrorMessage = "Shorten it to 300 characters")] public string? NeedToKnow { get; set; }
    [BindProperty, Display(Name = "Why it ends"), StringLength(500, ErrorMessage = "Shorten it to 500 characters")] public string? Because { get; set; }

    public static IReadOnlyList<Choice> Reasons { get; } = [new("analyse", "To analyse it for its purpose"), new("act", "To act on it"), new("keep", "To keep it: bring in, take out, change the list")];

    public Workspace Record { get; private set; } = null!;
    public string Here => $"/share/workspaces/{Id}";
    public string Serves { get; private set; } = "";
    public People People { get; private set; } = new([], []);
    public bool MayOpen { get; private set; }
    public bool IsOpen { get; private set; }
    public bool MayDecide => Record is { DecidedOn: null, EndedOn: null } && desk.MayAllow && Record.ProposedById != desk.Session.UserId;
    public bool MayEnd => Record.EndedOn is null && (MayOpen || desk.MayAllow || Record.ProposedById == desk.Session.UserId);
    public IReadOnlyList<WorkspaceItem> Items { get; private set; } = [];
    public IReadOnlyList<WorkspaceMember> Members { get; private set; } = [];
    public IReadOnlyList<Choice> Received { get; private set; } = [];
    public IReadOnlyList<Choice> Addable { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (MayOpen && Reasons.Holds(Reason)) await OpenAsync(Reason!, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAllowAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayDecide) return NotFound();
        if (Record.EndsOn < desk.Today || Record.EndsOn > desk.Today.AddDays(WorkspaceDesk.MostDays)) ModelState.AddModelError("", "Its last day has passed. End the proposal; another can be made");
        else if (!(await desk.AdoptedAsync(cancellation)).Holds(Value(Record))) ModelState.AddModelError("", "What it serves is no longer adopted. End the proposal");
        if (!ModelState.IsValid) return Page();
        Record.Allow(desk.Session.User, desk.Today);
        await desk.Db.SaveChangesAsync(cancellation);
        return Done("Its members may bring data in until its last day.", "Allowed");
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayOpen) return NotFound();
        await ReadChoicesAsync(cancellation);
        plain.Require(ModelState, nameof(Title), Title, "Enter what it is");
        if (Disclosure is null) RequireFigures();
        else
        {
            if (!Received.Holds($"{Disclosure}")) ModelState.AddModelError(nameof(Disclosure), "Choose a disclosure that was released to you");
            if (string.IsNullOrWhiteSpace(Words)) ModelState.AddModelError(nameof(Words), "Enter what is brought in of it");
        }
        if (!ModelState.IsValid)
        {
            await OpenAsync("keep", cancellation);
            return Page();
        }
        await desk.AddAsync(new(Record.PartnershipId, Guid.CreateVersion7(), Id, Disclosure is null ? WorkspaceItem.Figures : WorkspaceItem.Personal, Title!.Trim(),
            Disclosure is null ? null : Words!.Trim(), Disclosure, Disclosure is null ? Address!.Trim() : null, desk.Session.User, desk.Now), cancellation);
        return Done("It stands in the workspace, and nowhere else.", "Brought in");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid item, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayOpen || await desk.Db.Set<WorkspaceItem>().SingleOrDefaultAsync(i => i.WorkspaceId == Id && i.Id == item, cancellation) is not { } found) return NotFound();
        desk.Db.Remove(found);
        await desk.Db.SaveChangesAsync(cancellation);
        return Done("It is destroyed here; the disclosure itself is kept where it was made.", "Taken out");
    }

    public async Task<IActionResult> OnPostJoinAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayOpen) return NotFound();
        await ReadChoicesAsync(cancellation);
        if (!Addable.Holds($"{Person}")) ModelState.AddModelError(nameof(Person), "Choose a person who is not on the list");
        plain.Require(ModelState, nameof(NeedToKnow), NeedToKnow, "Enter why the person needs to know");
        if (!ModelState.IsValid)
        {
            await OpenAsync("keep", cancellation);
            return Page();
        }
        desk.Db.Add(new WorkspaceMember(Record.PartnershipId, Guid.CreateVersion7(), Id, Person!.Value, NeedToKnow!.Trim(), desk.Session.User, desk.Now));
        await desk.Db.SaveChangesAsync(cancellation);
        return Done($"{People.NameOf(Person)} may open it.", "On the list");
    }

    public async Task<IActionResult> OnPostLeaveAsync(Guid member, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayOpen || await desk.Db.Set<WorkspaceMember>().SingleOrDefaultAsync(m => m.WorkspaceId == Id && m.Id == member && m.RemovedAt == null, cancellation) is not { } found) return NotFound();
        found.Remove(desk.Now);
        await desk.Db.SaveChangesAsync(cancellation);
        return Done($"{People.NameOf(found.UserId)} no longer sees what is in it.", "Off the list");
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayEnd) return NotFound();
        plain.Require(ModelState, nameof(Because), Because, "Enter why it ends");
        if (!ModelState.IsValid) return Page();
        Record.End(Because!, desk.Today);
        await desk.Db.SaveChangesAsync(cancellation);
        await desk.ClearAsync(cancellation);
        return Done("What was in it is destroyed.", "Ended");
    }

    void RequireFigures()
    {
        var path = Address?.Trim() ?? "";
        if (!Figures.Any(f => path.StartsWith(f, StringComparison.Ordinal)) || path.Contains("//", StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal))
            ModelState.AddModelError(nameof(Address), "Choose a disclosure, or enter the address of a page of this site that shows figures: it begins with /understand/, /share/incidents or /share/context");
        if (!string.IsNullOrWhiteSpace(Words)) ModelState.AddModelError(nameof(Words), "Only what comes of a disclosure is written out. Choose the disclosure, or leave this empty");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        (Record, People) = (found, await desk.PeopleAsync(cancellation));
        MayOpen = await desk.MayOpenAsync(Id, cancellation);
        Serves = (await desk.AdoptedAsync(cancellation)).FirstOrDefault(a => a.Value == Value(found))?.Text ?? "No longer adopted";
        return true;
    }

    async Task OpenAsync(string reason, CancellationToken cancellation)
    {
        await desk.OpenedAsync(Record, reason, cancellation);
        Items = await desk.Db.Set<WorkspaceItem>().AsNoTracking().Where(i => i.WorkspaceId == Id).OrderBy(i => i.AddedAt).ToListAsync(cancellation);
        await ReadChoicesAsync(cancellation);
        IsOpen = true;
    }

    async Task ReadChoicesAsync(CancellationToken cancellation)
    {
        var me = desk.Session.UserId;
        Members = await desk.Db.Set<WorkspaceMember>().AsNoTracking().Where(m => m.WorkspaceId == Id && m.RemovedAt == null).OrderBy(m => m.AddedAt).ToListAsync(cancellation);
        Received = [.. (await desk.Db.Set<Disclosure>().AsNoTracking().Where(d => d.RecipientId == me && d.State == DisclosureState.Released && d.RestrictedAt == null && d.ErasedAt == null)
            .OrderByDescending(d => d.Number).ToListAsync(cancellation)).Select(d => new Choice(d.Id.ToString(), $"{d.Reference}, {d.Purpose}"))];
        Addable = [.. People.On(desk.Today).Where(m => m.Roles.Any(r => r is Role.Analyst or Role.Coordinator or Role.Chair or Role.Practitioner) && Members.All(x => x.UserId != m.UserId))
            .Select(m => new Choice(m.UserId.ToString(), $"{m.DisplayName}, {People.ShortNameOf(m.AgencyId)}"))];
    }

    RedirectResult Done(string words, string title)
    {
        TempData.Done(words, title);
        return Redirect(Here);
    }

    static string Value(Workspace workspace) => workspace.PriorityId is { } priority ? $"priority:{priority}" : $"problem:{workspace.ProblemId}";
}
