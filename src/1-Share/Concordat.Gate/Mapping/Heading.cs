using System.Text;
using Concordat.Gate.Identifiers;

namespace Concordat.Gate.Mapping;

/// <summary>Headings of suppliers made comparable: "IncidentDt", "INCIDENT_DATE" and "Incident date:" are the same.</summary>
static class Heading
{
    static readonly Dictionary<string, string> Short = new()
    {
        ["dt"] = "date",
        ["tm"] = "time",
        ["catg"] = "category",
        ["categ"] = "category",
        ["inc"] = "incident",
        ["loc"] = "location",
        ["refno"] = "reference number",
        ["no"] = "number",
        ["num"] = "number",
        ["nbr"] = "number",
        ["addr"] = "address",
        ["lat"] = "latitude",
        ["lon"] = "longitude",
        ["long"] = "longitude",
        ["lng"] = "longitude",
        ["eastings"] = "easting",
        ["northings"] = "northing",
        ["east"] = "easting",
        ["north"] = "northing",
        ["desc"] = "description",
        ["cd"] = "code",
        ["occ"] = "occurrence",
        ["incidents"] = "incident",
        ["longitudes"] = "longitude",
        ["latitudes"] = "latitude",
        ["coords"] = "coordinate",
        ["coord"] = "coordinate",
        ["coordinates"] = "coordinate",
        ["pcode"] = "postcode",
        ["postcodes"] = "postcode",
        ["grp"] = "group",
        ["yr"] = "year",
        ["mth"] = "month",
        ["mnth"] = "month",
        ["type"] = "type",
        ["ref"] = "reference",
    };

    // Words that change nothing at the end of a heading: units and reference systems.
    static readonly HashSet<string> Units = ["m", "metres", "meters", "bng", "osgb", "osgb36", "wgs84", "epsg", "27700", "4326", "optional", "required", "dd", "mm", "yyyy", "hh", "ddmmyyyy", "hhmm", "gmt", "bst", "24hr"];

    /// <summary>The words of a heading, short forms written out.</summary>
    public static string Plain(string heading)
    {
        var words = Words.Plain(Parted(heading)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Select(w => Short.GetValueOrDefault(w, w)).ToList();
        while (kept.Count > 1 && Units.Contains(kept[^1])) kept.RemoveAt(kept.Count - 1);
        return string.Join(' ', kept).Replace("post code", "postcode", StringComparison.Ordinal).Replace("grid reference number", "grid reference", StringComparison.Ordinal);
    }

    /// <summary>How well a heading fits a list of names, best first: 1 to 0.7 where it is one of them, less where one is among its words, 0 otherwise.</summary>
    public static double Match(string plain, IReadOnlyList<string> names, bool loosely)
    {
        if (plain.Length == 0) return 0;
        var squeezed = Squeezed(plain);
        for (var i = 0; i < names.Count; i++)
            if (names[i] == plain || (squeezed.Length > 3 && Squeezed(names[i]) == squeezed)) return Math.Max(0.7, 1 - 0.004 * i);
        if (!loosely) return 0;
        var words = plain.Split(' ');
        var best = 0.0;
        foreach (var name in names)
        {
            var parts = name.Split(' ');
            if (name.Length < 4 || parts.Length >= words.Length || !Holds(words, parts)) continue;
            best = Math.Max(best, 0.3 + 0.35 * parts.Length / words.Length);
        }
        return best;
    }

    /// <summary>What kind of personal detail a heading announces; null where it announces none.</summary>
    public static IdentifierKind? Personal(string heading)
    {
        var plain = Plain(heading);
        var words = plain.Split(' ');
        if (words.Any(w => w is "dob" or "birth" or "born" or "birthdate")) return IdentifierKind.BirthDate;
        if (words.Any(w => w is "phone" or "telephone" or "mobile" or "tel" or "landline")) return IdentifierKind.Telephone;
        if (words.Any(w => w is "email") || plain.Contains("e mail", StringComparison.Ordinal)) return IdentifierKind.Email;
        if (words.Any(w => w is "nhs")) return IdentifierKind.NhsNumber;
        if (words.Any(w => w is "nino" or "ni") || plain.Contains("national insurance", StringComparison.Ordinal)) return IdentifierKind.NationalInsuranceNumber;
        if (words.Any(w => w is "vrm" or "vrn" or "numberplate") || plain.Contains("vehicle registration", StringComparison.Ordinal)) return IdentifierKind.Plate;
        if (words.Any(w => w is "surname" or "forename" or "forenames" or "firstname" or "lastname" or "fullname")
            || plain is "name" or "first name" or "last name" or "full name" or "middle name" or "known as" or "alias") return IdentifierKind.Name;
        return IsOfPerson(plain) && words.Any(w => w is "name") ? IdentifierKind.Name : null;
    }

    /// <summary>True where a heading speaks of somebody's person or home, which no set holds.</summary>
    public static bool IsOfPerson(string plain)
    {
        var words = plain.Split(' ');
        return words.Any(w => w is "victim" or "complainant" or "offender" or "suspect" or "perpetrator" or "witness" or "caller" or "informant" or "officer" or "reporter" or "tenant"
                or "mother" or "father" or "parent" or "guardian" or "subject" or "aggrieved" or "driver" or "nok")
            || ((plain.Contains("home address", StringComparison.Ordinal) || plain.Contains("patient address", StringComparison.Ordinal) || plain.Contains("pupil address", StringComparison.Ordinal)
                || plain.Contains("pupil name", StringComparison.Ordinal) || plain.Contains("patient name", StringComparison.Ordinal) || plain.Contains("student name", StringComparison.Ordinal)
                || plain.Contains("child name", StringComparison.Ordinal)));
    }

    static bool Holds(string[] words, string[] parts)
    {
        for (var start = 0; start + parts.Length <= words.Length; start++)
            if (words.AsSpan(start, parts.Length).SequenceEqual(parts)) return true;
        return parts.Length > 1 && parts.All(p => Array.IndexOf(words, p) >= 0);
    }

    static string Squeezed(string plain) => plain.Replace(" ", "", StringComparison.Ordinal);

    // "IncidentDate" and "GRIDRef2" fall into their words.
    static string Parted(string heading)
    {
        var parted = new StringBuilder(heading.Length + 8);
        for (var i = 0; i < heading.Length; i++)
        {
            var c = heading[i];
            if (i > 0 && char.IsUpper(c) && (char.IsLower(heading[i - 1]) || (char.IsUpper(heading[i - 1]) && i + 1 < heading.Length && char.IsLower(heading[i + 1])))) parted.Append(' ');
            parted.Append(c);
        }
        return parted.ToString();
    }
}
