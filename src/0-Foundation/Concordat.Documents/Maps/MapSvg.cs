using Concordat.Documents.Drawing;

namespace Concordat.Documents.Maps;

/// <summary>Draws a map as SVG text that stands inside a page: presentation attributes only, no ids, no style, an accessible name and description.</summary>
public static class MapSvg
{
    /// <summary>The drawing with frame, grid figures, scale bar and north arrow; the legend is for the page, see <see cref="MapDrawing.Legend"/>.</summary>
    /// <param name="map">The map; not changed.</param>
    /// <param name="width">Width in pixels, 200 to 4000.</param>
    /// <param name="height">Height in pixels, 150 to 4000.</param>
    /// <returns>One <c>svg</c> element. All words from the map are encoded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is not in range.</exception>
    /// <exception cref="ArgumentException">The extent has no area, a cell's class is not in its palette, or a position is not finite.</exception>
    public static string Draw(MapDrawing map, int width = 720, int height = 370)
    {
        MapCheck.Check(map, width, height);
        var canvas = new SvgCanvas(width, height);
        MapPainter.Paint(map, canvas, new MapView(map.Extent, width, height));
        return canvas.ToSvg(map.Title, map.Description);
    }
}
