using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Concordat.Demonstration.Borough;

/// <summary>Riverbourne as files: outlines as GeoJSON, and months in the form of police.uk downloads.</summary>
internal static class BoroughFiles
{
    private const string Header = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
    private const string Force = "Riverbourne Police";

    /// <summary>The committed files by their path under <c>samples/riverbourne</c>.</summary>
    public static IReadOnlyDictionary<string, string> All(RiverbourneBorough borough) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["borough.geojson"] = GeoJson([(new() { ["name"] = RiverbourneBorough.Name }, borough.Geography.Edge, null)]),
        ["wards.geojson"] = GeoJson(borough.Geography.Wards.Select(w => (
            new Dictionary<string, object> { ["code"] = w.Code, ["name"] = w.Name, ["district"] = w.District, ["residents"] = w.Residents, ["households"] = w.Households },
            w.Ring, (GridPoint[]?)null))),
        ["cycle-hub-areas.geojson"] = GeoJson(borough.Geography.CycleHubAreas.Select(a => (
            new Dictionary<string, object> { ["name"] = a.Name, ["kind"] = a.Kind }, a.Ring, a.Hole))),
        ["gazetteer.csv"] = BoroughGazetteer.Gazetteer(borough),
        ["postcodes/rb.csv"] = BoroughGazetteer.Postcodes(borough),
        ["police-uk/2026-09/2026-09-riverbourne-street.csv"] = PoliceUkMonth(borough, new(2026, 9), []),
        ["police-uk/2026-10/2026-10-riverbourne-street.csv"] = PoliceUkMonth(borough, new(2026, 10), FaultsOfOctober(borough)),
    };

    private static string GeoJson(IEnumerable<(Dictionary<string, object> Properties, GridPoint[] Ring, GridPoint[]? Hole)> features)
    {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[\n");
        text.AppendJoin(",\n", features.Select(f => "{\"type\":\"Feature\",\"properties\":" + JsonSerializer.Serialize(f.Properties)
            + ",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" + Ring(f.Ring) + (f.Hole is null ? "" : "," + Ring([.. f.Hole.Reverse()])) + "]}}"));
        return text.Append("\n]}\n").ToString();
    }

    private static string Ring(GridPoint[] ring) => "[" + string.Join(',', ring.Append(ring[0]).Select(p =>
    {
        var (longitude, latitude) = GridToDegrees.Convert(p);
        return string.Create(CultureInfo.InvariantCulture, $"[{longitude:0.000000},{latitude:0.000000}]");
    })) + "]";

    /// <summary>A month's file; each fault becomes a row of its own at the line it names, the header being line 1.</summary>
    private static string PoliceUkMonth(RiverbourneBorough borough, BoroughMonth month, IReadOnlyList<(int Line, string Row)> faults)
    {
        var rows = borough.Incidents.Where(i => i.Month == month && i.Supplier == "police").Select(Row).ToList();
        foreach (var (line, row) in faults) rows.Insert(line - 2, row);
        return string.Join('\n', rows.Prepend(Header)) + "\n";
    }

    private static string Row(BoroughIncident incident)
    {
        var isCrime = incident.Supplier == "police";
        return Row(isCrime ? incident.Reference : "", incident.Month.ToString(), incident.Place, CrimeType(incident.Theme), isCrime ? Outcome(incident) : "", "");
    }

    private static string Row(string reference, string month, BoroughPlace? place, string crimeType, string outcome, string context)
    {
        if (place is null) return $"{reference},{month},{Force},{Force},,,No Location,,,{crimeType},{outcome},{context}";
        var (longitude, latitude) = GridToDegrees.Convert(place.At);
        return string.Create(CultureInfo.InvariantCulture,
            $"{reference},{month},{Force},{Force},{longitude:0.000000},{latitude:0.000000},On or near {place.Name},{place.SmallAreaCode},{place.SmallAreaName},{crimeType},{outcome},{context}");
    }

    private static List<(int Line, string Row)> FaultsOfOctober(RiverbourneBorough borough)
    {
        var place = borough.Places.Single(p => p.Name == "Mill Lane");
        var (longitude, latitude) = GridToDegrees.Convert(place.At);
        var swapped = string.Create(CultureInfo.InvariantCulture, $"{latitude:0.000000},{longitude:0.000000}");
        var right = string.Create(CultureInfo.InvariantCulture, $"{longitude:0.000000},{latitude:0.000000}");
        var again = borough.Incidents.First(i => i.Month == new BoroughMonth(2026, 10) && i.Theme == "bicycle-theft");
        return
        [
            (50, Row(Reference('a'), "2026-13", place, "Burglary", "Under investigation", "")),
            (100, Row(Reference('b'), "2026-10", place, "Nuisance other veh", "Under investigation", "")),
            (150, Row(Reference('c'), "2026-10", place, "Vehicle crime", "Under investigation", "").Replace(right, swapped, StringComparison.Ordinal)),
            (200, Row(Reference('d'), "2026-10", place with { At = new(652_000, 241_000) }, "Vehicle crime", "Under investigation", "")),
            (250, Row(Reference('e'), "2026-10", place, "Other theft", "Under investigation", "Caller asked to be rung on 01632 960 961")),
            (300, $"{Reference('f')},2026-10,{Force},{Force},{right}"),
            (900, Row(again)),
        ];
    }

    private static string Reference(char figure) => new(figure, 64);

    private static string Outcome(BoroughIncident incident) =>
        incident.Month == PlantedEffects.LastMonth || incident.Reference[0] is '0' or '1' ? "Under investigation" : "Investigation complete; no suspect identified";

    private static string CrimeType(string theme) => theme switch
    {
        "anti-social-behaviour" => "Anti-social behaviour",
        "bicycle-theft" => "Bicycle theft",
        "burglary" => "Burglary",
        "criminal-damage-and-arson" => "Criminal damage and arson",
        "drugs" => "Drugs",
        "other-theft" => "Other theft",
        "public-order" => "Public order",
        "robbery" => "Robbery",
        "shoplifting" => "Shoplifting",
        "theft-from-the-person" => "Theft from the person",
        "vehicle-crime" => "Vehicle crime",
        "violence-and-sexual-offences" => "Violence and sexual offences",
        "possession-of-weapons" => "Possession of weapons",
        _ => "Other crime",
    };
}
