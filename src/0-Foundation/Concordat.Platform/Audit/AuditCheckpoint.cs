using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Concordat.Platform.Audit;

/// <summary>A witness, kept outside the database, that a chain had an entry with this number and hash. With it even the owner of the database cannot cut the end of the log unseen.</summary>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Chain">The partnership whose chain it is; all zeros for the installation's own.</param>
/// <param name="Sequence">Number of the chain's last entry at the time.</param>
/// <param name="Hash">That entry's hash, in hexadecimal.</param>
/// <param name="Signature">ECDSA (P-256, SHA-256) over all this and the signature of the line before, in Base64.</param>
public sealed record AuditCheckpoint(DateTime At, Guid Chain, long Sequence, string Hash, string Signature)
{
    static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web);

    /// <summary>The line of the file that tells of it.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Layout);

    /// <summary>Reads a file of checkpoints, a line each, and checks that every one was signed with the key and follows the one before.</summary>
    /// <exception cref="FormatException">A line cannot be read, was changed, or is missing before the last; the message names the first bad line.</exception>
    public static IReadOnlyList<AuditCheckpoint> Read(IEnumerable<string> lines, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(key);
        var checkpoints = new List<AuditCheckpoint>();
        foreach (var line in lines)
        {
            var number = checkpoints.Count + 1;
            var checkpoint = Parse(line) ?? throw new FormatException($"line {number} is no checkpoint.");
            var before = checkpoints.Count == 0 ? "" : checkpoints[^1].Signature;
            if (!key.VerifyData(checkpoint.Signed(before), Convert.FromBase64String(checkpoint.Signature), HashAlgorithmName.SHA256))
                throw new FormatException($"line {number} was not signed with this key as it stands, or the line before it is not the one that was there.");
            checkpoints.Add(checkpoint);
        }
        return checkpoints;
    }

    /// <summary>Checkpoints of the ends of all chains, to be added to the file.</summary>
    /// <param name="verdict">A check that found no fault.</param>
    /// <param name="at">Now, UTC.</param>
    /// <param name="last">The last line's signature; empty for a new file.</param>
    /// <param name="key">The private key.</param>
    public static IEnumerable<AuditCheckpoint> Of(AuditVerdict verdict, DateTime at, string last, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(key);
        foreach (var (chain, end) in verdict.Ends.OrderBy(e => e.Key))
        {
            var unsigned = new AuditCheckpoint(at, chain, end.Sequence, Convert.ToHexStringLower(end.Hash), "");
            last = Convert.ToBase64String(key.SignData(unsigned.Signed(last), HashAlgorithmName.SHA256));
            yield return unsigned with { Signature = last };
        }
    }

    static AuditCheckpoint? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditCheckpoint>(line, Layout) is { Hash: not null, Signature: not null } read && Convert.TryFromBase64String(read.Signature, new byte[read.Signature.Length], out _) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    byte[] Signed(string before) => Encoding.UTF8.GetBytes(string.Join('\n',
        At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture), Chain, Sequence.ToString(CultureInfo.InvariantCulture), Hash, before));
}
