using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Meetings;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tasking.Borders.Pages;

/// <summary>Tells a neighbouring area of an item, in words written for it.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class NewBorderModel(ConcordatDb db, BorderDesk desk, NoNames names) : PageModel
{
    [FromQuery(Name = "item")] public Guid? ItemId { get; set; }
    [BindProperty, Display(Name = "Neighbouring area", Description = "A partnership on this installation. Its chair and co-ordinator are told at once.")] public Guid? To { get; set; }
    [BindProperty, Display(Name = "Name of an area that is not listed", Description = "Send it your words yourself, and write its answer down here.")] public string? Outside { get; set; }
    [BindProperty, Display(Name = "In a few words")] public string? MatterTitle { get; set; }
    [BindProperty, Display(Name = "What they should know", Description = "What crosses the border, since when, and what you ask of them. No names of victims or suspects.")] public string? Words { get; set; }

    public AgendaItem AgendaItem { get; private set; } = null!;
    public IReadOnlyList<Choice> Neighbours { get; private set; } = [];
    List<Neighbour> _neighbours = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        // What the analyst wrote for the neighbour is offered; whoever tells them may change every word.
        if (await desk.MarkOfAsync(AgendaItem, cancellation) is { } mark)
        {
            To = _neighbours.Find(n => string.Equals(n.Name, mark.Area, StringComparison.OrdinalIgnoreCase))?.Id;
            (Outside, MatterTitle, Words) = (To is null ? mark.Area : null, mark.Title.Length <= BorderItem.LongestTitle ? mark.Title : null, mark.Words);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        var to = _neighbours.Find(n => n.Id == To);
        if (To is not null && to is null) ModelState.AddModelError(nameof(To), "Choose the neighbouring area from the list");
        if (To is not null && !string.IsNullOrWhiteSpace(Outside)) ModelState.AddModelError(nameof(Outside), "Choose an area from the list or name another, not both");
        if (To is null) ModelState.Need(nameof(Outside), Outside, BorderItem.LongestName, "Choose the neighbouring area from the list, or name it");
        ModelState.Need(nameof(MatterTitle), MatterTitle, BorderItem.LongestTitle, "Say it in a few words");
        ModelState.Need(nameof(Words), Words, BorderItem.LongestWords, "Say what they should know");
        names.Check(ModelState, nameof(Outside), Outside);
        names.Check(ModelState, nameof(MatterTitle), MatterTitle);
        names.Check(ModelState, nameof(Words), Words);
        if (!ModelState.IsValid) return Page();
        var sent = await desk.SendAsync(AgendaItem, to, Outside?.Trim() ?? "", MatterTitle!.Trim(), Words!.Trim(), cancellation);
        TempData.Done(to is null ? $"It is kept here. Send your words to {sent.ToName}, and write its answer down." : $"{sent.ToName} is told.");
        return Redirect(sent.Url);
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await db.Set<AgendaItem>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == ItemId && i.Origin != ItemOrigin.Standing, cancellation) is not { } item) return false;
        AgendaItem = item;
        _neighbours = await desk.NeighboursAsync(cancellation);
        Neighbours = [.. _neighbours.Select(n => new Choice(n.Id.ToString(), n.Name))];
        return true;
    }
}
