namespace Concordat.Share.Sources.Contracts;

/// <summary>Whether a source may join an assessment.</summary>
/// <param name="Key">Key of the source: <see cref="SourceKeys"/>.</param>
/// <param name="MayBeUsed">False until its owner has said what it adds, and once its owner has stopped its use.</param>
/// <param name="Words">Why not, or that its review is overdue, in a sentence; null where there is nothing to say.</param>
/// <param name="Adds">What it adds, in its owner's words; null until that is said.</param>
public sealed record SourceStanding(string Key, bool MayBeUsed, string? Words, string? Adds);

/// <summary>The register of sources: what each adds, asked before it joins an assessment.</summary>
public interface ISourceRegister
{
    /// <summary>The standing of each key, in the order asked. A key that nobody has entered may not be used.</summary>
    Task<IReadOnlyList<SourceStanding>> AskAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation);
}

/// <summary>One use of a source by a product. A stage that makes products supplies its own.</summary>
/// <param name="Key">Key of the source.</param>
/// <param name="Product">Title of the product.</param>
/// <param name="Url">Its page.</param>
/// <param name="On">Day of the product.</param>
public sealed record SourceUse(string Key, string Product, string Url, DateOnly On);

/// <summary>Tells which sources products really rest on; each stage registers one for its own products.</summary>
public interface ISourceUses
{
    /// <summary>The uses of the acting partnership's products.</summary>
    Task<IReadOnlyList<SourceUse>> ReadAsync(CancellationToken cancellation);
}

/// <summary>How sources are called in the register.</summary>
public static class SourceKeys
{
    /// <summary>The published street-level records.</summary>
    public const string PoliceUk = "open:police.uk";

    /// <summary>A statutory set, by its number from 1 to 12.</summary>
    public static string Set(int number) => FormattableString.Invariant($"set:{number}");

    /// <summary>A contextual set, by its kind and name.</summary>
    public static string Context(string kind, string name) => $"context:{kind}/{name}";
}
