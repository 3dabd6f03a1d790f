using Concordat.Gate.Reading;

namespace Concordat.Gate.Tests.Reading;

/// <summary>GeoJSON as mapping software writes it.</summary>
public sealed class GeoJsonTests
{
    static string Collection(params string[] features) => $"{{\"type\":\"FeatureCollection\",\"features\":[{string.Join(',', features)}]}}";

    static string Point(string x, string y, string properties) => $"{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{x},{y}]}},\"properties\":{properties}}}";

    [Fact]
    public void Features_ArePropertiesThenPlace()
    {
        var table = Files.One(Files.Text(Collection(Point("-0.5703", "51.2362", """{"ref":"A","n":12,"ok":true,"none":null,"deep":{"a":[1,2]}}"""), Point("-1e-1", "51", """{"late":" x ","ref":"B"}"""))));

        Assert.Equal((1, SourceFormat.GeoJson), (table.HeaderRow, table.Format));
        Assert.Equal(["ref", "n", "ok", "none", "deep", "late", "longitude", "latitude"], table.Headings);
        Assert.Equal(["2: A|12|TRUE||{\"a\":[1,2]}||-0.5703|51.2362", "3: B|||||x|-0.1|51"], table.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}},")]
    public void Coordinates_InMetres_AreEastingAndNorthing(string crs)
    {
        var table = Files.One(Files.Text(Collection(Point("530123.4", "180456", "{\"ref\":\"A\"}")).Replace("\"features\"", crs + "\"features\"", StringComparison.Ordinal)));

        Assert.Equal(["ref", "easting", "northing"], table.Headings);
        Assert.Equal("2: A|530123.4|180456", Assert.Single(table.Lines));
    }

    [Fact]
    public void Shapes_AreAPointInsideThem()
    {
        // A horseshoe, whose middle lies outside it.
        var table = Files.One(Files.Text(Collection("""{"type":"Feature","properties":{"ref":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,50],[3,50],[3,51],[1,51],[1,52],[3,52],[3,53],[0,53],[0,50]]]}}""", """{"type":"Feature","properties":{"ref":"B"},"geometry":{"type":"Polygon","coordinates":[[[0,50],[1,50]]]}}""")));

        var place = (double.Parse(table.Rows[0].Cells[1], System.Globalization.CultureInfo.InvariantCulture), double.Parse(table.Rows[0].Cells[2], System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(place.Item1 is > 0 and < 1 || place.Item2 is < 51 or > 52);
        Assert.Equal("3: B|0.5|50", table.Lines[1]);
        Assert.Contains("2 features are lines or areas", Assert.Single(table.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_WithoutAPlaceOrOutOfOrder_AreKept()
    {
        var table = Files.One(Files.Text("""{"features":[{"properties":{"longitude":"x","ref":"A"},"type":"Feature","geometry":null},{"type":"Feature","id":7,"properties":null,"geometry":{"type":"Point","coordinates":[]}}],"type":"FeatureCollection"}"""));

        Assert.Equal(["longitude", "ref", "id", "latitude"], table.Headings);
        Assert.Equal(["2: |A||", "3: ||7|"], table.Lines);
    }

    [Fact]
    public void Features_ByTheThousand_ComeOneByOne()
    {
        var table = Files.One(Files.Gzip(Files.Text(Collection([.. Enumerable.Range(0, 30_000).Select(i => Point("-0.5", "51.2", $"{{\"ref\":\"R{i}\",\"note\":\"{new string('x', i % 97)}\"}}"))]))));

        Assert.Equal(30_000, table.Rows.Count);
        Assert.Equal((30_001, "R29999"), (table.Rows[^1].Number, table.Rows[^1].Cells[0]));
    }
}
