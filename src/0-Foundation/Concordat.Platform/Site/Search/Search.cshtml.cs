using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Platform.Site.Search;

/// <summary>One search over everything the person may open.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class SearchModel(IEnumerable<ISearchSource> sources) : PageModel
{
    const int MostOfAKind = 20;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public string Words { get; private set; } = "";
    public IReadOnlyList<SearchHit> Hits { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Words = Q?.Trim() is { Length: >= 2 and <= 200 } words ? words : "";
        if (Words.Length == 0) return;
        var hits = new List<SearchHit>();
        foreach (var source in sources) hits.AddRange(await source.FindAsync(Words, MostOfAKind, cancellation));
        Hits = hits;
    }
}
