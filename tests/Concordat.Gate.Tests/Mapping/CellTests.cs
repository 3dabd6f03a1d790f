using Concordat.Gate.Mapping;

namespace Concordat.Gate.Tests.Mapping;

public sealed class CellTests
{
    [Theory]
    [InlineData("03/10/2026", "2026-10-03")]
    [InlineData("3.10.26", "2026-10-03")]
    [InlineData("2026-10-03", "2026-10-03")]
    [InlineData("2026/10/3", "2026-10-03")]
    [InlineData("20261003", "2026-10-03")]
    [InlineData("03102026", "2026-10-03")]
    [InlineData("3 October 2026", "2026-10-03")]
    [InlineData("3rd of Oct 2026", "2026-10-03")]
    [InlineData("03-Oct-26", "2026-10-03")]
    [InlineData("October 3, 2026", "2026-10-03")]
    [InlineData("Sat 3 Oct 2026", "2026-10-03")]
    [InlineData("Saturday, 3 October 2026", "2026-10-03")]
    [InlineData("46298", "2026-10-03")]
    [InlineData("2026-10-03T14:05:33Z", "2026-10-03 14:05")]
    [InlineData("2026-10-03T14:05:33+01:00", "2026-10-03 14:05")]
    [InlineData("2026-10-03 14:05:33.123", "2026-10-03 14:05")]
    [InlineData("03/10/2026 14:05", "2026-10-03 14:05")]
    [InlineData("03/10/2026 2:05 PM", "2026-10-03 14:05")]
    [InlineData("3 Oct 2026 at 2.05pm", "2026-10-03 14:05")]
    [InlineData("46298.5", "2026-10-03 12:00")]
    [InlineData("29/02/2028", "2028-02-29")]
    [InlineData("01/02/99", "1999-02-01")]
    public void Date_InTheWritingsOfSuppliers_IsRead(string cell, string expected)
    {
        Assert.True(DateCell.TryRead(cell, DateOrder.DayFirst, out var read));
        Assert.Equal(expected, read.Time is { } time ? $"{read.Day:yyyy-MM-dd} {time:HH:mm}" : $"{read.Day:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData("10/03/2026", DateOrder.MonthFirst, "2026-10-03")]
    [InlineData("10/03/2026", DateOrder.DayFirst, "2026-03-10")]
    [InlineData("2026-10-03", DateOrder.MonthFirst, "2026-10-03")]
    [InlineData("26-10-03", DateOrder.YearFirst, "2026-10-03")]
    public void Date_WithAnOrder_FollowsIt(string cell, DateOrder order, string expected)
    {
        Assert.True(DateCell.TryRead(cell, order, out var read));
        Assert.Equal(expected, $"{read.Day:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("31/02/2026")]
    [InlineData("29/02/2026")]
    [InlineData("13/13/2026")]
    [InlineData("2026-13-01")]
    [InlineData("03/10")]
    [InlineData("yesterday")]
    [InlineData("12")]
    [InlineData("99999")]
    [InlineData("03/10/20266")]
    [InlineData("2026-10-03 25:00")]
    [InlineData("3 Octember 2026")]
    public void Date_AnythingElse_IsNotRead(string cell) => Assert.False(DateCell.TryRead(cell, DateOrder.DayFirst, out _));

    [Theory]
    [InlineData("2026-10", 2026, 10)]
    [InlineData("10/2026", 2026, 10)]
    [InlineData("Oct 2026", 2026, 10)]
    [InlineData("October-26", 2026, 10)]
    [InlineData("202610", 2026, 10)]
    public void Month_Whole_IsRead(string cell, int year, int month)
    {
        Assert.True(DateCell.TryReadMonth(cell, out var y, out var m));
        Assert.Equal((year, month), (y, m));
    }

    [Theory]
    [InlineData("14:05", "14:05:00")]
    [InlineData("14:05:33", "14:05:33")]
    [InlineData("14.05", "14:05:00")]
    [InlineData("2.05pm", "14:05:00")]
    [InlineData("2pm", "14:00:00")]
    [InlineData("12:30 AM", "00:30:00")]
    [InlineData("12.30 p.m.", "12:30:00")]
    [InlineData("1405", "14:05:00")]
    [InlineData("905", "09:05:00")]
    [InlineData("0905hrs", "09:05:00")]
    [InlineData("14h05", "14:05:00")]
    [InlineData("00:00", "00:00:00")]
    [InlineData("0.58681", "14:05:00")]
    [InlineData("1899-12-30 14:05", "14:05:00")]
    public void Time_InTheWritingsOfSuppliers_IsRead(string cell, string expected)
    {
        Assert.True(TimeCell.TryRead(cell, allowShort: false, out var time));
        Assert.Equal(expected, $"{time:HH:mm:ss}");
    }

    [Theory]
    [InlineData("24:00")]
    [InlineData("25:61")]
    [InlineData("2460")]
    [InlineData("13pm")]
    [InlineData("5")]
    [InlineData("noonish")]
    [InlineData("-1")]
    public void Time_AnythingElse_IsNotRead(string cell) => Assert.False(TimeCell.TryRead(cell, allowShort: false, out _));

    [Fact]
    public void Time_InAColumnOfFigures_FiveIsFivePastMidnight()
    {
        Assert.True(TimeCell.TryRead("5", allowShort: true, out var time));
        Assert.Equal(new TimeOnly(0, 5), time);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1,445", "1445")]
    [InlineData("1,234,567.50", "1234567.50")]
    [InlineData("-3", "-3")]
    [InlineData("0.1", "0.1")]
    [InlineData("79228162514264337593543950335", null)]
    [InlineData("12,5", null)]
    [InlineData("1,2345", null)]
    [InlineData("12%", null)]
    [InlineData("1e5", null)]
    [InlineData("£12", null)]
    public void Number_IsExactOrRefused(string cell, string? expected) =>
        Assert.Equal(expected, NumberCell.TryRead(cell, out var number) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);

    [Theory]
    [InlineData("34", 34, 34)]
    [InlineData("26-35", 26, 35)]
    [InlineData("Over 75", 76, 120)]
    [InlineData("under 10", 0, 9)]
    [InlineData("75+", 75, 120)]
    [InlineData("14 years", 14, 14)]
    [InlineData("10 to 17", 10, 17)]
    public void Age_OrBand_IsItsFirstAndLastYear(string cell, int from, int to)
    {
        Assert.True(NumberCell.TryAge(cell, out var first, out var last));
        Assert.Equal((from, to), (first, last));
    }

    [Theory]
    [InlineData("121")]
    [InlineData("old")]
    [InlineData("-3")]
    [InlineData("35-26")]
    public void Age_AnythingElse_IsNotRead(string cell) => Assert.False(NumberCell.TryAge(cell, out _, out _));
}
