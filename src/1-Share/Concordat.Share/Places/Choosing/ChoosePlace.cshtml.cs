using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Placing;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Share.Places.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Places;

/// <summary>One question after the other: what a supplier wrote, the places it may mean, and what the person makes of it.</summary>
[Authorize(Policy = Policies.KeepRecords)]
public sealed class ChoosePlaceModel(PlaceQueue queue, IPlaceFinderSource source, PlaceFinderSource areas, GazetteerStore gazetteer, Connections connections) : PageModel
{
    public const string Cannot = "cannot";
    const int MostFound = 8;

    [BindProperty(SupportsGet = true, Name = "return")] public Guid? Return { get; set; }
    [BindProperty(SupportsGet = true, Name = "skip")] public int Skip { get; set; }
    [BindProperty(SupportsGet = true, Name = "find")] public string? Find { get; set; }
    [BindProperty] public Guid Question { get; set; }
    [BindProperty] public string? Choice { get; set; }
    [BindProperty, Display(Name = "Why it cannot be placed"), StringLength(200, ErrorMessage = "Why it cannot be placed must be 200 characters or fewer")] public string? Reason { get; set; }
    [BindProperty] public bool ForAll { get; set; }

    public PlaceQuestion? Current { get; private set; }
    public int Questions { get; private set; }
    public int Rows { get; private set; }
    public IReadOnlyList<(PlaceCandidate Place, string? Ward)> Candidates { get; private set; } = [];
    public IReadOnlyList<PlaceQuestion> Decided { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ForAll = true;
        await LoadAsync(null, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await queue.FindAsync(Question, cancellation) is not { } asked) return NotFound();
        if (asked.State != "open")
        {
            TempData.Done($"{asked.DecidedBy} was first: {(asked.Place is null ? "it cannot be placed" : asked.Place)}.", "Decided already");
            return Next();
        }
        Guid? place = Guid.TryParse(Choice, out var id) ? id : null;
        if (place is null && Choice != Cannot) ModelState.AddModelError(nameof(Choice), "Choose a place, or say that it cannot be placed");
        if (Choice == Cannot && string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), "Say why it cannot be placed");
        if (place is { } chosen && await gazetteer.FindAsync(chosen, cancellation) is null) ModelState.AddModelError(nameof(Choice), "Choose a place from the list");
        if (!ModelState.IsValid)
        {
            await LoadAsync(asked, cancellation);
            return Page();
        }
        await queue.DecideAsync(Question, new(place, place is null ? Reason!.Trim() : null, ForAll || asked.Rows == 1), cancellation);
        return Next();
    }

    RedirectResult Next() => Redirect($"/share/places/choose?skip={Skip}" + (Return is { } id ? $"&return={id}" : ""));

    async Task LoadAsync(PlaceQuestion? asked, CancellationToken cancellation)
    {
        (Questions, Rows) = await queue.WaitingAsync(Return, cancellation);
        Skip = Math.Clamp(Skip, 0, Math.Max(0, Questions - 1));
        Current = asked ?? (await queue.OpenAsync(Return, Skip + 1, 1, cancellation)).SingleOrDefault();
        if (Current is null)
        {
            Decided = await queue.DecidedAsync(20, cancellation);
            return;
        }
        var finder = await source.BuildAsync(null, cancellation);
        // What was found when the row came may have changed since: ask again, and add what the person looks for.
        var found = finder.Find(new PlaceWords { Text = Current.Words }, null);
        var fresh = found.Candidates.Where(c => c.PlaceId is not null).ToList();
        var candidates = (string.IsNullOrWhiteSpace(Find) ? [] : finder.Suggest(Find.Length > 120 ? Find[..120] : Find, MostFound))
            .Concat(fresh.Count > 0 ? fresh : Current.Candidates).DistinctBy(c => c.PlaceId).Take(MostFound).ToList();
        await using var connection = await connections.OpenAsync(cancellation);
        var placer = await areas.AreasAsync(connection, cancellation);
        Candidates = [.. candidates.Select(c => (c, placer.NameAt("ward", gazetteer.Today, c.Easting, c.Northing)))];
    }
}
