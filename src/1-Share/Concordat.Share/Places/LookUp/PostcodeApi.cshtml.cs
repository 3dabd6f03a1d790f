using Concordat.Gate.Placing;
using Concordat.Share.Places.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Concordat.Share.Places;

/// <summary>The point of a unit postcode; candidates where it is unknown.</summary>
[Authorize(Policy = PlaceLookUp.Policy), EnableRateLimiting(PlaceServices.LookUpLimit)]
public sealed class PostcodeApiModel(IPlaceFinderSource source) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string postcode, CancellationToken cancellation)
    {
        if (!Postcode.TryRead(postcode, out _)) return PlaceLookUp.Unread("That is not a postcode: write it as KT1 1AA");
        return new JsonResult(PlaceLookUp.Json((await source.BuildAsync(null, cancellation)).FindPostcode(postcode)));
    }
}
