using System.Security.Cryptography;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.DataProtection;

namespace Concordat.Stages.Tests.Share.Disclosures;

public sealed class SealerTests
{
    readonly Sealer _sealer = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void SealedTwice_SameContent_DiffersAndBothOpen()
    {
        var (first, second) = (_sealer.Seal("a name"u8), _sealer.Seal("a name"u8));

        Assert.NotEqual(first.Content, second.Content);
        Assert.Equal("a name"u8.ToArray(), _sealer.Open(first.Content, first.Key));
        Assert.Equal("a name"u8.ToArray(), _sealer.Open(second.Content, second.Key));
    }

    [Fact]
    public void EveryByteChanged_IsRefused()
    {
        var made = _sealer.Seal("a name"u8);
        for (var i = 0; i < made.Content.Length; i++)
        {
            var changed = made.Content.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => _sealer.Open(changed, made.Key));
        }
    }

    [Fact]
    public void KeyOfAnother_OpensNothing() =>
        Assert.ThrowsAny<CryptographicException>(() => _sealer.Open(_sealer.Seal("a name"u8).Content, _sealer.Seal("a name"u8).Key));
}
