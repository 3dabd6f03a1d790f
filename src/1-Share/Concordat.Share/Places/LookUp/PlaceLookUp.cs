using Concordat.Gate.Placing;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Places;

/// <summary>What the look-up answers, in the words of its JSON.</summary>
static class PlaceLookUp
{
    /// <summary>Right that a call needs: a signed-in member who reads evidence, or a partner's system whose key allows it.</summary>
    public const string Policy = Policies.LookUpPlaces;

    public const int LongestQuery = 200;

    /// <summary>The answer to a call whose words cannot be looked up.</summary>
    public static ContentResult Unread(string words) => new() { StatusCode = StatusCodes.Status400BadRequest, ContentType = ApiProblem.MediaType, Content = ApiProblem.Text(400, "I-01", "The call could not be read", words + ".") };

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
