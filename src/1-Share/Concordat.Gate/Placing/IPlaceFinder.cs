namespace Concordat.Gate.Placing;

/// <summary>What a supplier wrote about where; every part may be missing.</summary>
public readonly record struct PlaceWords
{
    /// <summary>Easting or longitude, as written.</summary>
    public string? X { get; init; }
    /// <summary>Northing or latitude, as written.</summary>
    public string? Y { get; init; }
    /// <summary>A grid reference in any notation.</summary>
    public string? GridReference { get; init; }
    /// <summary>Full or outward postcode.</summary>
    public string? Postcode { get; init; }
    /// <summary>Address or description.</summary>
    public string? Text { get; init; }
    /// <summary>The text with personal details taken out: what people's decisions are remembered by. Null where it is the text itself.</summary>
    public string? Kept { get; init; }
}

/// <summary>The answer: where, how it was found, how exact it is, and how sure.</summary>
/// <param name="Easting">Metres on the British National Grid (EPSG:27700); null where there is no place.</param>
/// <param name="Northing">Metres on the British National Grid (EPSG:27700); null where there is no place.</param>
/// <param name="Method">"grid reference", "coordinates" (converted from degrees, ±5 m), "postcode", "gazetteer", "street", "outward postcode" (no point) or "none".</param>
/// <param name="PrecisionMetres">Half the width of what the answer stands for; null where there is no place.</param>
/// <param name="Score">0 to 100; 100 for coordinates and exact matches.</param>
/// <param name="Name">Name of the place as the gazetteer has it, without anything personal; null where it has none.</param>
/// <param name="Fault">Reason code where what was written cannot be a place (P-01 not a place on the grid, P-03 eastings and northings swapped, P-04 degrees where metres were said, or the other way); null otherwise. What is at fault is never used: a place beside a fault was found by the other words of the row.</param>
/// <param name="Candidates">Places that it might be, best first, where no score reached the threshold.</param>
public sealed record PlaceFound(
    double? Easting, double? Northing, string Method, double? PrecisionMetres, double Score, string? Name, string? Fault, IReadOnlyList<PlaceCandidate> Candidates)
{
    public static PlaceFound None { get; } = new(null, null, "none", null, 0, null, null, []);
}

/// <summary>A place that a text might mean.</summary>
/// <param name="PlaceId">Id in the gazetteer; null for a postcode.</param>
/// <param name="Kind">"car park", "open space", "station", "road section", "junction", "postcode"…</param>
/// <param name="Score">0 to 100.</param>
public sealed record PlaceCandidate(Guid? PlaceId, string Name, string Kind, double Easting, double Northing, double Score);

/// <summary>Finds the place a supplier means. Safe to use from several threads at once.</summary>
public interface IPlaceFinder
{
    /// <param name="words">What was written.</param>
    /// <param name="grid">EPSG:27700 or EPSG:4326 where the map says so; null lets the values decide.</param>
    PlaceFound Find(in PlaceWords words, string? grid);

    /// <summary>Whether any address of an outward postcode lies in an area; null where no postcode of it is known.</summary>
    /// <param name="outward">The part before the space, in capitals.</param>
    /// <param name="isInside">Whether a point, in metres on the British National Grid, lies in the area.</param>
    bool? Touches(string outward, Func<double, double, bool> isInside) => null;
}
