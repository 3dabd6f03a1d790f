using Concordat.Documents.Drawing;

namespace Concordat.Documents.Maps;

/// <summary>Puts metres on the grid to pixels on the paper: north up, one scale both ways, the extent widened to the shape of the paper.</summary>
internal sealed record MapView
{
    public MapView(MapExtent extent, double width, double height)
    {
        (Width, Height) = (width, height);
        MetresPerPixel = Math.Max((extent.East - extent.West) / width, (extent.North - extent.South) / height);
        West = ((extent.West + extent.East) / 2) - (width * MetresPerPixel / 2);
        North = ((extent.South + extent.North) / 2) + (height * MetresPerPixel / 2);
    }

    public double Width { get; }

    public double Height { get; }

    public double MetresPerPixel { get; }

    public double West { get; }

    public double North { get; }

    public double East => West + (Width * MetresPerPixel);

    public double South => North - (Height * MetresPerPixel);

    /// <summary>How much wider or thinner lines are than on a map 720 pixels wide.</summary>
    public double LineScale => Math.Clamp(Width / 720, 0.6, 3);

    public Spot Place(GridPoint at) => new((at.EastingMetres - West) / MetresPerPixel, (North - at.NorthingMetres) / MetresPerPixel);

    /// <summary>The line in pixels without points too near to see, or an empty list when it lies wholly off one side of the paper.</summary>
    public List<Spot> Place(IReadOnlyList<GridPoint> line)
    {
        const double margin = 30, nearest = 0.35;
        List<Spot> placed = [];
        foreach (var point in line)
        {
            var spot = Place(point);
            if (placed.Count == 0 || Math.Abs(spot.X - placed[^1].X) + Math.Abs(spot.Y - placed[^1].Y) > nearest) placed.Add(spot);
        }
        var isOff = placed.Count == 0
            || placed.TrueForAll(p => p.X < -margin) || placed.TrueForAll(p => p.X > Width + margin)
            || placed.TrueForAll(p => p.Y < -margin) || placed.TrueForAll(p => p.Y > Height + margin);
        return isOff ? [] : placed;
    }
}
