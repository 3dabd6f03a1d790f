using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Concordat.Share.PartnerRegisters;

/// <summary>Keyed hashes (HMAC-SHA-256) of what is compared. Each register has a key of its own, wrapped under the installation's key ring, which is not in the database's tables of registers.</summary>
internal sealed class RegisterHash(IDataProtectionProvider protection)
{
    const int KeyBytes = 32;
    readonly IDataProtector _wrap = protection.CreateProtector("Concordat.Share.PartnerRegisters");

    /// <summary>A new key, wrapped.</summary>
    public byte[] NewKey() => _wrap.Protect(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>32 bytes for each form, in their order.</summary>
    /// <exception cref="CryptographicException">The key was changed, or is another installation's.</exception>
    public IReadOnlyList<byte[]> Of(byte[] wrappedKey, IEnumerable<string> forms)
    {
        var key = _wrap.Unprotect(wrappedKey);
        try
        {
            return [.. forms.Select(f => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(f)))];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
