using Concordat.Gate.Identifiers;
using Concordat.Gate.Placing;
using Concordat.Partnership.Areas;

namespace Concordat.Gate.Tests.Checks;

/// <summary>Outward postcodes of admissions are held against the area by the postcodes that are held.</summary>
public sealed class OutwardAreaTests
{
    // QZ1 lies inside, QZ2 on both sides of the boundary, QZ3 outside, QZ4 is not held.
    static readonly PostcodePoint[] Points = [new("QZ1 1AA", 10, 500100, 150100), new("QZ2 1AA", 10, 500900, 150900), new("QZ2 1AB", 10, 509000, 159000), new("QZ3 1AA", 10, 509000, 159000)];

    static PlaceFinder Finder() => new(new CoordinatePlaceFinder(null), new PostcodeBook(Points), new GazetteerMatcher([], []), new PlaceThresholds(), null);

    [Theory]
    [InlineData("QZ1", null)]
    [InlineData("QZ2", null)]
    [InlineData("QZ3", "P-08")]
    [InlineData("QZ4", null)]
    public void ARow_IsSetAsideWhereItsPostcodeLiesWhollyOutside(string outward, string? code)
    {
        var area = StudyArea.Of([new AreaBoundary("Area", null, Square(500000, 150000, 1000))], "Area");

        var passed = PassGate.Csv("10", $"Admission date,Outward postcode\n03/10/2026,{outward}", area: area, places: Finder());

        Assert.Equal(code is null ? 1 : 0, passed.Kept.Count);
        Assert.Equal(code is null ? [] : [code], passed.Codes);
    }

    static NetTopologySuite.Geometries.MultiPolygon Square(double x, double y, double side)
    {
        var factory = new NetTopologySuite.Geometries.GeometryFactory();
        return factory.CreateMultiPolygon([factory.CreatePolygon([new(x, y), new(x + side, y), new(x + side, y + side), new(x, y + side), new(x, y)])]);
    }
}
