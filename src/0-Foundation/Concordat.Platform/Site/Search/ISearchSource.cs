namespace Concordat.Platform.Site.Search;

/// <summary>One thing found: what it is called, what kind it is, and where it opens.</summary>
/// <param name="Kind">In the reader's words: "Finding", "Meeting", "Problem".</param>
public sealed record SearchHit(string Kind, string Title, string Summary, string Url);

/// <summary>Finds a stage's own records by words. Row-level security and the person's roles limit what is found.</summary>
public interface ISearchSource
{
    /// <param name="words">What the person typed; 2 characters or more.</param>
    /// <param name="most">How many hits at the most.</param>
    Task<IReadOnlyList<SearchHit>> FindAsync(string words, int most, CancellationToken cancellation);
}
