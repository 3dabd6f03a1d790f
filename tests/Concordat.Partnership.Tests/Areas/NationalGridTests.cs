using System.Globalization;
using Concordat.Partnership.Areas;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace Concordat.Partnership.Tests.Areas;

public sealed class NationalGridTests
{
    // Ordnance Survey's published OSTN15 test points (ETRS89 degrees, OSGB36 metres).
    public static TheoryData<double, double, double, double> Ostn15 => new()
    {
        { 49.92226393730, -6.29977752014, 91492.146, 11318.804 }, { 49.96006137820, -5.20304609998, 170370.718, 11572.405 },
        { 50.43885825610, -4.10864563561, 250359.811, 62016.569 }, { 50.57563665000, -1.29782277240, 449816.371, 75335.861 },
        { 50.93127937910, -1.45051433700, 438710.920, 114792.250 }, { 51.40078220140, -3.55128349240, 292184.870, 168003.465 },
        { 51.37447025550, 1.44454730409, 639821.835, 169565.858 }, { 51.42754743020, -2.54407618349, 362269.991, 169978.690 },
        { 51.48936564950, -0.11992557180, 530624.974, 178388.464 }, { 51.85890896400, -4.30852476960, 241124.584, 220332.641 },
        { 51.89436637350, 0.89724327012, 599445.590, 225722.826 }, { 52.25529381630, -2.15458614387, 389544.190, 261912.153 },
        { 52.25160951230, -0.91248956970, 474335.969, 262047.755 }, { 52.75136687170, 0.40153547065, 562180.547, 319784.995 },
        { 52.96219109410, -1.19747655922, 454002.834, 340834.943 }, { 53.34480280190, -2.64049320810, 357455.843, 383290.436 },
        { 53.41628516040, -4.28918069756, 247958.971, 393492.909 }, { 53.77911025760, -3.04045490691, 331534.564, 431920.794 },
        { 53.80021519630, -1.66379168242, 422242.186, 433818.701 }, { 54.11685144290, -0.07773133187, 525745.670, 470703.214 },
        { 54.89542340420, -2.93827741149, 339921.145, 556034.761 }, { 54.97912273660, -1.61657685184, 424639.355, 565012.703 },
        { 55.85399952950, -4.29649016251, 256340.925, 664697.269 }, { 57.13902518960, -2.04856030746, 397160.491, 805349.736 },
        { 57.81351838410, -8.57854456076, 9587.909, 899448.996 }, { 59.53470794490, -1.62516966058, 421300.525, 1072147.239 },
        { 60.13308091660, -2.07382822798, 395999.668, 1138728.951 },
    };

    [Theory, MemberData(nameof(Ostn15))]
    public void FromLongitudeLatitude_PublishedOstn15Point_IsWithinTheStatedAccuracy(double latitude, double longitude, double easting, double northing)
    {
        var (e, n) = NationalGrid.FromLongitudeLatitude(longitude, latitude);

        Assert.True(Math.Sqrt((e - easting) * (e - easting) + (n - northing) * (n - northing)) < NationalGrid.AccuracyMetres);
    }

    [Fact]
    public void FromLongitudeLatitude_AllPublishedPoints_DifferByTwoMetresOnAverageWithoutBias()
    {
        var misses = Ostn15.Select(row => ((double)row[0], (double)row[1], (double)row[2], (double)row[3]))
            .Select(p => (Point: p, Grid: NationalGrid.FromLongitudeLatitude(p.Item2, p.Item1)))
            .Select(p => Math.Sqrt(Math.Pow(p.Grid.EastingMetres - p.Point.Item3, 2) + Math.Pow(p.Grid.NorthingMetres - p.Point.Item4, 2))).ToArray();

        Assert.InRange(misses.Average(), 1.2, 2.3);
    }

    [Fact]
    public void ToLongitudeLatitude_AnyPointThereAndBack_IsTheSameToACentimetre()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var (e, n) = (random.NextDouble() * 700_000, random.NextDouble() * 1_250_000);

            var (lon, lat) = NationalGrid.ToLongitudeLatitude(e, n);
            var (e2, n2) = NationalGrid.FromLongitudeLatitude(lon, lat);

            Assert.Equal(e, e2, tolerance: 0.01);
            Assert.Equal(n, n2, tolerance: 0.01);
        }
    }

    [Fact]
    public void FromLongitudeLatitude_AgainstAnIndependentLibrary_AgreesToACentimetre()
    {
        var factory = new CoordinateSystemFactory();
        const string grid = """
            PROJCS["OSGB 1936 / British National Grid",GEOGCS["OSGB 1936",DATUM["OSGB_1936",SPHEROID["Airy 1830",6377563.396,299.3249646],
            TOWGS84[446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],
            PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],PARAMETER["scale_factor",0.9996012717],
            PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],UNIT["metre",1]]
            """;
        var transform = new CoordinateTransformationFactory().CreateFromCoordinateSystems(
            GeographicCoordinateSystem.WGS84, factory.CreateFromWkt(grid.ReplaceLineEndings(""))).MathTransform;

        foreach (var (lon, lat) in new[] { (-0.1, 51.5), (-1.36, 53.43), (-4.2, 50.4), (1.7, 52.6), (-5.7, 50.1) })
        {
            var theirs = transform.Transform(lon, lat);
            var (e, n) = NationalGrid.FromLongitudeLatitude(lon, lat);
            Assert.Equal(theirs.x, e, tolerance: 0.01);
            Assert.Equal(theirs.y, n, tolerance: 0.01);
        }
    }

    [Fact]
    public void FromLongitudeLatitude_Arrays_EqualThePointsOneByOne()
    {
        double[] lon = [-0.1, double.NaN, -2], lat = [51.5, 52, 49], e = new double[3], n = new double[3];

        NationalGrid.FromLongitudeLatitude(lon, lat, e, n);

        Assert.Equal(NationalGrid.FromLongitudeLatitude(-0.1, 51.5), (e[0], n[0]));
        Assert.True(double.IsNaN(e[1]));
        Assert.Throws<ArgumentException>(() => NationalGrid.FromLongitudeLatitude(lon, lat, e, new double[2]));
    }

    [Theory]
    [InlineData("TG 51409 13177", 651409, 313177, 1)]
    [InlineData("tg5140913177", 651409, 313177, 1)]
    [InlineData("TG 514 131", 651400, 313100, 100)]
    [InlineData("TQ 30 80", 530000, 180000, 1000)]
    [InlineData("651409 313177", 651409, 313177, 1)]
    [InlineData("651409, 313177", 651409, 313177, 1)]
    [InlineData("SV 00000 00000", 0, 0, 1)]
    [InlineData("HP 6 1", 460000, 1210000, 10000)]
    public void GridReference_Written_IsTheSquareItNames(string text, double easting, double northing, double precision)
    {
        Assert.True(GridReference.TryParse(text, out var e, out var n, out var p), text);
        Assert.Equal((easting, northing, precision), (e, n, p));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("TG 5140 13177")]
    [InlineData("TI 51409 13177")]
    [InlineData("AA 51409 13177")]
    [InlineData("51.5, -0.1")]
    [InlineData("851409 313177")]
    [InlineData("TG 51409 1317x")]
    public void GridReference_NotOne_IsRefused(string? text) => Assert.False(GridReference.TryParse(text, out _, out _, out _));

    [Fact]
    public void GridReference_AnyPoint_ComesBackFromItsText()
    {
        var random = new Random(27700);
        for (var i = 0; i < 5_000; i++)
        {
            var (e, n) = (random.Next(700_000), random.Next(1_300_000));
            var text = GridReference.Format(e, n);
            Assert.True(GridReference.TryParse(text, out var e2, out var n2, out _), text.ToString(CultureInfo.InvariantCulture));
            Assert.Equal((e, n), ((int)e2, (int)n2));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => GridReference.Format(700_000, 0));
    }
}
