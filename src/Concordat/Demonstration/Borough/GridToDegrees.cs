namespace Concordat.Demonstration.Borough;

/// <summary>British National Grid to longitude and latitude (WGS84), for files that need degrees. Within 5 metres of the national transformation.</summary>
/// <remarks>Redfearn's series on the Airy 1830 ellipsoid, then the seven-parameter Helmert step.
/// Source: Ordnance Survey, A guide to coordinate systems in Great Britain, annexes B and C.</remarks>
internal static class GridToDegrees
{
    private const double A = 6377563.396, B = 6356256.909, Scale = 0.9996012717;
    private const double EastingOrigin = 400_000, NorthingOrigin = -100_000;
    private const double LatitudeOrigin = 49 * Math.PI / 180, LongitudeOrigin = -2 * Math.PI / 180;

    public static (double Longitude, double Latitude) Convert(GridPoint point)
    {
        var (latitude, longitude) = OnAiry(point.EastingMetres, point.NorthingMetres);
        return ToWgs84(latitude, longitude);
    }

    private static (double Latitude, double Longitude) OnAiry(double easting, double northing)
    {
        var e2 = 1 - B * B / (A * A);
        var latitude = LatitudeOrigin + (northing - NorthingOrigin) / (A * Scale);
        for (var rest = double.MaxValue; Math.Abs(rest) > 1e-6;)
        {
            rest = northing - NorthingOrigin - MeridianArc(latitude);
            latitude += rest / (A * Scale);
        }

        var (sine, cosine) = Math.SinCos(latitude);
        var tan2 = Math.Pow(sine / cosine, 2);
        var nu = A * Scale / Math.Sqrt(1 - e2 * sine * sine);
        var rho = A * Scale * (1 - e2) / Math.Pow(1 - e2 * sine * sine, 1.5);
        var eta2 = nu / rho - 1;
        var d = easting - EastingOrigin;
        var tan = sine / cosine;
        var vii = tan / (2 * rho * nu);
        var viii = tan / (24 * rho * Math.Pow(nu, 3)) * (5 + 3 * tan2 + eta2 - 9 * tan2 * eta2);
        var ix = tan / (720 * rho * Math.Pow(nu, 5)) * (61 + 90 * tan2 + 45 * tan2 * tan2);
        var x = 1 / (cosine * nu);
        var xi = 1 / (cosine * 6 * Math.Pow(nu, 3)) * (nu / rho + 2 * tan2);
        var xii = 1 / (cosine * 120 * Math.Pow(nu, 5)) * (5 + 28 * tan2 + 24 * tan2 * tan2);
        var xiia = 1 / (cosine * 5040 * Math.Pow(nu, 7)) * (61 + 662 * tan2 + 1320 * tan2 * tan2 + 720 * Math.Pow(tan2, 3));
        return (latitude - vii * d * d + viii * Math.Pow(d, 4) - ix * Math.Pow(d, 6),
            LongitudeOrigin + x * d - xi * Math.Pow(d, 3) + xii * Math.Pow(d, 5) - xiia * Math.Pow(d, 7));
    }

    private static double MeridianArc(double latitude)
    {
        var n = (A - B) / (A + B);
        var (minus, plus) = (latitude - LatitudeOrigin, latitude + LatitudeOrigin);
        return B * Scale * ((1 + n + 1.25 * n * n + 1.25 * n * n * n) * minus
            - (3 * n + 3 * n * n + 21.0 / 8 * n * n * n) * Math.Sin(minus) * Math.Cos(plus)
            + (15.0 / 8 * n * n + 15.0 / 8 * n * n * n) * Math.Sin(2 * minus) * Math.Cos(2 * plus)
            - 35.0 / 24 * n * n * n * Math.Sin(3 * minus) * Math.Cos(3 * plus));
    }

    private static (double Longitude, double Latitude) ToWgs84(double latitude, double longitude)
    {
        var e2 = 1 - B * B / (A * A);
        var nu = A / Math.Sqrt(1 - e2 * Math.Pow(Math.Sin(latitude), 2));
        var (x, y, z) = (nu * Math.Cos(latitude) * Math.Cos(longitude), nu * Math.Cos(latitude) * Math.Sin(longitude), (1 - e2) * nu * Math.Sin(latitude));
        const double Second = Math.PI / 180 / 3600;
        const double Rx = 0.15 * Second, Ry = 0.247 * Second, Rz = 0.842 * Second, S = 1 - 20.489e-6;
        var (x2, y2, z2) = (446.448 + S * x - Rz * y + Ry * z, -125.157 + Rz * x + S * y - Rx * z, 542.06 - Ry * x + Rx * y + S * z);
        const double A2 = 6378137.0, E2 = 0.00669437999014;
        var p = Math.Sqrt(x2 * x2 + y2 * y2);
        var onWgs84 = Math.Atan2(z2, p * (1 - E2));
        for (var i = 0; i < 6; i++)
        {
            var sine = Math.Sin(onWgs84);
            onWgs84 = Math.Atan2(z2 + E2 * A2 / Math.Sqrt(1 - E2 * sine * sine) * sine, p);
        }

        return (Math.Atan2(y2, x2) * 180 / Math.PI, onWgs84 * 180 / Math.PI);
    }
}
