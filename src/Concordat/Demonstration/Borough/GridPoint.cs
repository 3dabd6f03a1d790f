namespace Concordat.Demonstration.Borough;

/// <summary>A point on the British National Grid (EPSG:27700), in whole metres.</summary>
internal readonly record struct GridPoint(int EastingMetres, int NorthingMetres)
{
    public double DistanceMetres(GridPoint other) =>
        Math.Sqrt(Math.Pow(EastingMetres - other.EastingMetres, 2) + Math.Pow(NorthingMetres - other.NorthingMetres, 2));
}

/// <summary>Simple polygons given as rings that are not closed: the last point joins the first.</summary>
internal static class GridRing
{
    public static bool Contains(GridPoint[] ring, GridPoint point)
    {
        var inside = false;
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a.NorthingMetres > point.NorthingMetres == b.NorthingMetres > point.NorthingMetres) continue;
            var crossing = a.EastingMetres + (double)(b.EastingMetres - a.EastingMetres) * (point.NorthingMetres - a.NorthingMetres) / (b.NorthingMetres - a.NorthingMetres);
            if (point.EastingMetres < crossing) inside = !inside;
        }

        return inside;
    }

    /// <summary>Twice the area in square metres, exact; positive when the ring runs counter-clockwise.</summary>
    public static long TwiceAreaSquareMetres(GridPoint[] ring)
    {
        long sum = 0;
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            sum += (long)ring[j].EastingMetres * ring[i].NorthingMetres - (long)ring[i].EastingMetres * ring[j].NorthingMetres;
        return sum;
    }

    public static GridPoint[] Circle(GridPoint centre, double radiusMetres, int corners) =>
        [.. Enumerable.Range(0, corners).Select(i => Polar(centre, radiusMetres, 360.0 * i / corners))];

    public static GridPoint Polar(GridPoint centre, double radiusMetres, double degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        return new(centre.EastingMetres + (int)Math.Round(radiusMetres * cosine), centre.NorthingMetres + (int)Math.Round(radiusMetres * sine));
    }
}
