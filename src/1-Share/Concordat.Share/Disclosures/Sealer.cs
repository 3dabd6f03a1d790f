using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Concordat.Share.Disclosures;

/// <summary>Content that cannot be read without its key, and the key, itself wrapped under the installation's key ring.</summary>
internal sealed record SealedContent(byte[] Content, byte[] Key);

/// <summary>Seals personal content under a key of its own (AES-256 in GCM), so that destroying the key destroys the content.</summary>
internal sealed class Sealer(IDataProtectionProvider protection)
{
    const int NonceBytes = 12, TagBytes = 16, KeyBytes = 32;
    readonly IDataProtector _wrap = protection.CreateProtector("Concordat.Share.Disclosures");

    public SealedContent Seal(ReadOnlySpan<byte> plain)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var content = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(content.AsSpan(0, NonceBytes));
        using (var cipher = new AesGcm(key, TagBytes))
            cipher.Encrypt(content.AsSpan(0, NonceBytes), plain, content.AsSpan(NonceBytes + TagBytes), content.AsSpan(NonceBytes, TagBytes));
        var wrapped = _wrap.Protect(key);
        CryptographicOperations.ZeroMemory(key);
        return new(content, wrapped);
    }

    /// <exception cref="CryptographicException">The content or its key was changed, or the key ring is another installation's.</exception>
    public byte[] Open(byte[] content, byte[] wrappedKey)
    {
        var key = _wrap.Unprotect(wrappedKey);
        var plain = new byte[content.Length - NonceBytes - TagBytes];
        using (var cipher = new AesGcm(key, TagBytes))
            cipher.Decrypt(content.AsSpan(0, NonceBytes), content.AsSpan(NonceBytes + TagBytes), content.AsSpan(NonceBytes, TagBytes), plain);
        CryptographicOperations.ZeroMemory(key);
        return plain;
    }
}
