using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Place names as people say them, from the way suppliers write them.</summary>
internal static partial class PlaceName
{
    /// <summary>"On or near Farr'S Lane" becomes "Farr's Lane"; null where the supplier gave no place.</summary>
    public static string? Tidy(string supplied)
    {
        var name = supplied.Trim();
        if (name.Equals(OnOrNear, StringComparison.OrdinalIgnoreCase)) return null;
        if (name.StartsWith(OnOrNear + " ", StringComparison.OrdinalIgnoreCase)) name = name[OnOrNear.Length..].Trim();
        if (name.Length == 0 || name.Equals("No location", StringComparison.OrdinalIgnoreCase)) return null;
        return TitleCasedApostrophe().Replace(name, m => m.Value.ToLowerInvariant());
    }

    /// <summary>Whether a tidy name says the kind of place only ("Parking Area"), so that it cannot be found from the name alone.</summary>
    public static bool IsKindOnly(string tidy) => Kinds.Contains(tidy);

    /// <summary>"Parking Area" near "Mill Lane" becomes "Parking area near Mill Lane".</summary>
    public static string Near(string kind, string? street)
    {
        var sentenceCase = char.ToUpperInvariant(kind[0]) + kind[1..].ToLowerInvariant();
        return street is null ? sentenceCase : $"{sentenceCase} near {street}";
    }

    const string OnOrNear = "On or near";

    // The kinds of place that data.police.uk writes in place of a street.
    static readonly FrozenSet<string> Kinds = new[]
    {
        "Airport/Airfield", "Bus/Coach Station", "Conference/Exhibition Centre", "Ferry Terminal", "Further/Higher Educational Building",
        "Hospital", "Motorway Service Area", "Nightclub", "Park/Open Space", "Parking Area", "Pedestrian Subway", "Petrol Station",
        "Police Station", "Prison", "Race Track", "Shopping Area", "Sports/Recreation Area", "Supermarket", "Theatre/Concert Hall",
        "Theme/Adventure Park",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<=\p{L}['’])S\b", RegexOptions.CultureInvariant)]
    private static partial Regex TitleCasedApostrophe();
}
