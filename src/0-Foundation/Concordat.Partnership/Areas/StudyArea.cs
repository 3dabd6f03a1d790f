using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;

namespace Concordat.Partnership.Areas;

/// <summary>The area an analysis is about: the union of the polygons of a boundary file or layer.</summary>
public sealed class StudyArea
{
    readonly AreaIndex _index;
    readonly Lazy<Geometry> _shape;

    StudyArea(string name, IReadOnlyList<AreaBoundary> areas)
    {
        Name = name;
        Notices = [.. areas.Select(a => a.Notice).OfType<string>()];
        Geometry[] shapes = [.. areas.Select(a => (Geometry)a.Shape)];
        _index = new AreaIndex(shapes);
        _shape = new(() => shapes.Length == 1 ? shapes[0] : CascadedPolygonUnion.Union(shapes));
    }

    /// <summary>The name people read.</summary>
    public string Name { get; }

    /// <summary>Polygon or multipolygon in metres on the British National Grid.</summary>
    public Geometry Shape => _shape.Value;

    /// <summary>What the sender of the boundary should know: places where it was mended.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Area in square metres of the grid.</summary>
    public double SquareMetres => Shape.Area;

    /// <summary>Smallest box around the area, metres on the grid.</summary>
    public (double MinEasting, double MinNorthing, double MaxEasting, double MaxNorthing) Box =>
        (_index.Extent.MinX, _index.Extent.MinY, _index.Extent.MaxX, _index.Extent.MaxY);

    /// <summary>The area of a boundary file; named by its one feature, or by the file.</summary>
    /// <exception cref="Concordat.Partnership.Files.FileProblemException">The file cannot be taken.</exception>
    public static StudyArea FromFile(string path) =>
        Of(BoundaryFile.Read(path), NameOfFile(path));

    /// <summary>The union of these areas; named by the only one, or as given.</summary>
    /// <exception cref="ArgumentException">There is no area.</exception>
    public static StudyArea Of(IReadOnlyList<AreaBoundary> areas, string name)
    {
        if (areas.Count == 0) throw new ArgumentException("A study area needs at least one boundary.", nameof(areas));
        return new StudyArea(areas.Count == 1 ? areas[0].Name : name, areas);
    }

    /// <summary>True where the point lies in the area or on its edge; false for NaN.</summary>
    public bool Contains(double eastingMetres, double northingMetres) => _index.Contains(eastingMetres, northingMetres);

    /// <summary>
    /// Cells of a square grid that share any part with the area, so that every point of the area has its cell. Cell (c, r) reaches from c·side to
    /// (c+1)·side east and r·side to (r+1)·side north of the grid's own origin. In order of row, then column.
    /// </summary>
    /// <param name="sideMetres">Side of a cell, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is not above 0, or the grid would have more than 20 million cells.</exception>
    public IReadOnlyList<(int Column, int Row)> Cells(double sideMetres)
    {
        if (!(sideMetres > 0)) throw new ArgumentOutOfRangeException(nameof(sideMetres), sideMetres, "The side of a cell must be above 0 metres.");
        var box = Shape.EnvelopeInternal;
        int left = (int)Math.Floor(box.MinX / sideMetres), bottom = (int)Math.Floor(box.MinY / sideMetres);
        int columns = (int)Math.Floor(box.MaxX / sideMetres) - left + 1, rows = (int)Math.Floor(box.MaxY / sideMetres) - bottom + 1;
        if ((long)columns * rows > 20_000_000)
            throw new ArgumentOutOfRangeException(nameof(sideMetres), sideMetres, $"Cells of this side would make a grid of {columns:N0} by {rows:N0}.");
        var touched = new bool[columns * rows];
        foreach (var line in AreaIndex.Lines(Shape))
            for (var i = 1; i < line.Length; i++)
                Grid.Crossed(line[i - 1], line[i], left * sideMetres, bottom * sideMetres, sideMetres, columns, rows, (c, r) => touched[r * columns + c] = true);
        var cells = new List<(int, int)>();
        for (var row = 0; row < rows; row++)
        {
            bool? known = null;
            for (var column = 0; column < columns; column++)
            {
                if (touched[row * columns + column]) known = null;
                else known ??= Contains((left + column + 0.5) * sideMetres, (bottom + row + 0.5) * sideMetres);
                if (known is null or true) cells.Add((left + column, bottom + row));
            }
        }
        return cells;
    }

    static string NameOfFile(string path)
    {
        var stem = Path.GetFileName(path);
        foreach (var end in (string[])[".gz", ".geojson", ".json"])
            if (stem.EndsWith(end, StringComparison.OrdinalIgnoreCase)) stem = stem[..^end.Length];
        return stem;
    }
}
