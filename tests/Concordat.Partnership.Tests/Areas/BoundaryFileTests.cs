using System.IO.Compression;
using System.Text;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Files;

namespace Concordat.Partnership.Tests.Areas;

public sealed class BoundaryFileTests
{
    const string Degrees = "[[-0.60,51.20],[-0.50,51.20],[-0.50,51.30],[-0.60,51.30],[-0.60,51.20]]";
    const string Metres = "[[500000,150000],[510000,150000],[510000,160000],[500000,160000],[500000,150000]]";

    static IReadOnlyList<AreaBoundary> Read(string json) => BoundaryFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "area.geojson");

    static FileProblemException Refused(string json) => Assert.Throws<FileProblemException>(() => Read(json));

    static string Polygon(string ring) => $$"""{"type":"Polygon","coordinates":[{{ring}}]}""";

    static string Collection(params string[] features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    static string Feature(string geometry, string properties = "{}") => $$"""{"type":"Feature","properties":{{properties}},"geometry":{{geometry}}}""";

    [Fact]
    public void Read_DegreesAndMetres_AreToldApartByTheirValues()
    {
        var fromDegrees = Read(Polygon(Degrees)).Single();
        var fromMetres = Read(Polygon(Metres)).Single();

        Assert.InRange(fromDegrees.Shape.EnvelopeInternal.MinX, 490_000, 510_000);
        Assert.Equal(500_000, fromMetres.Shape.EnvelopeInternal.MinX);
        Assert.Equal(1e8, fromMetres.Shape.Area, tolerance: 1);
    }

    [Fact]
    public void Read_EveryKindOfGeoJson_GivesItsAreas()
    {
        Assert.Single(Read(Feature(Polygon(Degrees))));
        Assert.Single(Read($$"""{"type":"MultiPolygon","coordinates":[[{{Metres}}]]}"""));
        Assert.Single(Read($$"""{"type":"GeometryCollection","geometries":[{{Polygon(Metres)}}]}"""));
        Assert.Equal(2, Read(Collection(Feature(Polygon(Metres)), Feature(Polygon(Metres)))).Count);
        Assert.Single(Read("\uFEFF" + Polygon(Metres)));
    }

    [Fact]
    public void Read_NamesAndCodes_AreFoundAsPublishersWriteThem()
    {
        var areas = Read(Collection(
            Feature(Polygon(Metres), """{"WD13CD":"E05007251","WD13NM":"Claygate","LADCD":"E07000207"}"""),
            Feature(Polygon(Metres), """{"ward_code":"E05001643","ward_name":"Anchorsholme"}"""),
            Feature(Polygon(Metres), """{"objectid":"E06000008","district":"Blackburn with Darwen"}"""),
            Feature(Polygon(Metres))));

        Assert.Equal(["Claygate", "Anchorsholme", "Blackburn with Darwen", "area 4"], areas.Select(a => a.Name));
        Assert.Equal(["E05007251", "E05001643", "E06000008", null], areas.Select(a => a.Code));
    }

    [Fact]
    public void Read_Packed_IsReadAndABombIsStopped()
    {
        static MemoryStream Gzip(byte[] bytes)
        {
            var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
            packed.Position = 0;
            return packed;
        }

        Assert.Single(BoundaryFile.Read(Gzip(Encoding.UTF8.GetBytes(Polygon(Metres))), "area.geojson.gz"));
        var bomb = Assert.Throws<FileProblemException>(() => BoundaryFile.Read(Gzip(new byte[64 << 20]), "area.geojson.gz"));
        Assert.Contains("times its size", bomb.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "", "empty" },
        { "   \r\n", "empty" },
        { "PK\u0003\u0004 [Content_Types].xml", "Excel" },
        { "<html><body>Sign in</body></html>", "web page" },
        { "name,code\nA,1", "text file" },
        { """{"type":"Polygon","coordinates":[[[0""", "not whole JSON" },
        { "{}", "not GeoJSON" },
        { "[]", "not GeoJSON" },
        { """{"type":"Topology","objects":{}}""", "TopoJSON" },
        { """{"type":"Point","coordinates":[-0.5,51.2]}""", "an area is wanted" },
        { """{"type":"FeatureCollection","features":[]}""", "no areas" },
        { """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}""", "feature 1 has no geometry" },
        { Polygon("[[51.20,-0.60],[51.20,-0.50],[51.30,-0.50],[51.20,-0.60]]"), "swapped" },
        { Polygon("[[2.3,48.8],[2.4,48.8],[2.4,48.9],[2.3,48.8]]"), "not in Great Britain" },
        { Polygon("[[-60000,6600000],[-50000,6600000],[-50000,6700000],[-60000,6600000]]"), "Web Mercator" },
        { Polygon("[[900000,150000],[910000,150000],[910000,160000],[900000,150000]]"), "not on the British National Grid" },
        { Polygon("[[-0.5,51.2],[510000,150000],[510000,160000],[-0.5,51.2]]"), "mixed" },
        { Polygon("[[-0.60,51.20],[-0.50,51.20],[-0.50,51.30],[-0.60,51.30]]"), "not closed" },
        { Polygon("[[-0.60,51.20],[-0.50,51.20],[-0.60,51.20]]"), "at least four" },
        { Polygon("""[[-0.60,51.20],["x",51.20],[-0.50,51.30],[-0.60,51.20]]"""), "not a pair of numbers" },
        { Polygon("[[500000,150000],[510000,160000],[510000,150000],[500000,160000],[500000,150000]]"), "crosses itself at easting 505000, northing 155000" },
        { """{"type":"Polygon","coordinates":[]}""", "no area has any points" },
        { """{"type":"Polygon","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"coordinates":[""" + Metres + "]}", "EPSG:3857" },
        { """{"type":"Polygon","crs":{"type":"name","properties":{"name":"EPSG:27700"}},"coordinates":[""" + Degrees + "]}", "values are degrees" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void Read_BadBoundary_SaysWhatIsWrongAndHowToMendIt(string json, string expected)
    {
        var refusal = Refused(json);

        Assert.StartsWith("area.geojson", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.Remedy.Length > 10);
    }

    [Fact]
    public void Read_HairThinSelfIntersection_IsMendedWithANotice()
    {
        // A loop of one metre on an edge of ten kilometres.
        var area = Read(Polygon("[[500000,150000],[510000,150000],[510000,160000],[505000,160000],[505001,160001],[505001,159999],[500000,160000],[500000,150000]]")).Single();

        Assert.Contains("was mended", area.Notice, StringComparison.Ordinal);
        Assert.True(area.Shape.IsValid);
    }

    [SharedDataTheory("data/boundaries")]
    [InlineData("lsoa_2011_surrey", 709)]
    [InlineData("wards_2013_surrey", 206)]
    [InlineData("lancashire_wards_2022", 271)]
    [InlineData("police_force_areas_2016", 43)]
    [InlineData("lsoa_2011_city_of_london_and_neighbours", 1022)]
    public void Read_PublishedBoundaries_AllAreTakenAndValid(string name, int areas)
    {
        var file = SharedData.Path($"data/boundaries/{name}.geojson.gz");

        var read = BoundaryFile.Read(file);

        Assert.Equal(areas, read.Count);
        Assert.All(read, a => Assert.True(a.Shape.IsValid, a.Name));
        Assert.All(read, a => Assert.NotNull(a.Code));
    }

    [Fact]
    public void Read_AnyBytesChanged_EndsInAreasOrAMessage()
    {
        var random = new Random(1);
        var whole = Encoding.UTF8.GetBytes(Collection(Feature(Polygon(Degrees), """{"name":"A"}"""), Feature(Polygon(Metres))));
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = whole[..random.Next(whole.Length + 1)];
            for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                BoundaryFile.Read(new MemoryStream(bytes), "fuzz.geojson");
            }
            catch (FileProblemException)
            {
                // a message for the sender is the other good end
            }
        }
    }
}
