namespace Concordat.Documents.Maps;

/// <summary>Part of the base map.</summary>
public abstract record MapLayer
{
    private protected MapLayer()
    {
    }
}

/// <summary>Filled areas in one style.</summary>
/// <param name="Areas">Each area as its rings: the outside first, then holes. Rings need not repeat their first point.</param>
/// <param name="Style">How they look.</param>
public sealed record AreaLayer(IReadOnlyList<IReadOnlyList<IReadOnlyList<GridPoint>>> Areas, AreaStyle Style) : MapLayer;

/// <summary>Lines in one style.</summary>
/// <param name="Lines">Each line as its points, at least two.</param>
/// <param name="Style">How they look.</param>
public sealed record LineLayer(IReadOnlyList<IReadOnlyList<GridPoint>> Lines, LineStyle Style) : MapLayer;

/// <summary>How an area looks.</summary>
/// <param name="Fill">Colour such as "#e4ecd9"; null leaves it open.</param>
/// <param name="Opacity">0 to 1, of the fill.</param>
/// <param name="Edge">How its edge looks; null draws none.</param>
public sealed record AreaStyle(string? Fill, double Opacity = 1, LineStyle? Edge = null)
{
    /// <summary>Land inside the partnership's area.</summary>
    public static AreaStyle Land { get; } = new("#fcfcf9");

    /// <summary>Parks and woods.</summary>
    public static AreaStyle Green { get; } = new("#e4ecd9");

    /// <summary>Lakes and wide rivers.</summary>
    public static AreaStyle Water { get; } = new("#b9d4e3");
}

/// <summary>How a line looks. Widths are in pixels of a map 720 wide and grow with the map.</summary>
/// <param name="Colour">Colour such as "#17212b".</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Dash">Lengths of dashes and gaps in pixels, such as "6 4"; null is solid.</param>
/// <param name="CoreColour">Colour of a thinner line drawn on top, so that the first becomes its casing; null for none.</param>
/// <param name="CoreWidth">Width of that line.</param>
/// <param name="CoreDash">Dash of that line.</param>
public sealed record LineStyle(string Colour, double Width, string? Dash = null, string? CoreColour = null, double CoreWidth = 0, string? CoreDash = null)
{
    /// <summary>A river.</summary>
    public static LineStyle River { get; } = new("#b9d4e3", 11);

    /// <summary>A main road: white in a grey casing.</summary>
    public static LineStyle MainRoad { get; } = new("#bcbcb6", 4.2, CoreColour: "#ffffff", CoreWidth: 2.6);

    /// <summary>A street.</summary>
    public static LineStyle Street { get; } = new("#dfdfd8", 2);

    /// <summary>A railway.</summary>
    public static LineStyle Railway { get; } = new("#8f9496", 2.4, CoreColour: "#ffffff", CoreWidth: 1.2, CoreDash: "7 7");

    /// <summary>A ward's edge, dotted.</summary>
    public static LineStyle WardEdge { get; } = new("#6a7278", 1.3, "2 3");

    /// <summary>The edge of the partnership's area.</summary>
    public static LineStyle AreaEdge { get; } = new("#2d363d", 2);
}
