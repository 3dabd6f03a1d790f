namespace Concordat.Share.Sources.Contracts;

/// <summary>What whoever writes an assessment is told of a source.</summary>
/// <param name="Key">Key of the source: <see cref="SourceKeys"/>.</param>
/// <param name="Words">That nobody has entered it, or said what it adds, that it is no longer used, or that its review is overdue, in a sentence; null where there is nothing to say.</param>
public sealed record SourceStanding(string Key, string? Words);

/// <summary>The register of sources, asked before an assessment is written. It tells; whether the source is used all the same, the writer decides.</summary>
public interface ISourceRegister
{
    /// <summary>The standing of each key, in the order asked.</summary>
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
