using System.Globalization;
using Concordat.Partnership.Areas;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.LinearReferencing;

namespace Concordat.Share.Places;

/// <summary>The shape of a place on the British National Grid, and the point that stands for it.</summary>
/// <param name="Wkt">Well-known text in metres (EPSG:27700).</param>
/// <param name="Easting">A point on the shape: half-way along a line, inside an area.</param>
/// <param name="HalfWidthMetres">Half the longer side of the box around it, 15 at least.</param>
public sealed record PlaceShape(string Wkt, double Easting, double Northing, double HalfWidthMetres)
{
    const double SmallestHalfWidthMetres = 15;
    const int MostPoints = 20_000;

    public static PlaceShape Point(double easting, double northing) =>
        new(string.Create(CultureInfo.InvariantCulture, $"POINT ({Math.Round(easting, 1)} {Math.Round(northing, 1)})"), Math.Round(easting, 1), Math.Round(northing, 1), SmallestHalfWidthMetres);

    /// <summary>Reads well-known text of a point, line or area.</summary>
    /// <param name="problem">Why it cannot be taken, to go after "the shape"; null where it can.</param>
    public static PlaceShape? FromWkt(string wkt, out string? problem)
    {
        try
        {
            return Of(new WKTReader().Read(wkt), out problem);
        }
        catch (Exception fault) when (fault is ParseException or ArgumentException or FormatException or OverflowException)
        {
            problem = "is not well-known text such as POINT (657100 240200)";
            return null;
        }
    }

    /// <summary>The shape of a geometry in metres on the grid.</summary>
    public static PlaceShape? Of(Geometry shape, out string? problem)
    {
        problem = shape switch
        {
            { IsEmpty: true } => "is empty",
            not (NetTopologySuite.Geometries.Point or LineString or MultiLineString or Polygon or MultiPolygon) => "must be one point, line or area",
            { NumPoints: > MostPoints } => $"has more than {MostPoints:N0} points",
            _ when shape.Coordinates.Any(c => !NationalGrid.Holds(c.X, c.Y)) => "is not on the British National Grid",
            { IsValid: false } => "crosses itself",
            _ => null,
        };
        if (problem is not null) return null;
        var at = shape switch
        {
            LineString or MultiLineString => new LengthIndexedLine(shape).ExtractPoint(shape.Length / 2),
            Polygon or MultiPolygon => shape.InteriorPoint.Coordinate,
            _ => shape.Coordinate,
        };
        var box = shape.EnvelopeInternal;
        return new(new WKTWriter().Write(shape), Math.Round(at.X, 1), Math.Round(at.Y, 1), Math.Min(50_000, Math.Max(SmallestHalfWidthMetres, Math.Round(Math.Max(box.Width, box.Height) / 2))));
    }
}
