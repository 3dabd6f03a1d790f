using Concordat.Gate.Sets;

namespace Concordat.Gate.Tests.Sets;

public sealed class CodeTests
{
    // T-03.
    [Theory]
    [InlineData("X84", false)]
    [InlineData("X85", true)]
    [InlineData("X99", true)]
    [InlineData("Y00", true)]
    [InlineData("Y09", true)]
    [InlineData("Y10", false)]
    [InlineData("F09", false)]
    [InlineData("F10", true)]
    [InlineData("F19", true)]
    [InlineData("F20", false)]
    [InlineData("T50", false)]
    [InlineData("T51", true)]
    [InlineData("T52", false)]
    [InlineData("Y89", false)]
    [InlineData("Y90", true)]
    [InlineData("Y91", true)]
    [InlineData("Y92", false)]
    public void Icd10_AtTheEdges_OnlyTheListedRangesMayBeSent(string written, bool permitted)
    {
        Assert.True(Icd10.TryRead(written, out var code));
        Assert.Equal(permitted, Icd10.IsPermitted(code));
        Assert.True(Icd10.TryRead(written + ".9", out var longer));
        Assert.Equal(permitted, Icd10.IsPermitted(longer));
    }

    [Theory]
    [InlineData("X85", "X85")]
    [InlineData("x850", "X85.0")]
    [InlineData("X85.0", "X85.0")]
    [InlineData(" x85 . 0 ", "X85.0")]
    [InlineData("X85-", "X85")]
    [InlineData("X85.-", "X85")]
    [InlineData("X85X", "X85")]
    [InlineData("F10.2†", "F10.2")]
    [InlineData("F10.2*", "F10.2")]
    [InlineData("F10+", "F10")]
    [InlineData("F1025", "F10.2")]
    [InlineData("X85.04", "X85.0")]
    [InlineData("Y90D", "Y90")]
    public void Icd10_HoweverWritten_IsItsCategoryAndFourthCharacter(string written, string code)
    {
        Assert.True(Icd10.TryRead(written, out var read));
        Assert.Equal(code, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("85")]
    [InlineData("XX5")]
    [InlineData("X8")]
    [InlineData("assault")]
    [InlineData("X85; F10")]
    [InlineData("X85000000")]
    public void Icd10_AnythingElse_IsNoCode(string written) => Assert.False(Icd10.TryRead(written, out _));

    [Theory]
    [InlineData("KT1 1AA", "KT1", true)]
    [InlineData("KT11AA", "KT1", true)]
    [InlineData("kt111aa", "KT11", true)]
    [InlineData("KT11 1AA", "KT11", true)]
    [InlineData("EC1A1AA", "EC1A", true)]
    [InlineData("M11AE", "M1", true)]
    [InlineData("w1a 0ax", "W1A", true)]
    [InlineData("KT 1 1AA", "KT1", true)]
    [InlineData("KT1", "KT1", false)]
    [InlineData("KT11", "KT11", false)]
    [InlineData(" kt1 ", "KT1", false)]
    [InlineData("KT1 1", "KT1", true)]
    [InlineData("KT1 1**", "KT1", true)]
    [InlineData("ZZ99 3VZ", "ZZ99", true)]
    public void Postcode_HoweverWritten_OnlyTheOutwardPartIsLeft(string written, string outward, bool hadMore)
    {
        Assert.True(OutwardPostcode.TryRead(written, out var read, out var more));
        Assert.Equal((outward, hadMore), (read, more));
    }

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData("1AA")]
    [InlineData("Kingston")]
    [InlineData("KTT1 1AA")]
    [InlineData("12345")]
    public void Postcode_AnythingElse_HasNoOutwardPart(string written) => Assert.False(OutwardPostcode.TryRead(written, out _, out _));
}
