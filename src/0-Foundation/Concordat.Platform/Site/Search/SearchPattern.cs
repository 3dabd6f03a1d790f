namespace Concordat.Platform.Site.Search;

/// <summary>What a person typed as a pattern for <c>ILIKE</c>: anywhere in the text, with no character standing for others.</summary>
public static class SearchPattern
{
    public static string Of(string words) => $"%{Escaped(words)}%";

    static string Escaped(string words) => words
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
