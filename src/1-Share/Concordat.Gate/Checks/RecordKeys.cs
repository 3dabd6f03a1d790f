using System.Security.Cryptography;
using System.Text;

namespace Concordat.Gate.Checks;

/// <summary>Remembers which records were seen, by a hash of 128 bits: a million takes some 30 MB, and nothing of them can be read back.</summary>
sealed class RecordKeys
{
    readonly HashSet<UInt128> _seen = [];

    /// <summary>False where the same text was added before.</summary>
    public bool Add(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return _seen.Add(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
