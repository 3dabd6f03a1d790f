using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Team.Working;

/// <summary>Work assigned to people, with the hours spent on it.</summary>
internal sealed class TeamWorkModel(TeamDesk desk, ConcordatDb db) : TeamPage(desk, db)
{
    const string Address = "/understand/team/work";
    const int EntriesShown = 20;

    [BindProperty, Display(Name = "Work")] public string? Title { get; set; }
    [BindProperty, Display(Name = "Kind")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Assigned to")] public string? Person { get; set; }
    [BindProperty, Display(Name = "Since")] public DateOnly? Since { get; set; }
    [BindProperty, Display(Name = "Work")] public string? Item { get; set; }
    [BindProperty, Display(Name = "Day")] public DateOnly? WorkedOn { get; set; }
    [BindProperty, Display(Name = "Hours", Description = "Such as 7.5.")] public string? Hours { get; set; }

    /// <summary>Hours on each piece of work in all, by its identity.</summary>
    public IReadOnlyDictionary<Guid, decimal> Spent { get; private set; } = new Dictionary<Guid, decimal>();

    /// <summary>The latest entries, with whose work they are of.</summary>
    public IReadOnlyList<(WorkedHours Entry, AssignedWork Work)> Latest { get; private set; } = [];

    public IReadOnlyList<Choice> Items => [.. Team.Work.Select(w => new Choice(w.Id.ToString(), $"{w.Title}, {Team.People.NameOf(w.PersonId)}"))];

    public async Task<IActionResult> OnPostAssignAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var (title, person) = (WordsIn(nameof(Title), Title, AssignedWork.LongestTitle, "Name the work"), PersonIn(nameof(Person), Person, "Choose who has it"));
        if (WorkKinds.All.All(k => k.Value != Kind)) ModelState.AddModelError(nameof(Kind), "Choose the kind of work");
        else if (Kind == AssignedWork.Reassurance && person is { } id && !Team.People.Member(id)!.Roles.Contains(Role.Analyst)) ModelState.AddModelError(nameof(Person), "Reassurance work is assigned to an analyst");
        if (Since is null || Since > Team.Today) ModelState.AddModelError(nameof(Since), "Enter the first day, today or before");
        if (!ModelState.IsValid) return Page();
        Db.Add(new AssignedWork(Desk.Partnership, Guid.CreateVersion7(), title, Kind!, person!.Value, Since!.Value, Desk.User, Desk.Now));
        return await SavedAsync("The work is assigned.", Address, cancellation);
    }

    public async Task<IActionResult> OnPostHoursAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var work = Team.Work.FirstOrDefault(w => w.Id.ToString() == Item);
        if (work is null) ModelState.AddModelError(nameof(Item), "Choose the work");
        if (WorkedOn is null || WorkedOn > Team.Today || WorkedOn < work?.Since) ModelState.AddModelError(nameof(WorkedOn), "Enter the day: not before the work was assigned, and not ahead");
        if (!decimal.TryParse(Hours, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) || hours is <= 0 or > 24 || decimal.Round(hours, 2) != hours) ModelState.AddModelError(nameof(Hours), "Enter hours above 0 and up to 24, such as 7.5");
        if (!ModelState.IsValid) return Page();
        Db.Add(new WorkedHours(Desk.Partnership, Guid.CreateVersion7(), work!.Id, WorkedOn!.Value, hours, Desk.User, Desk.Now));
        return await SavedAsync("The hours are recorded.", Address, cancellation);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid line, CancellationToken cancellation)
    {
        if (await Db.Set<AssignedWork>().SingleOrDefaultAsync(w => w.Id == line && w.Until == null, cancellation) is not { } work) return NotFound();
        work.End(Desk.Today);
        return await SavedAsync("The work is ended.", Address, cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid line, CancellationToken cancellation)
    {
        if (await Db.Set<WorkedHours>().SingleOrDefaultAsync(h => h.Id == line && h.RemovedAt == null, cancellation) is not { } entry) return NotFound();
        entry.Remove(Desk.Now);
        return await SavedAsync("The entry is taken out.", Address, cancellation);
    }

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await base.LoadAsync(cancellation);
        var hours = Db.Set<WorkedHours>().AsNoTracking().Where(h => h.RemovedAt == null);
        Spent = await hours.GroupBy(h => h.WorkId).Select(g => new { g.Key, Sum = g.Sum(h => h.Hours) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancellation);
        var latest = await hours.OrderByDescending(h => h.WorkedOn).ThenByDescending(h => h.RecordedAt).Take(EntriesShown)
            .Join(Db.Set<AssignedWork>().AsNoTracking(), h => h.WorkId, w => w.Id, (Entry, Work) => new { Entry, Work }).ToListAsync(cancellation);
        Latest = [.. latest.OrderByDescending(l => l.Entry.WorkedOn).ThenByDescending(l => l.Entry.RecordedAt).Select(l => (l.Entry, l.Work))];
    }
}
