using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Team.Covering;

/// <summary>Who stands in for whom, for which work and from day to day; a line without a stand-in is a gap.</summary>
internal sealed class TeamCoverModel(TeamDesk desk, ConcordatDb db) : TeamPage(desk, db)
{
    [BindProperty, Display(Name = "Who is away")] public string? Person { get; set; }
    [BindProperty, Display(Name = "Who stands in", Description = "Leave it open while nobody is found.")] public string? StandIn { get; set; }
    [BindProperty, Display(Name = "For which work")] public string? Work { get; set; }
    [BindProperty, Display(Name = "From")] public DateOnly? From { get; set; }
    [BindProperty, Display(Name = "To")] public DateOnly? To { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var person = PersonIn(nameof(Person), Person, "Choose who is away");
        var standIn = string.IsNullOrEmpty(StandIn) ? null : PersonIn(nameof(StandIn), StandIn, "Choose who stands in, or leave it open");
        if (person is not null && person == standIn) ModelState.AddModelError(nameof(StandIn), "Nobody stands in for themselves");
        var work = WordsIn(nameof(Work), Work, Cover.LongestWork, "Say for which work");
        if (From is null) ModelState.AddModelError(nameof(From), "Enter the first day");
        if (To is null || To < From || To < Team.Today) ModelState.AddModelError(nameof(To), "Enter the last day: not before the first, and not past");
        if (!ModelState.IsValid) return Page();
        Db.Add(new Cover(Desk.Partnership, Guid.CreateVersion7(), person!.Value, standIn, work, From!.Value, To!.Value, Desk.User, Desk.Now));
        return await SavedAsync("The cover is recorded.", "/understand/team/cover", cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid line, CancellationToken cancellation)
    {
        if (await Db.Set<Cover>().SingleOrDefaultAsync(c => c.Id == line && c.RemovedAt == null, cancellation) is not { } cover) return NotFound();
        cover.Remove(Desk.Now);
        return await SavedAsync("The line is taken out.", "/understand/team/cover", cancellation);
    }
}
