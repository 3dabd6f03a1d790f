using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Names a group of incidents by the street or place most of them were recorded at.</summary>
/// <remarks>Made once for an area. Ties go to the name that comes first in the alphabet, so the order of the rows never matters.</remarks>
internal sealed class Places
{
    readonly IncidentColumns _incidents;
    readonly string?[] _tidy;
    readonly (double Easting, double Northing, string Name)[] _streets;

    public Places(IncidentColumns incidents)
    {
        _incidents = incidents;
        _tidy = [.. incidents.Places.Select(PlaceName.Tidy)];
        _streets = StreetPoints(incidents, _tidy);
    }

    /// <summary>The name of the commonest place among these rows; the nearest street helps where that is only a kind of place.</summary>
    public string NameOf(IReadOnlyList<int> rows) => Ranked(rows) is [var first, ..]
        ? Describe(first)
        : StreetNearest(MeanPoint(rows)) is { } street ? $"Near {street}" : "Place without a name";

    /// <summary>The name with a second street, for a place whose first name is already taken.</summary>
    public string LongNameOf(IReadOnlyList<int> rows)
    {
        var first = NameOf(rows);
        var second = Ranked(rows).Select(p => p.Name).FirstOrDefault(n => !PlaceName.IsKindOnly(n) && !first.Contains(n, StringComparison.Ordinal))
            ?? StreetNearest(MeanPoint(rows), not: first);
        return second is null ? first : $"{first} and {second}";
    }

    /// <summary>The names of several groups; those that would share one get the longer name.</summary>
    public IReadOnlyList<string> NamesOf(IReadOnlyList<List<int>> groups)
    {
        var names = groups.Select(NameOf).ToList();
        var taken = names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. names.Select((name, i) => taken.Contains(name) ? LongNameOf(groups[i]) : name)];
    }

    /// <summary>A point's name from the name its supplier gives it.</summary>
    public string NameAt(string? supplied, double easting, double northing) => supplied is not null && PlaceName.Tidy(supplied) is { } tidy
        ? Describe((tidy, easting, northing))
        : StreetNearest((easting, northing)) is { } street ? $"Near {street}" : "Place without a name";

    string Describe((string Name, double Easting, double Northing) place) => PlaceName.IsKindOnly(place.Name)
        ? PlaceName.Near(place.Name, StreetNearest((place.Easting, place.Northing)))
        : place.Name;

    List<(string Name, double Easting, double Northing)> Ranked(IReadOnlyList<int> rows) =>
        [.. rows.Where(r => TidyAt(r) is not null)
            .GroupBy(r => TidyAt(r)!, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, At: CommonestPoint(g)))
            .Select(p => (p.Name, p.At.Easting, p.At.Northing))];

    string? TidyAt(int row) => _incidents.Place[row] is >= 0 and var place ? _tidy[place] : null;

    (double Easting, double Northing) CommonestPoint(IEnumerable<int> rows) =>
        rows.GroupBy(r => (_incidents.Easting[r], _incidents.Northing[r]))
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
            .First().Key;

    (double Easting, double Northing) MeanPoint(IReadOnlyList<int> rows) =>
        // Whole metres, so that the sum does not depend on the order of the rows.
        (rows.Average(r => Math.Round(_incidents.Easting[r])), rows.Average(r => Math.Round(_incidents.Northing[r])));

    string? StreetNearest((double Easting, double Northing) point, string? not = null)
    {
        var best = double.PositiveInfinity;
        string? name = null;
        foreach (var street in _streets)
        {
            var (dx, dy) = (street.Easting - point.Easting, street.Northing - point.Northing);
            var squared = dx * dx + dy * dy;
            if (squared > best || not is not null && not.Contains(street.Name, StringComparison.Ordinal)) continue;
            if (squared == best && string.CompareOrdinal(street.Name, name) >= 0) continue;
            (best, name) = (squared, street.Name);
        }
        return name;
    }

    static (double Easting, double Northing, string Name)[] StreetPoints(IncidentColumns incidents, string?[] tidy)
    {
        var seen = new HashSet<(double, double, int)>();
        for (var row = 0; row < incidents.Count; row++)
            if (incidents.Place[row] is >= 0 and var place && tidy[place] is { } name && !PlaceName.IsKindOnly(name) && !double.IsNaN(incidents.Easting[row]))
                seen.Add((incidents.Easting[row], incidents.Northing[row], place));
        return [.. seen.Select(s => (s.Item1, s.Item2, tidy[s.Item3]!))];
    }
}
