using System.Globalization;
using System.Text;

namespace Concordat.Demonstration.Borough;

/// <summary>Riverbourne's gazetteer and postcodes as files: what the import pages take.</summary>
internal static class BoroughGazetteer
{
    /// <summary>Letters that the inward part of a postcode has.</summary>
    private const string InwardLetters = "ABDEFGHJLNPQRSTUWXYZ";

    private static readonly Dictionary<string, string> s_aliases = new(StringComparer.Ordinal)
    {
        ["Quayside Boat Steps"] = "The Landing|Quay steps",
        ["Lock Street multi-storey"] = "Lock Street Car Park|Lock Street MSCP",
        ["Riverbourne Station"] = "The railway station|Train station",
        ["Station approach"] = "Station forecourt",
        ["Old Market bus station"] = "Bus station|Coach station",
        ["Exchange Shopping Centre"] = "The Exchange",
        ["Town Hall"] = "Civic centre",
        ["Riverbourne Infirmary"] = "The Infirmary|Riverbourne Hospital",
        ["Tannery Retail Park"] = "The Tannery|Tanyard shops",
        ["Tannery Retail Park Car Park"] = "Tannery Car Park",
        ["Eastbrook Precinct"] = "Eastbrook shops",
        ["Heath Park"] = "Alder Heath Park",
        ["Alder Heath Sports Ground"] = "Alder Heath Rec",
        ["Northfield Common"] = "The Common",
        ["Lockside Marina"] = "The Marina",
        ["Old Paper Mill"] = "The Paper Mill",
        ["Old Market Square"] = "Market Square|The Square",
    };

    private static readonly (string First, string Second)[] s_junctions =
    [
        ("Lock Street", "Quay Lane"), ("Station approach", "Guard Street"), ("Tollgate Street", "Wool Hall Street"),
        ("Mill Lane", "Millrace Close"), ("Fish Row", "Old Market Square"), ("Corn Exchange Street", "Old Market Square"),
    ];

    /// <summary>The gazetteer in the form that its import takes.</summary>
    public static string Gazetteer(RiverbourneBorough borough)
    {
        var text = new StringBuilder("name,kind,easting,northing,aliases\n");
        foreach (var place in borough.Places) Row(text, place.Name, Kind(place), place.At, s_aliases.GetValueOrDefault(place.Name, ""));
        var places = borough.Places.ToDictionary(p => p.Name, p => p.At, StringComparer.Ordinal);
        foreach (var (first, second) in s_junctions)
            Row(text, $"{first} / {second}", "junction",
                new((places[first].EastingMetres + places[second].EastingMetres) / 2, (places[first].NorthingMetres + places[second].NorthingMetres) / 2), "");
        return text.ToString();
    }

    /// <summary>Invented postcodes of the area RB, which does not exist, in the form of Code-Point Open: two for each street.</summary>
    public static string Postcodes(RiverbourneBorough borough)
    {
        var wards = borough.Geography.Wards.Select(w => w.Name).ToList();
        var given = new int[wards.Count];
        var text = new StringBuilder();
        foreach (var street in borough.Places.Where(p => Kind(p) == "road section"))
            for (var side = -1; side <= 1; side += 2)
            {
                var ward = wards.IndexOf(street.Ward);
                var number = given[ward]++;
                var outward = string.Create(CultureInfo.InvariantCulture, $"RB{ward + 1}");
                var inward = string.Create(CultureInfo.InvariantCulture, $"{number / 400 + 1}{InwardLetters[number / 20 % 20]}{InwardLetters[number % 20]}");
                // Padded to seven characters, as published.
                text.Append(CultureInfo.InvariantCulture, $"\"{outward.PadRight(4)}{inward}\",10,{street.At.EastingMetres + side * 30},{street.At.NorthingMetres + side * 20},\"\",\"\",\"\",\"\",\"\",\"\"\n");
            }
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, string kind, GridPoint at, string aliases) =>
        text.Append(CultureInfo.InvariantCulture, $"{name},{kind},{at.EastingMetres},{at.NorthingMetres},{aliases}\n");

    private static string Kind(BoroughPlace place) => place.Kind switch
    {
        "street" or "night-time street" => "road section",
        "retail park" => "shopping centre",
        "supermarket" => "shop",
        "park" => "open space",
        "public building" => "building",
        "waterside" when place.Name.EndsWith("Steps", StringComparison.Ordinal) => "landing place",
        _ => place.Kind,
    };
}
