using NetTopologySuite.Geometries;

namespace Concordat.Partnership.Areas;

/// <summary>One area of a boundary file or layer: a ward, an LSOA, a neighbourhood, a whole partnership.</summary>
/// <param name="Name">The name people read.</param>
/// <param name="Code">The publisher's code (E05007251); null where the file gives none.</param>
/// <param name="Shape">Valid, not empty, in metres on the British National Grid (EPSG:27700).</param>
public sealed record AreaBoundary(string Name, string? Code, MultiPolygon Shape)
{
    /// <summary>What the sender should know: that a hair of the boundary was mended. Null where there is nothing to say.</summary>
    public string? Notice { get; init; }
}
