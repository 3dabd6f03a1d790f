using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Concordat.Share.Interface.Keys;

/// <summary>A key of a partner's system, without its secret.</summary>
/// <param name="Scopes">Values of <see cref="Platform.Access.KeyScope"/>.</param>
/// <param name="ExpiresOn">Last day on which it counts.</param>
public sealed record ApiKey(
    Guid Id, string Name, Guid AgencyId, string Agency, IReadOnlyList<string> Scopes, DateTime MadeAt, string MadeBy, DateOnly ExpiresOn, DateTime? LastUsedAt, DateTime? RevokedAt)
{
    public bool CountsOn(DateOnly day) => RevokedAt is null && day <= ExpiresOn;
}

/// <summary>The secret of a key: 256 random bits behind a word by which lost keys are found.</summary>
static class KeySecret
{
    const string Mark = "concordat_";

    public static string Make()
    {
        Span<byte> bits = stackalloc byte[32];
        RandomNumberGenerator.Fill(bits);
        return Mark + Base64Url.EncodeToString(bits);
    }

    /// <summary>What is kept of it. The secret is random, so that one plain hash is enough and quick.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
