using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Meetings;
using Concordat.Decide.Rules;
using Concordat.Decide.Strategy;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Groups.Pages;

/// <summary>One group: terms, seats, and which bodies came over time.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class OneGroupModel(ConcordatDb db, GroupRecords groups, NoNames names, AuditLog audit, Session session, TimeProvider clock) : PageModel
{
    const int Shown = 12;

    /// <summary>Kinds of body whose attendance is told apart.</summary>
    static readonly string[] Justice = ["police", "probation", "youth-justice"];

    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Body")] public Guid? Agency { get; set; }
    [BindProperty, Display(Name = "Part")] public string? Part { get; set; }
    [BindProperty, Display(Name = "Held by")] public Guid? Person { get; set; }
    [BindProperty, Display(Name = "From")] public DateOnly? FromOn { get; set; }

    [BindProperty, Display(Name = "Target for six months", Description = "What is to be reached, and how it is measured.")] public string? SixMonth { get; set; }
    [BindProperty, Display(Name = "Target for the year")] public string? Yearly { get; set; }
    [BindProperty, Display(Name = "Reports go to", Description = "The group or the body that receives them, and how often.")] public string? ReportsTo { get; set; }

    /// <summary>The targets of an action group, those that hold first.</summary>
    public IReadOnlyList<GroupTarget> Targets { get; private set; } = [];
    public bool MayDecide => session.Has(Role.Executive);
    public GroupRecord Record { get; private set; } = null!;
    public IReadOnlyList<PastAttendance> Past { get; private set; } = [];
    public string? PriorityName { get; private set; }
    public DateOnly Today => London.Today(clock);
    public bool MayRun => session.Has(Role.Chair) || session.Has(Role.Coordinator);
    public bool MayPrepare => MayRun || session.Has(Role.Executive);
    public static IReadOnlyList<Choice> Parts { get; } = [.. GroupSeat.Parts.Select(p => new Choice(p, p))];
    public IReadOnlyList<Choice> Agencies => [.. Record.People.Agencies.Where(a => a.ValidTo is null || a.ValidTo >= Today).Select(a => new Choice(a.Id.ToString(), a.Name))];
    public IReadOnlyList<Choice> Members => [.. Record.People.On(Today).Select(m => new Choice(m.UserId.ToString(), Record.People.NameAndAgencyOf(m.UserId)))];

    /// <summary>Bodies missing at more than half of the meetings shown.</summary>
    public IReadOnlyList<Agency> OftenMissing => [.. Record.AgenciesOn(Today).Where(a => Past.Count(m => !m.Here.Contains(a.Id)) * 2 > Past.Count)];

    /// <summary>How often criminal justice bodies with a seat were here, of how many times; null when none has a seat.</summary>
    public (int Here, int Of)? JusticeHere => Record.AgenciesOn(Today).Where(a => Justice.Contains(a.KindKey)).ToList() is { Count: > 0 } bodies
        ? (Past.Sum(m => bodies.Count(b => m.Here.Contains(b.Id))), Past.Count * bodies.Count) : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        FromOn = Today;
        if (Targets is [var t, ..]) (SixMonth, Yearly, ReportsTo) = (t.SixMonth, t.Yearly, t.ReportsTo);
        return Page();
    }

    public async Task<IActionResult> OnPostAddSeatAsync(CancellationToken cancellation)
    {
        if (!MayPrepare || !await FindAsync(cancellation)) return NotFound();
        Check();
        if (!ModelState.IsValid) return Page();
        db.Add(new GroupSeat(session.Partnership, Guid.CreateVersion7(), Id, Agency!.Value, Part!, Person, FromOn!.Value));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Record.People.Agency(Agency)!.Name} has the seat.");
        return Redirect(Record.Url);
    }

    public async Task<IActionResult> OnPostEndSeatAsync(Guid seat, CancellationToken cancellation)
    {
        if (!MayPrepare || !await FindAsync(cancellation) || Record.Seats.FirstOrDefault(s => s.Id == seat) is not { ToOn: null } found) return NotFound();
        ModelState.Clear();
        found.End(found.FromOn > Today ? found.FromOn : Today);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The seat has ended. Its past stays on record.");
        return Redirect(Record.Url);
    }

    /// <summary>Sets what an action group is to reach. The group itself cannot: the attempt is refused with the rule.</summary>
    public async Task<IActionResult> OnPostTargetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Record.Group.PriorityId is null) return NotFound();
        ModelState.Clear();
        if (!MayDecide)
        {
            ModelState.AddModelError("", await audit.RefuseAsync(StrategyLife.ExecutiveOnly, "target", Id.ToString(), cancellation));
            return Page();
        }
        foreach (var (field, words, missing) in new[] { (nameof(SixMonth), SixMonth, "Enter what is to be reached in six months"), (nameof(Yearly), Yearly, "Enter what is to be reached in a year"), (nameof(ReportsTo), ReportsTo, "Say who receives its reports") })
        {
            ModelState.Need(field, words, GroupTarget.Longest, missing);
            names.Check(ModelState, field, words);
        }
        if (!ModelState.IsValid) return Page();
        db.Add(new GroupTarget(session.Partnership, Guid.CreateVersion7(), Id, SixMonth!.Trim(), Yearly!.Trim(), ReportsTo!.Trim(), session.User, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The targets are set. What held before stays on record.");
        return Redirect(Record.Url);
    }

    void Check()
    {
        var person = Record.People.Member(Person);
        if (Record.People.Agency(Agency) is null) ModelState.AddModelError(nameof(Agency), "Choose the body that has the seat");
        if (Part is null || !GroupSeat.Parts.Contains(Part)) ModelState.AddModelError(nameof(Part), "Choose its part: chair, member, deputy or secretary");
        if (FromOn is null) ModelState.AddModelError(nameof(FromOn), "Enter its first day");
        if (Person is not null && person?.AgencyId != Agency) ModelState.AddModelError(nameof(Person), "Choose somebody who works for the body, or change the body");
        if (Part == GroupSeat.Chair && Person is null) ModelState.AddModelError(nameof(Person), "Name the person who chairs");
        if (Part == GroupSeat.Chair && Record.Seats.Any(s => s is { Part: GroupSeat.Chair, ToOn: null })) ModelState.AddModelError(nameof(Part), "The group has a chair. End that seat first");
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await groups.FindAsync(Id, cancellation) is not { } record) return false;
        Record = record;
        Targets = await db.Set<GroupTarget>().AsNoTracking().Where(t => t.GroupId == Id).OrderByDescending(t => t.SetAt).ToListAsync(cancellation);
        Past = await groups.PastAsync(Id, Shown, cancellation);
        if (record.Group.PriorityId is { } priority) PriorityName = await db.Set<Priority>().Where(p => p.Id == priority).Select(p => p.Name).SingleOrDefaultAsync(cancellation);
        return true;
    }
}
