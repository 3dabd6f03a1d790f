using Concordat.Platform.Site.Search;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.OpenSources;

/// <summary>Finds open sources by their words; those that were withdrawn are not found.</summary>
internal sealed class OpenSourceSearch(OpenSourceDesk desk) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string words, int most, CancellationToken cancellation) => desk.MayRead
        ? [.. (await desk.Matching(new(words, null, null, WithWithdrawn: false)).Take(most).ToListAsync(cancellation)).Select(s => new SearchHit("Open source", s.Title, s.Citation, $"/share/open-sources/{s.Id}"))] : [];
}
