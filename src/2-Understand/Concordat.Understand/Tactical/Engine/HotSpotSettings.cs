namespace Concordat.Understand.Tactical.Engine;

/// <summary>How hot spots are found; recorded with every assessment.</summary>
/// <param name="CellMetres">Side of a square of the grid.</param>
/// <param name="NeighbourhoodMetres">Squares whose centres are within this distance count together.</param>
/// <param name="FalseDiscoveryRate">Highest q of a square that stands out, 0 to 1.</param>
/// <param name="FewestForMap">Fewest placed records of a theme in the month for a map.</param>
/// <param name="FewestInHotSpot">Fewest records in a hot spot.</param>
/// <param name="WidestHotSpot">A wider group of squares is parted at the saddles between its peaks.</param>
public sealed record HotSpotSettings(
    double CellMetres = 250, double NeighbourhoodMetres = 400, double FalseDiscoveryRate = 0.05, int FewestForMap = 30, int FewestInHotSpot = 5,
    int WidestHotSpot = 16);
