using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Understand.Team.Skills;

/// <summary>Who can do what, how well, and when that was checked.</summary>
internal sealed class TeamSkillsModel(TeamDesk desk, ConcordatDb db) : TeamPage(desk, db)
{
    [BindProperty, Display(Name = "Person")] public string? Person { get; set; }
    [BindProperty, Display(Name = "Skill", Description = "Such as mapping, statistics, interviewing.")] public string? Skill { get; set; }
    [BindProperty, Display(Name = "Level")] public string? Level { get; set; }
    [BindProperty, Display(Name = "Checked on")] public DateOnly? CheckedOn { get; set; }

    public static IReadOnlyList<Choice> Levels { get; } =
        [new(SkillCheck.Learning, "Learning"), new(SkillCheck.Able, "Able", "Does it alone"), new(SkillCheck.Expert, "Expert", "Teaches others"), new(SkillCheck.NoLonger, "No longer", "Takes the skill off the list")];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var (person, skill) = (PersonIn(nameof(Person), Person, "Choose a person"), WordsIn(nameof(Skill), Skill, SkillCheck.LongestSkill, "Name the skill"));
        if (Levels.All(l => l.Value != Level)) ModelState.AddModelError(nameof(Level), "Choose the level");
        if (CheckedOn is null || CheckedOn > Team.Today) ModelState.AddModelError(nameof(CheckedOn), "Enter the day it was checked, today or before");
        if (!ModelState.IsValid) return Page();
        Db.Add(new SkillCheck(Desk.Partnership, Guid.CreateVersion7(), person!.Value, skill, Level!, CheckedOn!.Value, Desk.User, Desk.Now));
        return await SavedAsync("The check is recorded.", "/understand/team/skills", cancellation);
    }
}
