using Concordat.Partnership.Files;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>Where each column of a street file stands: today's twelve, or the eight of 2010 to 2012 with grid positions.</summary>
sealed record StreetHeader(char Separator, int Fields, bool HasGridPositions,
    int CrimeId, int Month, int ReportedBy, int X, int Y, int Location, int LsoaCode, int LsoaName, int CrimeType, int Outcome)
{
    public static readonly string[] Names =
        ["Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"];

    static readonly string[] OldNames = ["Month", "Reported by", "Falls within", "Easting", "Northing", "Location", "Crime type", "Context"];

    public string XName => HasGridPositions ? "Easting" : "Longitude";
    public string YName => HasGridPositions ? "Northing" : "Latitude";

    /// <summary>The kind of file these headings belong to; null where they are none of police.uk's.</summary>
    public static PoliceUkKind? KindOf(IReadOnlyList<string> headings)
    {
        var held = headings.Select(Plain).ToHashSet();
        if (held.Contains("legislation") && held.Contains("object of search")) return PoliceUkKind.StopAndSearch;
        if (held.Contains("outcome type") && !held.Contains("crime type")) return PoliceUkKind.Outcomes;
        return Names.Count(n => held.Contains(Plain(n))) >= 4 ? PoliceUkKind.Street : null;
    }

    /// <exception cref="FileProblemException">A column is missing, renamed or there twice.</exception>
    public static StreetHeader Of(IReadOnlyList<string> headings, char separator, string file)
    {
        var plain = headings.Select(Plain).ToArray();
        var old = plain.Contains("easting") && plain.Contains("northing") && !plain.Contains("longitude");
        var expected = old ? OldNames : Names;
        var twice = plain.Where(p => p.Length > 0).GroupBy(p => p).FirstOrDefault(g => g.Count() > 1 && expected.Any(e => Plain(e) == g.Key));
        if (twice is not null)
            throw new FileProblemException(file, $"the column {expected.First(e => Plain(e) == twice.Key)} is there twice", "Send the file as police.uk gave it", 1);
        var missing = expected.Where(e => !plain.Contains(Plain(e))).ToArray();
        if (missing.Length > 0) throw Missing(missing, headings, plain, expected, file);

        int At(string name) => Array.IndexOf(plain, Plain(name));
        return new StreetHeader(separator, headings.Count, old, At("Crime ID"), At("Month"), At("Reported by"),
            At(old ? "Easting" : "Longitude"), At(old ? "Northing" : "Latitude"), At("Location"), At("LSOA code"), At("LSOA name"),
            At("Crime type"), At("Last outcome category"));
    }

    static FileProblemException Missing(string[] missing, IReadOnlyList<string> headings, string[] plain, string[] expected, string file)
    {
        var spare = headings.Where((h, i) => plain[i].Length > 0 && !expected.Any(e => Plain(e) == plain[i])).ToArray();
        var nearest = spare.Select(s => (Heading: s, Far: Distance(Plain(s), Plain(missing[0])))).OrderBy(s => s.Far).FirstOrDefault();
        var renamed = nearest.Heading is not null && (nearest.Far <= Math.Max(2, missing[0].Length * 3 / 5)
            || Plain(missing[0]).StartsWith(Plain(nearest.Heading), StringComparison.Ordinal));
        var which = missing.Length == 1 ? $"the column {missing[0]} is missing" : $"{missing.Length} columns are missing: {string.Join(", ", missing)}";
        return renamed
            ? new FileProblemException(file, $"{which}; \"{Shown(nearest.Heading!)}\" looks like {missing[0]}", $"Rename \"{Shown(nearest.Heading!)}\" to \"{missing[0]}\", or send the file as police.uk gave it", 1, missing[0])
            : new FileProblemException(file, which, "Send the file as police.uk gave it, with all its columns", 1, missing[0]);
    }

    static string Plain(string heading) => heading.Trim().Trim('\uFEFF').Replace('_', ' ').ToLowerInvariant();

    static string Shown(string heading) => heading.Length <= 40 ? heading : heading[..40];

    static int Distance(string a, string b)
    {
        if (a.Length > 60) a = a[..60];
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
