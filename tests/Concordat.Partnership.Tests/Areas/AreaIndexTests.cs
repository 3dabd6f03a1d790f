using Concordat.Partnership.Areas;
using NetTopologySuite.Geometries;

namespace Concordat.Partnership.Tests.Areas;

public sealed class AreaIndexTests
{
    static readonly GeometryFactory Factory = new();

    static Polygon Square(double left, double bottom, double side) => Factory.CreatePolygon(
        [new(left, bottom), new(left + side, bottom), new(left + side, bottom + side), new(left, bottom + side), new(left, bottom)]);

    [Fact]
    public void Find_PointsOnSharedEdgesAndCorners_BelongToTheFirstArea()
    {
        var index = new AreaIndex([Square(0, 0, 1000), Square(1000, 0, 1000)]);

        Assert.Equal(0, index.Find(500, 500));
        Assert.Equal(1, index.Find(1500, 500));
        Assert.Equal(0, index.Find(1000, 500));
        Assert.Equal(0, index.Find(0, 0));
        Assert.Equal(1, index.Find(2000, 1000));
        Assert.Equal(-1, index.Find(2000.001, 500));
        Assert.Equal(-1, index.Find(double.NaN, 500));
    }

    [Fact]
    public void Find_HoleInAnArea_IsOutside()
    {
        var ring = Factory.CreatePolygon(Square(0, 0, 3000).Shell, [Square(1000, 1000, 1000).Shell]);
        var index = new AreaIndex([ring]);

        Assert.True(index.Contains(500, 500));
        Assert.False(index.Contains(1500, 1500));
        Assert.True(index.Contains(1000, 1500));
    }

    [Fact]
    public void Find_RandomStarsAndPoints_AgreesWithTheSlowWay()
    {
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            var areas = Enumerable.Range(0, 12).Select(_ => (Geometry)Star(random)).ToArray();
            var index = new AreaIndex(areas);
            for (var i = 0; i < 2_000; i++)
            {
                var (x, y) = (random.NextDouble() * 12_000 - 1000, random.NextDouble() * 12_000 - 1000);
                var slow = Array.FindIndex(areas, a => a.Covers(Factory.CreatePoint(new Coordinate(x, y))));
                Assert.Equal(slow, index.Find(x, y));
            }
        }
    }

    static Polygon Star(Random random)
    {
        var (cx, cy) = (random.NextDouble() * 10_000, random.NextDouble() * 10_000);
        var points = Enumerable.Range(0, 24).Select(i =>
        {
            var (angle, radius) = (i * Math.PI / 12, 200 + random.NextDouble() * 2_000);
            return new Coordinate(cx + radius * Math.Cos(angle), cy + radius * Math.Sin(angle));
        }).ToList();
        return Factory.CreatePolygon([.. points, points[0]]);
    }

    [SharedDataFact("data/boundaries/lsoa_2011_surrey.geojson.gz")]
    public void Find_SurreyLsoas_AgreesWithTheSlowWay()
    {
        var file = SharedData.Path("data/boundaries/lsoa_2011_surrey.geojson.gz");
        var areas = BoundaryFile.Read(file).Select(a => (Geometry)a.Shape).ToArray();
        var index = new AreaIndex(areas);
        var random = new Random(11);
        for (var i = 0; i < 1_000; i++)
        {
            var (x, y) = (480_000 + random.NextDouble() * 64_000, 130_000 + random.NextDouble() * 48_000);
            var slow = Array.FindIndex(areas, a => a.Covers(Factory.CreatePoint(new Coordinate(x, y))));
            Assert.Equal(slow, index.Find(x, y));
        }
    }

    [Fact]
    public void Cells_OfAStudyArea_HoldEveryPointOfItAndNoCellApart()
    {
        var star = Factory.CreateMultiPolygon([Star(new Random(3))]);
        var area = StudyArea.Of([new AreaBoundary("Star", null, star)], "Star");

        var cells = area.Cells(250);

        var touched = cells.ToHashSet();
        Assert.Equal(cells.Count, touched.Count);
        Assert.All(cells, c => Assert.True(star.Distance(Square(c.Column * 250, c.Row * 250, 250)) < 1e-6));
        var box = area.Box;
        for (var column = (int)(box.MinEasting / 250) - 1; column <= box.MaxEasting / 250 + 1; column++)
            for (var row = (int)(box.MinNorthing / 250) - 1; row <= box.MaxNorthing / 250 + 1; row++)
                if (star.Intersection(Square(column * 250, row * 250, 250)).Area > 1e-6) Assert.Contains((column, row), touched);
    }

    [Fact]
    public void StudyArea_SeveralBoundaries_IsTheirUnion()
    {
        var area = StudyArea.Of(
            [new("A", null, Factory.CreateMultiPolygon([Square(0, 0, 1000)])), new("B", null, Factory.CreateMultiPolygon([Square(1000, 0, 1000)]))], "Both");

        Assert.Equal("Both", area.Name);
        Assert.Equal(2e6, area.SquareMetres, tolerance: 1);
        Assert.True(area.Contains(1000, 500));
        Assert.Throws<ArgumentOutOfRangeException>(() => area.Cells(0));
    }
}
