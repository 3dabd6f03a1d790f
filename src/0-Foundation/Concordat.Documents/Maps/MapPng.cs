using Concordat.Documents.Drawing;

namespace Concordat.Documents.Maps;

/// <summary>Draws the same map as <see cref="MapSvg"/> in pixels, for documents whose readers cannot show SVG. Needs no font or imaging library.</summary>
public static class MapPng
{
    /// <summary>The drawing as a PNG file.</summary>
    /// <param name="map">The map; not changed.</param>
    /// <param name="width">Width in pixels at scale 1, 200 to 4000.</param>
    /// <param name="height">Height in pixels at scale 1, 150 to 4000.</param>
    /// <param name="scale">Device pixels for one pixel, 1 to 4: 3 prints sharply.</param>
    /// <returns>A PNG of width times scale by height times scale pixels; the same bytes for the same map.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is not in range.</exception>
    /// <exception cref="ArgumentException">The extent has no area, a cell's class is not in its palette, or a position is not finite.</exception>
    public static byte[] Draw(MapDrawing map, int width = 720, int height = 370, double scale = 3)
    {
        MapCheck.Check(map, width, height);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 4);
        var canvas = new RasterCanvas(width, height, scale);
        MapPainter.Paint(map, canvas, new MapView(map.Extent, width, height));
        return canvas.ToPng();
    }
}
