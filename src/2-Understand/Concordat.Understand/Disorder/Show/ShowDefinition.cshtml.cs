using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Disorder.Show;

/// <summary>A definition with every version, and the steps that the reader may take.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ShowDefinitionModel(DisorderDesk desk, ConcordatDb db, Session session, TimeProvider clock) : ProposalForm(desk)
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "In force from")] public DateOnly? From { get; set; }
    [BindProperty, Display(Name = "Why it is dropped")] public string? Because { get; set; }

    public Defined Defined { get; private set; } = null!;
    public DisorderVersion? Proposed => Defined.Versions.FirstOrDefault(v => v.IsProposal);
    public bool MayPutInForce => Desk.MayDecide && Proposed is { } p && p.ProposedById != session.User;
    public bool MayExplore => session.Roles.Any(r => r is not (Role.Executive or Role.Administrator));
    public DateOnly Today => London.Today(clock);

    public static string ThemesOf(DisorderVersion version) => string.Join(", ", version.Themes.Select(t => ThemeList.Find(t)?.Name ?? t));
    public static string SetsOf(DisorderVersion version) => version.Sets.Length == 0 ? "All" : string.Join(", ", DisorderDesk.SetChoices.Where(c => version.Sets.Any(s => $"{s}" == c.Value)).Select(c => c.Text));

    /// <summary>In words whether and when a version holds.</summary>
    public string StandingOf(DisorderVersion v) => v switch
    {
        { IsProposal: true } => $"Proposed by {v.ProposedByName}",
        { FromOn: null } => $"Dropped by {v.DecidedByName}: {v.DroppedBecause}",
        _ => $"From {v.FromOn.Value.Long()}{(Defined.LastDayOf(v) is { } last ? $" to {last.Long()}" : "")}, put in force by {v.DecidedByName}",
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        // A new version mostly changes little of the one before.
        if (Defined.Versions.FirstOrDefault(v => v.FromOn is not null) is { } latest) (Words, Themes, Sets) = (latest.Words, [.. latest.Themes], [.. latest.Sets.Select(s => $"{s}")]);
        return Page();
    }

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!Desk.MayPropose) return Forbid();
        var proposal = ReadProposal();
        if (!ModelState.IsValid) return Page();
        if (await Desk.ProposeAsync(Defined, proposal, cancellation)) return Done("The version is proposed.", "Proposed");
        return await AgainAsync("A version waits to be decided on already. It comes first", cancellation);
    }

    public async Task<IActionResult> OnPostForceAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!Desk.MayDecide) return Forbid();
        if (From is not { } from) ModelState.AddModelError(nameof(From), "Enter the first day on which it holds");
        else if (await ProposalAsync(cancellation) is { } version)
            switch (version.PutInForce(from, Defined.Versions.Max(v => v.FromOn), Today, session, clock.GetUtcNow().UtcDateTime))
            {
                case DisorderRefusal.IsOwn: ModelState.AddModelError(nameof(From), "Somebody else puts your own proposal in force"); break;
                case DisorderRefusal.IsTooEarly: ModelState.AddModelError(nameof(From), "A new version begins today or later, and after the one before it: what was counted under that one stays as it was"); break;
                default: return await DecidedAsync($"Version {version.Number} holds from {from.Long()}.", cancellation);
            }
        else return await AgainAsync("No version waits any more. It is shown as it stands now", cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostDropAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!Desk.MayDecide) return Forbid();
        var because = (Because ?? "").Trim();
        if (because.Length is 0 or > DisorderVersion.LongestWhy) ModelState.AddModelError(nameof(Because), $"Say why, in at most {DisorderVersion.LongestWhy} characters");
        if (!ModelState.IsValid) return Page();
        if (await ProposalAsync(cancellation) is not { } version) return await AgainAsync("No version waits any more. It is shown as it stands now", cancellation);
        version.Drop(because, session, clock.GetUtcNow().UtcDateTime);
        return await DecidedAsync($"Version {version.Number} is dropped.", cancellation);
    }

    Task<DisorderVersion?> ProposalAsync(CancellationToken cancellation) => db.Set<DisorderVersion>().SingleOrDefaultAsync(v => v.DefinitionId == Id && v.DecidedAt == null, cancellation);

    async Task<IActionResult> DecidedAsync(string done, CancellationToken cancellation) =>
        await Desk.SaveAsync(cancellation) ? Done(done, "Decided") : await AgainAsync("Somebody decided on it at the same moment. It is shown as it stands now", cancellation);

    RedirectResult Done(string words, string title)
    {
        TempData.Done(words, title);
        return Redirect(Defined.Definition.Url);
    }

    async Task<IActionResult> AgainAsync(string problem, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        ModelState.AddModelError("", problem);
        return Page();
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if ((await Desk.AllAsync(cancellation)).FirstOrDefault(d => d.Definition.Id == Id) is not { } found) return false;
        Defined = found;
        return true;
    }
}
