using Concordat.Gate.Placing;
using Concordat.Share.Places.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Logging;

namespace Concordat.Share.Places;

/// <summary>Finds the place that words mean, for partners' own systems when a record is made.</summary>
[Authorize(Policy = PlaceLookUp.Policy), EnableRateLimiting(PlaceServices.LookUpLimit)]
public sealed class PlacesApiModel(IPlaceFinderSource source, ILogger<PlacesApiModel> log) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? q, bool suggest, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(q)) return PlaceLookUp.Unread("Give the words to look for as q, such as /api/places?q=boat+steps");
        if (q.Length > PlaceLookUp.LongestQuery) return PlaceLookUp.Unread($"q must be {PlaceLookUp.LongestQuery} characters or fewer");
        var finder = await source.BuildAsync(null, cancellation);
        var found = suggest ? PlaceFound.None with { Candidates = finder.Suggest(q) } : Find(finder, q);
        // The words may be somebody's address: only what became of them is logged.
        log.LogInformation("Place look-up: method {Method}, {Candidates} candidates", found.Method, found.Candidates.Count);
        return new JsonResult(PlaceLookUp.Json(found));
    }

    static PlaceFound Find(PlaceFinder finder, string q)
    {
        var asReference = finder.Find(new PlaceWords { GridReference = q }, null);
        return asReference.Easting is not null ? asReference : finder.Find(new PlaceWords { Text = q }, null);
    }
}
