using System.Xml.Linq;
using Concordat.Documents.Maps;
using Concordat.Documents.Tests.Drawing;
using Concordat.Documents.Tests.Samples;

namespace Concordat.Documents.Tests.Maps;

public sealed class MapTests
{
    // 1 metre to 1 pixel: cells, points and corners fall where they can be worked out by hand.
    private static readonly MapDrawing Plain = new()
    {
        Title = "One cell",
        Description = "One strong cell at the middle.",
        Extent = new(1000, 2000, 1400, 2300),
        Cells = [new(new(1150, 2100), 3)],
        CellSizeMetres = 100,
    };

    [Fact]
    public void Png_OneCell_ColoursItsPixelsAndNoOthers()
    {
        var picture = new PngReader(MapPng.Draw(Plain, 400, 300, scale: 1));

        Assert.Equal((400, 300), (picture.Width, picture.Height));
        AssertBlend("#8f3a06", "#f3f3ef", 0.94, picture.Colour(175, 175));
        Assert.Equal("#f3f3ef", picture.Colour(140, 150));
        Assert.Equal("#f3f3ef", picture.Colour(230, 250));
    }

    [Fact]
    public void Png_Scale_MultipliesPixels()
    {
        var picture = new PngReader(MapPng.Draw(Plain, 400, 300, scale: 2));

        Assert.Equal((800, 600), (picture.Width, picture.Height));
        Assert.Equal("#f3f3ef", picture.Colour(280, 300));
    }

    [Fact]
    public void Png_Words_AreDrawnInInk()
    {
        var bare = Plain with { Cells = [] };
        var named = bare with { Labels = [new("Old Market", new(1200, 2150))] };

        var (without, with) = (new PngReader(MapPng.Draw(bare, 400, 300, 3)), new PngReader(MapPng.Draw(named, 400, 300, 3)));

        Assert.Equal(0, without.Count("#3a444c"));
        Assert.InRange(with.Count("#3a444c"), 1000, 8000);
    }

    [Fact]
    public void Png_ExtentWidened_KeepsSquaresSquareAndCentred()
    {
        var wide = Plain with { Extent = new(1100, 2000, 1300, 2300), Cells = [new(new(1150, 2100), 3)] };

        var picture = new PngReader(MapPng.Draw(wide, 400, 300, scale: 1));

        Assert.NotEqual("#f3f3ef", picture.Colour(175, 175));
        Assert.Equal("#f3f3ef", picture.Colour(140, 150));
    }

    [Fact]
    public void Png_HoleInAnArea_StaysOpen()
    {
        GridPoint[] Square(double from, double to) => [new(1000 + from, 2000 + from), new(1000 + to, 2000 + from), new(1000 + to, 2000 + to), new(1000 + from, 2000 + to)];
        var map = Plain with { Cells = [], Layers = [new AreaLayer([[Square(50, 250), Square(120, 180)]], new AreaStyle("#112233"))] };

        var picture = new PngReader(MapPng.Draw(map, 400, 300, scale: 1));

        Assert.Equal("#112233", picture.Colour(80, 130));
        Assert.NotEqual("#112233", picture.Colour(150, 150));
    }

    [Fact]
    public void Png_SameMapTwice_GivesSameBytes() =>
        Assert.Equal(MapPng.Draw(SampleMap.HotSpots(), 360, 190, 1), MapPng.Draw(SampleMap.HotSpots(), 360, 190, 1));

    [Fact]
    public void Svg_HotSpots_IsWellFormedNamedAndFreeOfStyleAndIds()
    {
        var svg = XElement.Parse(MapSvg.Draw(SampleMap.HotSpots()));

        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("Squares of 250 metres that stand out, October 2026", svg.Elements().First().Value);
        Assert.Contains("Eight squares", svg.Attribute("aria-label")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "style" or "id" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(svg.Descendants().Attributes("font-size"), size => Assert.True(double.Parse(size.Value, System.Globalization.CultureInfo.InvariantCulture) >= 13));
    }

    [Fact]
    public void Svg_HotSpots_ShowsGridFiguresScaleNorthAndSpots()
    {
        var words = XElement.Parse(MapSvg.Draw(SampleMap.HotSpots())).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToHashSet();

        Assert.Superset(new HashSet<string> { "659000", "660000", "241000", "242000", "0", "1 km", "N", "1", "2", "3", "Old Market", "River Bourne" }, words);
    }

    [Fact]
    public void Svg_FeatureFarAway_IsLeftOut()
    {
        var far = Plain with { Layers = [new LineLayer([[new(90000, 90000), new(91000, 91000)]], LineStyle.MainRoad)] };

        Assert.Equal(MapSvg.Draw(Plain), MapSvg.Draw(far));
    }

    [Fact]
    public void Svg_LabelWithMarkup_IsEncoded()
    {
        var svg = MapSvg.Draw(Plain with { Labels = [new("<script>alert(1)</script>", new(1200, 2150))] });

        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Draw_ClassOutsideThePalette_IsRefused(int strength)
    {
        var error = Assert.Throws<ArgumentException>(() => MapSvg.Draw(Plain with { Cells = [new(new(1150, 2100), strength)] }));

        Assert.Contains("must be 0 to 3. Map: One cell", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_ExtentWithoutAreaOrPositionNotFinite_IsRefused()
    {
        Assert.Contains("must have an area", Assert.Throws<ArgumentException>(() => MapPng.Draw(Plain with { Extent = new(5, 5, 5, 9) })).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => MapPng.Draw(Plain with { Points = [new(double.NaN, 1)] })).Message, StringComparison.Ordinal);
    }

    private static void AssertBlend(string over, string under, double share, string seen)
    {
        for (var i = 1; i < 7; i += 2)
        {
            var (a, b, c) = (Hex(over, i), Hex(under, i), Hex(seen, i));
            Assert.InRange(c, Math.Floor((a * share) + (b * (1 - share))) - 1, Math.Ceiling((a * share) + (b * (1 - share))) + 1);
        }
    }

    private static int Hex(string colour, int at) => Convert.ToInt32(colour.Substring(at, 2), 16);
}
