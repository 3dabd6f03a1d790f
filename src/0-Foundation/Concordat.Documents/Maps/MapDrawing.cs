namespace Concordat.Documents.Maps;

/// <summary>A place on the British National Grid (EPSG:27700).</summary>
/// <param name="EastingMetres">Metres east of the grid's origin.</param>
/// <param name="NorthingMetres">Metres north of the grid's origin.</param>
public readonly record struct GridPoint(double EastingMetres, double NorthingMetres);

/// <summary>The part of the grid that a map shows. The writers widen it to the shape of the paper, keeping its centre.</summary>
/// <param name="West">Lowest easting in metres.</param>
/// <param name="South">Lowest northing in metres.</param>
/// <param name="East">Highest easting in metres; more than <paramref name="West"/>.</param>
/// <param name="North">Highest northing in metres; more than <paramref name="South"/>.</param>
public sealed record MapExtent(double West, double South, double East, double North);

/// <summary>A map in metres on the British National Grid, drawn from below: layers, cells, points, numbered spots, then frame, scale bar and north arrow.</summary>
public sealed record MapDrawing
{
    /// <summary>What is drawn, for the accessible name.</summary>
    public required string Title { get; init; }

    /// <summary>The finding in the map, for those who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The part of the grid to show.</summary>
    public required MapExtent Extent { get; init; }

    /// <summary>The base map and areas, the lowest first.</summary>
    public IReadOnlyList<MapLayer> Layers { get; init; } = [];

    /// <summary>Square cells of one size, coloured by class.</summary>
    public IReadOnlyList<MapCell> Cells { get; init; } = [];

    /// <summary>Side of a cell in metres; used only with cells.</summary>
    public double CellSizeMetres { get; init; } = 250;

    /// <summary>Colours of the cells.</summary>
    public CellPalette CellPalette { get; init; } = CellPalette.Strength;

    /// <summary>Single places as small discs, such as repeat locations.</summary>
    public IReadOnlyList<GridPoint> Points { get; init; } = [];

    /// <summary>Numbered discs that match the rows of the table beside the map.</summary>
    public IReadOnlyList<MapSpot> Spots { get; init; } = [];

    /// <summary>Names of places, drawn over cells.</summary>
    public IReadOnlyList<MapLabel> Labels { get; init; } = [];

    /// <summary>What the colours mean; null when nothing is coloured. Shown under the map by the writers.</summary>
    public MapLegend? Legend { get; init; }
}

/// <summary>One square cell.</summary>
/// <param name="SouthWest">Its lower left corner.</param>
/// <param name="Class">0 to 3 (weak to strong) with <see cref="CellPalette.Strength"/>, 0 to 4 (fall to rise, 2 no change) with <see cref="CellPalette.Change"/>.</param>
/// <param name="IsNew">True gives it a dark outline.</param>
public sealed record MapCell(GridPoint SouthWest, int Class, bool IsNew = false);

/// <summary>Which colours the cells take.</summary>
public enum CellPalette
{
    /// <summary>One hue in four classes, light to dark.</summary>
    Strength,

    /// <summary>Five classes from fall (blue) through no change we can tell to rise (brown).</summary>
    Change,
}

/// <summary>A numbered disc.</summary>
/// <param name="Number">The number of its row in the table.</param>
/// <param name="At">Its centre.</param>
public sealed record MapSpot(int Number, GridPoint At);

/// <summary>A name on the map.</summary>
/// <param name="Text">The name.</param>
/// <param name="At">Its middle.</param>
/// <param name="IsWater">True sets it in blue, for a river or lake.</param>
/// <param name="AngleDegrees">Turn clockwise; 0 is level.</param>
public sealed record MapLabel(string Text, GridPoint At, bool IsWater = false, double AngleDegrees = 0);

/// <summary>What a map's colours mean, with the bounds of every class.</summary>
/// <param name="Title">What is measured, such as "Strength, z score".</param>
/// <param name="Entries">The classes in order.</param>
public sealed record MapLegend(string Title, IReadOnlyList<MapLegendEntry> Entries)
{
    /// <summary>The legend of strength cells.</summary>
    /// <param name="title">What is measured.</param>
    /// <param name="bounds">The bounds of the four classes in words, weak to strong.</param>
    /// <param name="newLabel">Words for outlined cells; null when none are outlined.</param>
    /// <exception cref="ArgumentException">Not four bounds.</exception>
    public static MapLegend Strength(string title, IReadOnlyList<string> bounds, string? newLabel = null)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        if (bounds.Count != MapPalettes.Strength.Count)
            throw new ArgumentException($"Strength has four classes; got {bounds.Count} bounds.", nameof(bounds));
        var entries = bounds.Select((words, i) => new MapLegendEntry(words, LegendMark.Fill, MapPalettes.Strength[i])).ToList();
        if (newLabel is not null) entries.Add(new(newLabel, LegendMark.Outline, "#17212b"));
        return new(title, entries);
    }
}

/// <summary>One line of a legend.</summary>
/// <param name="Label">The class in words, with its bounds.</param>
/// <param name="Mark">What stands beside it.</param>
/// <param name="Colour">Colour of the mark, such as "#155866".</param>
/// <param name="Dash">Dash pattern of a line mark in pixels, such as "6 4"; null is solid.</param>
public sealed record MapLegendEntry(string Label, LegendMark Mark, string Colour, string? Dash = null);

/// <summary>What stands beside a legend's words.</summary>
public enum LegendMark
{
    /// <summary>A filled square.</summary>
    Fill,

    /// <summary>An outlined square.</summary>
    Outline,

    /// <summary>A short line.</summary>
    Line,

    /// <summary>A small disc.</summary>
    Point,
}

/// <summary>The colours of cells.</summary>
public static class MapPalettes
{
    /// <summary>Four classes of strength, weak to strong.</summary>
    public static IReadOnlyList<string> Strength { get; } = ["#fbe0b0", "#f3b25a", "#d9772a", "#8f3a06"];

    /// <summary>Five classes of change, fall to rise; the middle one is no change we can tell.</summary>
    public static IReadOnlyList<string> Change { get; } = ["#0d4f8b", "#7fb0da", "#f1f1ec", "#efb07a", "#a63f06"];
}
