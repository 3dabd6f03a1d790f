using System.Globalization;
using Concordat.Documents.Drawing;

namespace Concordat.Documents.Maps;

/// <summary>Paints a map from below: base, grid, cells, points, names, numbered spots, frame.</summary>
internal static class MapPainter
{
    private const string Ground = "#f3f3ef", GridColour = "#d9d9d3", PointColour = "#17212b";

    public static void Paint(MapDrawing map, ICanvas canvas, MapView view)
    {
        canvas.Rectangle(0, 0, view.Width, view.Height, Ground);
        foreach (var layer in map.Layers) PaintLayer(layer, canvas, view);
        PaintGridLines(canvas, view);
        PaintCells(map, canvas, view);
        foreach (var point in map.Points) PaintPoint(canvas, view.Place(point));
        MapFurniture.PaintGridFigures(canvas, view);
        foreach (var label in map.Labels) PaintLabel(label, canvas, view);
        foreach (var spot in map.Spots) PaintSpot(spot, canvas, view);
        MapFurniture.Paint(canvas, view);
    }

    private static void PaintLayer(MapLayer layer, ICanvas canvas, MapView view)
    {
        switch (layer)
        {
            case AreaLayer areas:
                foreach (var area in areas.Areas) PaintArea(area, areas.Style, canvas, view);
                break;
            case LineLayer lines:
                PaintLines([.. lines.Lines.Select(view.Place).Where(line => line.Count > 1)], lines.Style, canvas, view);
                break;
        }
    }

    private static void PaintArea(IReadOnlyList<IReadOnlyList<GridPoint>> area, AreaStyle style, ICanvas canvas, MapView view)
    {
        var rings = area.Select(view.Place).Where(ring => ring.Count > 2).ToList();
        if (rings.Count == 0) return;
        if (style.Fill is { } fill) canvas.Area(rings, fill, style.Opacity);
        if (style.Edge is { } edge) PaintLines(rings.ConvertAll(ring => ring[0] == ring[^1] ? ring : [.. ring, ring[0]]), edge, canvas, view);
    }

    // All casings before all cores, so that roads join instead of crossing.
    private static void PaintLines(List<List<Spot>> lines, LineStyle style, ICanvas canvas, MapView view)
    {
        foreach (var line in lines) canvas.Line(line, style.Colour, style.Width * view.LineScale, style.Dash);
        if (style.CoreColour is not { } core) return;
        foreach (var line in lines) canvas.Line(line, core, style.CoreWidth * view.LineScale, style.CoreDash);
    }

    private static void PaintGridLines(ICanvas canvas, MapView view)
    {
        var spacing = MapFurniture.GridSpacing(view);
        foreach (var easting in MapFurniture.Multiples(view.West, view.East, spacing))
            canvas.Segment((easting - view.West) / view.MetresPerPixel, 0, (easting - view.West) / view.MetresPerPixel, view.Height, GridColour, 0.9);
        foreach (var northing in MapFurniture.Multiples(view.South, view.North, spacing))
            canvas.Segment(0, (view.North - northing) / view.MetresPerPixel, view.Width, (view.North - northing) / view.MetresPerPixel, GridColour, 0.9);
    }

    private static void PaintCells(MapDrawing map, ICanvas canvas, MapView view)
    {
        var colours = map.CellPalette == CellPalette.Strength ? MapPalettes.Strength : MapPalettes.Change;
        var side = map.CellSizeMetres / view.MetresPerPixel;
        foreach (var (cell, x, y) in map.Cells.Select(cell => Corner(cell, view, side)))
        {
            canvas.Rectangle(x, y, side, side, colours[cell.Class], 0.94);
            canvas.Outline(x, y, side, side, Look.White, Math.Min(1.2, side / 8));
        }
        foreach (var (_, x, y) in map.Cells.Where(cell => cell.IsNew).Select(cell => Corner(cell, view, side)))
            canvas.Outline(x, y, side, side, Look.Ink, Math.Clamp(side / 10, 1, 2.2));
    }

    private static (MapCell Cell, double X, double Y) Corner(MapCell cell, MapView view, double side)
    {
        var corner = view.Place(cell.SouthWest);
        return (cell, corner.X, corner.Y - side);
    }

    private static void PaintPoint(ICanvas canvas, Spot at)
    {
        canvas.Disc(at.X, at.Y, 4.6, Look.White);
        canvas.Disc(at.X, at.Y, 3.2, PointColour);
    }

    private static void PaintLabel(MapLabel label, ICanvas canvas, MapView view)
    {
        var at = view.Place(label.At);
        canvas.Text(label.Text, at.X, at.Y + 5, label.IsWater
            ? new(14, "#2f6584", Anchor.Middle, HasHalo: true, Turn: label.AngleDegrees)
            : new(15.5, "#3a444c", Anchor.Middle, IsBold: true, HasHalo: true, Turn: label.AngleDegrees));
    }

    private static void PaintSpot(MapSpot spot, ICanvas canvas, MapView view)
    {
        var at = view.Place(spot.At);
        canvas.Disc(at.X, at.Y, 13.5, Look.White);
        canvas.Disc(at.X, at.Y, 12, Look.Ink);
        canvas.Text(spot.Number.ToString(CultureInfo.InvariantCulture), at.X, at.Y + 5, new(15, Look.White, Anchor.Middle, IsBold: true));
    }
}
