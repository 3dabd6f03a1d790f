using Concordat.CrimePatterns.Clusters;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Series;

/// <summary>A record as the search for series reads it.</summary>
/// <param name="Month">Year times 12 plus month less 1.</param>
/// <param name="From">Earliest moment, UTC; null where only the month is known.</param>
/// <param name="To">Latest moment, UTC; null where only the month is known.</param>
/// <param name="Easting">Metres (EPSG:27700).</param>
/// <param name="Northing">Metres (EPSG:27700).</param>
/// <param name="IsOpen">From open data; others are told of only in numbers that may be shown.</param>
internal sealed record SeriesRecord(Guid Id, int Month, DateTime? From, DateTime? To, double Easting, double Northing, string? Place, bool IsOpen)
{
    /// <summary>The middle of its span in days, where it is known to within two days; null otherwise.</summary>
    public double? Day => From is { } from && To is { } to && (to - from).TotalDays <= 2 ? (from + (to - from) / 2 - DateTime.UnixEpoch).TotalDays : null;

    /// <summary>The hour of its middle in British time, where it is known to within six hours; null otherwise.</summary>
    public int? Hour => From is { } from && To is { } to && (to - from).TotalHours <= 6 ? London.FromUtc(from + (to - from) / 2).Hour : null;
}

/// <summary>How near records of one theme must lie to be proposed as a series.</summary>
/// <param name="Metres">Each is nearer than this to another of them; 50 to 2,000.</param>
/// <param name="Days">Each is fewer days than this from that one; 1 to 62. Records known to the month alone must be of one month.</param>
/// <param name="Fewest">Fewest records; 3 to 50.</param>
internal sealed record SeriesRule(int Metres, int Days, int Fewest)
{
    public string Words => $"{Fewest} or more of one theme, each less than {Metres} m and {Days} days from another; records known to the month alone, of one month";
}

/// <summary>Proposes series by place and time. Where records are many, some lie together by chance: a proposal is a question, no finding.</summary>
internal static class SeriesFinder
{
    /// <summary>Most proposals of one search, the largest first.</summary>
    public const int Most = 20;

    /// <summary>Most records of a proposal: more lie together because the theme is busy there, and nobody can look at each.</summary>
    public const int Largest = 200;

    /// <param name="records">Placed records of one theme, no middles of several places.</param>
    /// <param name="rule">How near.</param>
    /// <param name="fewestShown">Smallest number of records of controlled sets that may be told of; 0 shows all.</param>
    /// <returns>The proposals, and how many groups were left out for having more than <see cref="Largest"/> records.</returns>
    public static (IReadOnlyList<IReadOnlyList<SeriesRecord>> Series, int TooLarge) Find(IReadOnlyList<SeriesRecord> records, SeriesRule rule, int fewestShown)
    {
        var known = records.Where(r => r.Day is not null).ToList();
        var groups = Strings(known, r => r.Day!.Value, rule)
            .Concat(records.Where(r => r.Day is null).GroupBy(r => r.Month).SelectMany(g => Strings([.. g], _ => 0, rule)))
            .Where(g => g.Count >= rule.Fewest && g.Count(r => !r.IsOpen) is var controlled && (controlled == 0 || controlled >= fewestShown)).ToLookup(g => g.Count > Largest);
        return ([.. groups[false].OrderByDescending(g => g.Count).ThenBy(g => g[0].Id).Take(Most)], groups[true].Count());
    }

    static IEnumerable<IReadOnlyList<SeriesRecord>> Strings(List<SeriesRecord> records, Func<SeriesRecord, double> day, SeriesRule rule)
    {
        if (records.Count < rule.Fewest) return [];
        var strings = NearRepeatStrings.Find([.. records.Select(r => r.Easting)], [.. records.Select(r => r.Northing)], [.. records.Select(day)], rule.Metres, rule.Days);
        return records.Zip(strings.Strings).GroupBy(p => p.Second).Select(g => (IReadOnlyList<SeriesRecord>)[.. g.Select(p => p.First).OrderBy(r => r.Month).ThenBy(r => r.From).ThenBy(r => r.Id)]);
    }

    /// <summary>What place and time the records of a series have in common, a sentence each.</summary>
    public static IEnumerable<string> Common(IReadOnlyList<SeriesRecord> records)
    {
        if (records.Count == 0) yield break;
        if (records.Where(r => r.Place is not null).GroupBy(r => r.Place!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault() is { } place)
            yield return $"Place: {place.Count()} of {records.Count} at {place.Key}.";
        var widest = Math.Sqrt(records.Max(a => records.Max(b => (a.Easting - b.Easting) * (a.Easting - b.Easting) + (a.Northing - b.Northing) * (a.Northing - b.Northing))));
        yield return $"The two farthest apart lie {widest:N0} m from each other.";
        var timed = records.Where(r => r.Hour is not null).ToList();
        var quarter = timed.GroupBy(r => r.Hour!.Value / 6).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).FirstOrDefault();
        yield return quarter is null ? "Time: no record says the hour." : $"Time: {quarter.Count()} of the {timed.Count} whose hour is known between {6 * quarter.Key:00}:00 and {6 * quarter.Key + 6:00}:00.";
        yield return "Method: no set of records says how it was done. Whoever confirms the series says what links them.";
    }
}
