using Concordat.Documents.Charts;

namespace Concordat.Documents.Tests.Charts;

/// <summary>The axis is seen through the labels that a drawing carries.</summary>
public sealed class AxisTests
{
    [Theory]
    [InlineData(64, 0, "0 20 40 60 80")]
    [InlineData(3, 0, "0 1 2 3")]
    [InlineData(1, 0, "0 1")]
    [InlineData(402, 0, "0 200 400 600")]
    [InlineData(1234567, 0, "0 500,000 1,000,000 1,500,000")]
    [InlineData(0.9, 2, "0.00 0.25 0.50 0.75 1.00")]
    public void Ticks_AreRoundAndReachTheLargestFigure(double largest, int decimals, string expected)
    {
        var chart = new ColumnChart { Title = "t", Description = "d", SeriesName = "s", Decimals = decimals, Points = [new("x", largest)] };

        var labels = System.Xml.Linq.XElement.Parse(ChartSvg.Draw(chart)).Descendants()
            .Where(element => element.Name.LocalName == "text" && element.Attribute("text-anchor")?.Value == "end").Select(element => element.Value);

        Assert.Equal(expected, string.Join(' ', labels));
    }
}
