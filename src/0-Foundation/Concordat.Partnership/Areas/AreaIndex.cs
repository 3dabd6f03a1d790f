using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Concordat.Partnership.Areas;

/// <summary>Which area a point lies in, for many points: a raster of cells that are wholly inside one area, and exact tests only along the edges.</summary>
/// <remarks>
/// Positions are metres on the British National Grid. A point on an edge belongs to the area it bounds; where two areas share the edge, or overlap,
/// to the one that comes first. Build: proportional to the length of the boundaries; find: constant away from edges. Safe to use from many threads.
/// </remarks>
public sealed class AreaIndex
{
    const int CellsAcross = 512;
    const int None = -1;

    readonly IndexedPointInAreaLocator[] _exact;
    readonly Envelope[] _boxes;
    readonly Envelope _extent;
    readonly double _side;
    readonly int _columns, _rows;
    readonly int[] _inside;      // area wholly covering the cell, or None
    readonly int[]?[] _edges;    // areas whose boundary passes through the cell, in order

    /// <exception cref="ArgumentException">There is no area.</exception>
    public AreaIndex(IReadOnlyList<Geometry> areas)
    {
        if (areas.Count == 0) throw new ArgumentException("An index needs at least one area.", nameof(areas));
        Areas = areas;
        _extent = new Envelope();
        foreach (var area in areas) _extent.ExpandToInclude(area.EnvelopeInternal);
        _side = Math.Max(1, Math.Max(_extent.Width, _extent.Height) / CellsAcross);
        _columns = (int)(_extent.Width / _side) + 1;
        _rows = (int)(_extent.Height / _side) + 1;
        _inside = new int[_columns * _rows];
        Array.Fill(_inside, None);
        _edges = new int[]?[_columns * _rows];
        _exact = [.. areas.Select(a => new IndexedPointInAreaLocator(a))];
        _boxes = [.. areas.Select(a => a.EnvelopeInternal)];
        for (var area = 0; area < areas.Count; area++) MarkEdges(area);
        for (var area = 0; area < areas.Count; area++) FillInside(area);
    }

    internal Envelope Extent => _extent;

    /// <summary>The areas, in the order their positions are returned.</summary>
    public IReadOnlyList<Geometry> Areas { get; }

    /// <summary>Position in <see cref="Areas"/> of the first area that holds the point; −1 where none does or the point is NaN.</summary>
    public int Find(double eastingMetres, double northingMetres)
    {
        if (!(eastingMetres >= _extent.MinX && eastingMetres <= _extent.MaxX && northingMetres >= _extent.MinY && northingMetres <= _extent.MaxY))
            return None;
        var cell = (int)((northingMetres - _extent.MinY) / _side) * _columns + (int)((eastingMetres - _extent.MinX) / _side);
        var inside = _inside[cell];
        if (_edges[cell] is not { } candidates) return inside;
        var point = new Coordinate(eastingMetres, northingMetres);
        foreach (var area in candidates)
        {
            if (inside != None && inside < area) return inside;
            if (_boxes[area].Contains(point) && _exact[area].Locate(point) != Location.Exterior) return area;
        }
        return inside;
    }

    /// <summary>True where any area holds the point.</summary>
    public bool Contains(double eastingMetres, double northingMetres) => Find(eastingMetres, northingMetres) >= 0;

    void MarkEdges(int area)
    {
        foreach (var line in Lines(Areas[area]))
            for (var i = 1; i < line.Length; i++)
                Grid.Crossed(line[i - 1], line[i], _extent.MinX, _extent.MinY, _side, _columns, _rows, (column, row) => AddEdge(row * _columns + column, area));
    }

    void AddEdge(int cell, int area)
    {
        var held = _edges[cell];
        if (held is null) _edges[cell] = [area];
        else if (held[^1] != area) _edges[cell] = [.. held, area];
    }

    void FillInside(int area)
    {
        var box = Areas[area].EnvelopeInternal;
        int left = Column(box.MinX), right = Column(box.MaxX), bottom = Row(box.MinY), top = Row(box.MaxY);
        for (var row = bottom; row <= top; row++)
        {
            bool? known = null; // the same all along a run of cells that the boundary does not cross
            for (var column = left; column <= right; column++)
            {
                var cell = row * _columns + column;
                if (_edges[cell] is { } edges && Array.IndexOf(edges, area) >= 0)
                {
                    known = null;
                    continue;
                }
                known ??= _exact[area].Locate(new Coordinate(_extent.MinX + (column + 0.5) * _side, _extent.MinY + (row + 0.5) * _side)) != Location.Exterior;
                if (known.Value && _inside[cell] == None) _inside[cell] = area;
            }
        }
    }

    int Column(double easting) => Math.Clamp((int)((easting - _extent.MinX) / _side), 0, _columns - 1);
    int Row(double northing) => Math.Clamp((int)((northing - _extent.MinY) / _side), 0, _rows - 1);

    internal static IEnumerable<Coordinate[]> Lines(Geometry area)
    {
        for (var g = 0; g < area.NumGeometries; g++)
        {
            if (area.GetGeometryN(g) is not Polygon polygon) continue;
            yield return polygon.ExteriorRing.Coordinates;
            for (var hole = 0; hole < polygon.NumInteriorRings; hole++) yield return polygon.GetInteriorRingN(hole).Coordinates;
        }
    }
}
