using Concordat.Partnership.Areas;

namespace Concordat.Gate.Placing;

/// <summary>Finds a place from coordinates and grid references alone: no gazetteer, no postcodes, no database.</summary>
/// <remarks>
/// What cannot be told for certain is refused, never guessed: a half position, a pair far out at sea, eastings and northings in each other's column (P-03),
/// degrees where metres were said or the other way (P-04). A pair whose two halves could each be the other (eastings and northings alike, as about
/// Manchester) is only told apart where the area is known. Degrees are WGS84, converted to within <see cref="NationalGrid.AccuracyMetres"/> metres.
/// A reference coarser than a metre stands for its square: the answer is the square's middle and half its side is the precision.
/// </remarks>
/// <param name="inArea">True where a point (easting, northing) lies in the partnership's area; null where the area is not known.</param>
public sealed class CoordinatePlaceFinder(Func<double, double, bool>? inArea = null) : IPlaceFinder
{
    const string GridMethod = "grid reference", DegreesMethod = "coordinates";
    const string NotOnGrid = "P-01", Swapped = "P-03", WrongUnit = "P-04";
    const double MetresPerDegree = 111_320, LargestDegrees = 180;
    const double WidestHalfMetres = 5_000; // a square of 10 km; anything wider is no place

    /// <inheritdoc/>
    public PlaceFound Find(in PlaceWords words, string? grid)
    {
        bool noX = WrittenNumber.IsMissing(words.X), noY = WrittenNumber.IsMissing(words.Y);
        var fromPair = (noX, noY) switch
        {
            (true, true) => PlaceFound.None,
            (false, false) => FromColumns(words.X!, words.Y!, grid),
            _ => FromText((noX ? words.Y : words.X)!, grid),
        };
        if (fromPair.Easting is not null || WrittenNumber.IsMissing(words.GridReference)) return fromPair;
        var fromText = FromText(words.GridReference!, grid);
        // Where both were written, the first fault stays in sight although the other answered.
        return fromPair.Fault is null ? fromText : fromText with { Fault = fromPair.Fault };
    }

    PlaceFound FromColumns(string x, string y, string? grid) =>
        WrittenNumber.TryRead(x, out var first) && WrittenNumber.TryRead(y, out var second) ? FromPair(first, second, grid, inColumns: true) : Refuse(NotOnGrid);

    PlaceFound FromText(string text, string? grid)
    {
        if (GridText.TryLettered(text, out var easting, out var northing, out var half))
            return OnLand(easting, northing) ? Place(easting, northing, GridMethod, half) : Refuse(NotOnGrid);
        return GridText.TryPair(text, out var first, out var second) ? FromPair(first, second, grid, inColumns: false) : Refuse(NotOnGrid);
    }

    PlaceFound FromPair(WrittenNumber x, WrittenNumber y, string? grid, bool inColumns)
    {
        if (x.Letter is 'N' or 'S' && y.Letter is not ('N' or 'S') || y.Letter is 'E' or 'W' && x.Letter is not ('E' or 'W'))
        {
            if (inColumns) return Refuse(Swapped);
            (x, y) = (y, x);
        }
        var asThousands = Decide(x.Value, y.Value, x.HalfWidth, y.HalfWidth, grid, inColumns);
        if (x.Value.Equals(x.CommaValue) && y.Value.Equals(y.CommaValue)) return asThousands;
        var asDecimals = Decide(x.CommaValue, y.CommaValue, x.CommaHalfWidth, y.CommaHalfWidth, grid, inColumns);
        // "1,234" may be a thousand or a decimal comma: only where one of the two readings is a place is it certain.
        return (asThousands.Easting, asDecimals.Easting) switch
        {
            (not null, not null) => Refuse(NotOnGrid),
            (null, not null) => asDecimals,
            (not null, null) => asThousands,
            _ => double.IsNaN(x.Value + y.Value) ? asDecimals : asThousands,
        };
    }

    PlaceFound Decide(double x, double y, double xHalf, double yHalf, string? grid, bool inColumns)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y) || (x == 0 && y == 0)) return Refuse(NotOnGrid);
        var small = Math.Abs(x) <= LargestDegrees && Math.Abs(y) <= LargestDegrees;
        var saidMetres = grid is not null && grid.EndsWith("27700", StringComparison.Ordinal);
        var saidDegrees = grid is not null && grid.EndsWith("4326", StringComparison.Ordinal);
        if (small && saidMetres)
            return Refuse(NationalGrid.HoldsDegrees(x, y) || NationalGrid.HoldsDegrees(y, x) ? WrongUnit : NotOnGrid);
        if (!small && saidDegrees) return Refuse(OnLand(x, y) || OnLand(y, x) ? WrongUnit : NotOnGrid);
        return small ? FromDegrees(x, y, xHalf, yHalf, inColumns) : FromMetres(x, y, Math.Max(xHalf, yHalf));
    }

    PlaceFound FromMetres(double easting, double northing, double half)
    {
        if (inArea?.Invoke(easting, northing) != true && IsLikelier(northing, easting, than: (easting, northing))) return Refuse(Swapped);
        return half <= WidestHalfMetres && OnLand(easting, northing) ? Place(easting, northing, GridMethod, Math.Max(0.5, half)) : Refuse(NotOnGrid);
    }

    PlaceFound FromDegrees(double longitude, double latitude, double xHalf, double yHalf, bool inColumns)
    {
        if (NationalGrid.HoldsDegrees(latitude, longitude))
        {
            // In one text the order is free, and which is which is certain; in two columns the wrong one was filled.
            if (inColumns) return Refuse(Swapped);
            (longitude, latitude) = (latitude, longitude);
        }
        // Spreadsheets drop trailing zeros, so the finer of the two halves tells how exact the pair is.
        var half = Math.Min(xHalf, yHalf);
        if (!NationalGrid.HoldsDegrees(longitude, latitude) || half * MetresPerDegree > WidestHalfMetres * 1.2) return Refuse(NotOnGrid);
        var (easting, northing) = NationalGrid.FromLongitudeLatitude(longitude, latitude);
        return OnLand(easting, northing)
            ? Place(easting, northing, DegreesMethod, Math.Max(NationalGrid.AccuracyMetres, half * MetresPerDegree))
            : Refuse(NotOnGrid);
    }

    bool IsLikelier(double easting, double northing, (double Easting, double Northing) than) =>
        inArea?.Invoke(easting, northing) == true
        || !LandSquares.EnglandAndWales(than.Easting, than.Northing)
            && (LandSquares.EnglandAndWales(easting, northing)
                || LandSquares.NearEnglandAndWales(easting, northing) && !LandSquares.NearEnglandAndWales(than.Easting, than.Northing));

    bool OnLand(double easting, double northing) =>
        NationalGrid.Holds(easting, northing) && (LandSquares.Any(easting, northing) || inArea?.Invoke(easting, northing) == true);

    static PlaceFound Place(double easting, double northing, string method, double half) =>
        new(easting, northing, method, half, 100, null, null, []);

    static PlaceFound Refuse(string code) => PlaceFound.None with { Fault = code };
}
