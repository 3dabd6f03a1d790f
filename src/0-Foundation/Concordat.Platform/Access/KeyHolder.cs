namespace Concordat.Platform.Access;

/// <summary>What a key of a partner's system allows.</summary>
public static class KeyScope
{
    /// <summary>The claim that carries a scope.</summary>
    public const string Claim = "concordat/scope";

    /// <summary>Sends, submits and withdraws returns of the key's agency.</summary>
    public const string SendReturns = "api:returns";

    /// <summary>Reads what became of the returns of the key's agency.</summary>
    public const string ReadReturns = "api:read";

    /// <summary>Looks up places.</summary>
    public const string LookUpPlaces = "api:places";

    public static IReadOnlyList<string> All { get; } = [SendReturns, ReadReturns, LookUpPlaces];
}

/// <summary>A partner's system that calls with a key.</summary>
/// <param name="Name">What the administrator called the key.</param>
/// <param name="Scopes">Values of <see cref="KeyScope"/>.</param>
public sealed record KeyHolder(Guid KeyId, Guid PartnershipId, Guid AgencyId, string Name, IReadOnlyList<string> Scopes);

/// <summary>What a key turned out to be.</summary>
/// <param name="Holder">Null where the key does not count.</param>
/// <param name="Refusal">Why it does not count, for people; null where it does.</param>
public sealed record KeyAnswer(KeyHolder? Holder, string? Refusal);

/// <summary>Knows the keys of partners' systems.</summary>
public interface IKeySource
{
    /// <param name="secret">The key as it was sent.</param>
    Task<KeyAnswer> FindAsync(string secret, CancellationToken cancellation);
}

/// <summary>Marks an endpoint that answers keys alone: whoever is signed in with a cookie counts as nobody there.</summary>
public sealed class KeysOnly;
