using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
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
internal sealed class OneGroupModel(ConcordatDb db, GroupRecords groups, Session session, TimeProvider clock) : PageModel
{
    const int Shown = 12;

    /// <summary>Kinds of body whose attendance is told apart.</summary>
    static readonly string[] Justice = ["police", "probation", "youth-justice"];

    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Body")] public Guid? Agency { get; set; }
    [BindProperty, Display(Name = "Part")] public string? Part { get; set; }
    [BindProperty, Display(Name = "Held by")] public Guid? Person { get; set; }
    [BindProperty, Display(Name = "From")] public DateOnly? FromOn { get; set; }

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
        FromOn = Today;
        return await FindAsync(cancellation) ? Page() : NotFound();
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
        Past = await groups.PastAsync(Id, Shown, cancellation);
        if (record.Group.PriorityId is { } priority) PriorityName = await db.Set<Priority>().Where(p => p.Id == priority).Select(p => p.Name).SingleOrDefaultAsync(cancellation);
        return true;
    }
}
