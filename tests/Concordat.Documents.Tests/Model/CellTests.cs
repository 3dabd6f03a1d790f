using Concordat.Documents.Model;

namespace Concordat.Documents.Tests.Model;

public sealed class CellTests
{
    [Fact]
    public void Shown_Figures_AreWrittenAsTheHouseWritesThem()
    {
        Assert.Equal("1,234", Cell.Of(1234).Shown);
        Assert.Equal("−0.5", Cell.Of(-0.5, 1).Shown);
        Assert.Equal("£18,420.00", Cell.Pence(1_842_000).Shown);
        Assert.Equal("−£0.55", Cell.Pence(-55).Shown);
        Assert.Equal("12.5%", Cell.Percent(0.125, 1).Shown);
        Assert.Equal("26 Nov 2026", Cell.Of(new DateOnly(2026, 11, 26)).Shown);
        Assert.Equal("26 Nov 2026 18:05", Cell.LocalTime(new DateTime(2026, 11, 26, 18, 5, 0, DateTimeKind.Unspecified)).Shown);
    }

    [Fact]
    public void Shown_MissingAndEmptyAndZero_AreThreeDifferentThings()
    {
        Assert.Equal("–", Cell.Of((double?)null).Shown);
        Assert.Equal("–", Cell.Of(double.NaN).Shown);
        Assert.Equal("", Cell.Empty.Shown);
        Assert.Equal("", default(Cell).Shown);
        Assert.Equal("0", Cell.Of(0).Shown);
    }

    [Fact]
    public void Shown_TinyNegative_HasNoSign() => Assert.Equal("0", Cell.Of(-0.2).Shown);
}
