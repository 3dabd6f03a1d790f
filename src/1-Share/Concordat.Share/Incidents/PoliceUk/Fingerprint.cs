using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>Sixteen bytes that stand for a text: the start of its SHA-256.</summary>
static class Fingerprint
{
    /// <summary>0 for no text.</summary>
    public static UInt128 Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        // police.uk's references are themselves 64 hexadecimal digits of a hash.
        if (text.Length == 64 && UInt128.TryParse(text.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var half) && half != 0) return half;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>The same sixteen bytes as the database keeps them.</summary>
    public static Guid ToGuid(UInt128 fingerprint) => MemoryMarshal.Read<Guid>(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in fingerprint)));

    public static UInt128 From(Guid stored) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in stored)));
}
