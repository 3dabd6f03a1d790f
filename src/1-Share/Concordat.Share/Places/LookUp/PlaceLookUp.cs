using Concordat.Gate.Placing;
using Concordat.Platform.Access;

namespace Concordat.Share.Places;

/// <summary>What the look-up answers, in the words of its JSON.</summary>
static class PlaceLookUp
{
    /// <summary>Right that a call needs: a signed-in member who reads evidence.</summary>
    public const string Policy = Policies.ReadEvidence;

    public const int LongestQuery = 200;

    public static object Json(PlaceFound found) => new
    {
        easting = found.Easting,
        northing = found.Northing,
        method = found.Method,
        precision_metres = found.PrecisionMetres,
        score = found.Score,
        name = found.Name,
        fault = found.Fault,
        candidates = found.Candidates.Select(c => new { place_id = c.PlaceId, name = c.Name, kind = c.Kind, easting = c.Easting, northing = c.Northing, score = c.Score }),
    };
}
