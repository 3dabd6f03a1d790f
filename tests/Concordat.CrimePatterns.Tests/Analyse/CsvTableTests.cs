using Concordat.CrimePatterns.Analyse;

namespace Concordat.CrimePatterns.Tests.Analyse;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_QuotesCommasAndLineEnds_KeepsCellsWhole(string line)
    {
        var table = Read($"\uFEFFname,\"the \"\"value\"\"\",day{line}\"Farr's, Lane\",1.5,3{line}{line}\"two{line}lines\",,4{line},NA,-5");

        Assert.Equal(["name", "the \"value\"", "day"], table.Names);
        Assert.Equal(3, table.Rows);
        Assert.Equal(["Farr's, Lane", $"two{line}lines", ""], table.Text("name"));
        Assert.Equal([1.5, double.NaN, double.NaN], table.Number("the \"value\""));
        Assert.Equal([3, 4, -5], table.Whole("day"));
        Assert.True(table.Has("day"));
        Assert.False(table.Has("Day"));
    }

    [Fact]
    public void Read_HeadingOnlyOrOneColumn_IsATable()
    {
        Assert.Equal(0, Read("x,y\n").Rows);
        Assert.Equal([7.0, double.NaN, 8], Read("x\n7\n\n8").Number("x"));
    }

    [Theory]
    [InlineData("", "The input is empty")]
    [InlineData("x,x\n1,2", "The column x stands twice")]
    [InlineData("x,y\n1,2\n1", "Row 2 of the data has 1 cells and the first line 2")]
    [InlineData("x\n\"open", "inside quotation marks")]
    public void Read_BrokenText_SaysWhatIsWrong(string text, string message)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Read(text));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_MissingOrNotNumbers_SayWhichAndWhere()
    {
        var table = Read("x,y\n1,2\n3.5,north");

        Assert.Contains("The column z is missing. The input has x, y.", Assert.Throws<ArgumentException>(() => table.Number("z")).Message, StringComparison.Ordinal);
        Assert.Contains("Row 2 of the data, column y: must be a number", Assert.Throws<ArgumentException>(() => table.Number("y")).Message, StringComparison.Ordinal);
        Assert.Contains("Row 2 of the data, column x: must be a whole number", Assert.Throws<ArgumentException>(() => table.Whole("x")).Message, StringComparison.Ordinal);
    }

    private static CsvTable Read(string text)
    {
        using var reader = new StringReader(text);
        return CsvTable.Read(reader);
    }
}
