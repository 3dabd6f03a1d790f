using System.Globalization;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;

namespace Concordat.Documents.Tests.Csv;

public sealed class CsvTableWriterTests
{
    [Fact]
    public void Write_EveryKindOfCell_IsPlainForMachines()
    {
        var text = Csv([Cell.Of(1234.5, 1)], [Cell.Of(-2)], [Cell.Pence(1_842_000)], [Cell.Percent(0.5)], [Cell.Of(new DateOnly(2026, 11, 26))],
            [Cell.LocalTime(new DateTime(2026, 11, 26, 18, 0, 0, DateTimeKind.Unspecified))], [Signal.NotEnoughData], [Cell.Missing], [Cell.Empty]);

        Assert.Equal("Words\r\n1234.5\r\n-2\r\n18420\r\n0.5\r\n2026-11-26\r\n2026-11-26T18:00:00\r\nNot enough data\r\n\r\n\r\n", text);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-2", "'-2")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    public void Write_Words_AreQuotedAndNeverAFormula(string words, string expected) =>
        Assert.Equal($"Words\r\n{expected}\r\n", Csv([words]));

    [Fact]
    public void Write_RowOfTheWrongLength_NamesTheLine()
    {
        var error = Assert.Throws<ArgumentException>(() => Csv(["a"], ["a", "b"]));

        Assert.Contains("Line 3 has 2 cells for 1 columns.", error.Message, StringComparison.Ordinal);
    }

    private static string Csv(params IReadOnlyList<Cell>[] rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CsvTableWriter.Write([new("Words")], rows, text);
        return text.ToString();
    }
}
