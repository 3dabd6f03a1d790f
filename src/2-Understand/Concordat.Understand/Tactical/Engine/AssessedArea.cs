using Concordat.Documents.Maps;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>The area an assessment is about, as shapes on the British National Grid (EPSG:27700), metres.</summary>
/// <param name="Name">The name people use.</param>
/// <param name="Shapes">Each part as its rings: the outside first, then holes.</param>
/// <param name="InnerEdges">Smaller areas inside it, such as wards, drawn thinly on maps; may be empty.</param>
public sealed record AssessedArea(
    string Name,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<GridPoint>>> Shapes,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<GridPoint>>> InnerEdges)
{
    /// <summary>The smallest rectangle that holds all shapes.</summary>
    public MapExtent Extent()
    {
        var points = Shapes.SelectMany(s => s).SelectMany(r => r).ToList();
        return new(points.Min(p => p.EastingMetres), points.Min(p => p.NorthingMetres), points.Max(p => p.EastingMetres), points.Max(p => p.NorthingMetres));
    }
}
