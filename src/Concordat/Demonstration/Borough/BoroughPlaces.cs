namespace Concordat.Demonstration.Borough;

/// <summary>A place that a record can be tied to: a street, or a place without a postal address.</summary>
/// <remarks>Kind: street, car park, station, retail park, supermarket, park, school, public building, night-time street, or waterside.
/// SmallAreaCode: invented code of a small statistical area of about 1,700 residents.
/// HomesWeight: how many homes are near, relative to other places. Drives crimes against homes.
/// ShopsWeight: how much trade and footfall is near, relative to other places.</remarks>
internal sealed record BoroughPlace(
    string Name, string Kind, GridPoint At, string Ward, string SmallAreaCode, string SmallAreaName, double HomesWeight, double ShopsWeight);

/// <summary>Makes the places of Riverbourne: named ones by hand, and several hundred streets by chance.</summary>
internal static class BoroughPlaces
{
    private const int SmallAreas = 68;

    private static readonly string[] s_first =
    [
        "Alder", "Anchor", "Ash", "Barge", "Bell", "Birch", "Brewer", "Bridge", "Canal", "Castle", "Chandler", "Chapel", "Cherry", "Church", "Cooper", "Copper",
        "Cross", "Dock", "Dyer", "Elm", "Ferry", "Fletcher", "Forge", "Fuller", "Garden", "Glover", "Granary", "Grange", "Hawthorn", "Hazel", "Heron", "Hill",
        "Holly", "Hopper", "Kiln", "Kingfisher", "Lark", "Laurel", "Linden", "Malt", "Maple", "Mason", "Meadow", "Mercer", "Minster", "Nailer", "Oak", "Orchard",
        "Osier", "Otter", "Poplar", "Potter", "Priory", "Quarry", "Reed", "Rope", "Rowan", "Saddler", "Sailmaker", "Shuttle", "Silver", "Spring", "Staithe", "Swan",
        "Tanner", "Teasel", "Thatcher", "Tower", "Vicarage", "Walnut", "Water", "Weaver", "Wharf", "Wheelwright", "Willow", "Windmill", "Yew",
    ];

    private static readonly string[] s_second = ["Street", "Road", "Lane", "Avenue", "Close", "Way", "Terrace", "Row", "Drive", "Grove", "Walk", "Rise"];

    /// <summary>Middles of the built-up parts: easting, northing, spread in metres, homes, shops.</summary>
    private static readonly (GridPoint At, double SpreadMetres, double Homes, double Shops)[] s_quarters =
    [
        (new(658_900, 242_000), 750, 0.9, 6.0),
        (new(659_000, 240_900), 650, 0.9, 3.0),
        (new(656_900, 242_900), 800, 1.6, 0.5),
        (new(659_700, 243_700), 700, 1.5, 0.4),
        (new(661_600, 242_700), 750, 1.6, 0.6),
        (new(661_600, 240_900), 600, 1.1, 1.8),
        (new(659_900, 239_300), 750, 1.6, 0.5),
        (new(656_600, 240_500), 750, 1.5, 0.5),
        (new(656_200, 241_700), 500, 1.1, 0.2),
        (new(658_000, 239_600), 500, 1.0, 0.2),
    ];

    private static readonly (string Name, string Kind, int Easting, int Northing)[] s_named =
    [
        ("Riverbourne Station", "station", 658_850, 242_150), ("Station approach", "street", 658_790, 242_070),
        ("Platform Street", "street", 659_280, 242_250), ("Signal Lane", "street", 658_600, 242_560), ("Guard Street", "street", 658_480, 241_790),
        ("Tollgate Street", "street", 657_900, 242_100), ("Wool Hall Street", "street", 658_020, 241_960), ("West Market Street", "street", 657_830, 241_950), ("Library Walk", "street", 658_060, 242_200),
        ("Boat Steps Car Park", "car park", 658_870, 240_960), ("Lock Street multi-storey", "car park", 659_120, 240_880), ("Quay Lane", "street", 659_010, 240_700),
        ("Quayside Boat Steps", "waterside", 658_820, 241_180), ("Lock Street", "street", 659_240, 240_990), ("Bourne Wharf Car Park", "car park", 659_950, 240_800),
        ("Old Market Square", "night-time street", 658_980, 241_800), ("Fish Row", "night-time street", 659_100, 241_720), ("Corn Exchange Street", "night-time street", 658_890, 241_690), ("Bell Yard", "night-time street", 659_190, 241_840),
        ("Old Market bus station", "station", 659_330, 241_950), ("Exchange Shopping Centre", "retail park", 659_060, 241_980), ("Town Hall", "public building", 658_700, 241_880), ("Central Library", "public building", 658_330, 242_110),
        ("Riverbourne Infirmary", "public building", 660_050, 242_450), ("Law Courts", "public building", 659_470, 241_760), ("Castle Gardens", "park", 659_620, 242_350), ("College of Riverbourne", "school", 659_900, 241_700),
        ("Tannery Retail Park", "retail park", 661_800, 240_700), ("Tannery Retail Park Car Park", "car park", 661_860, 240_580), ("Tanyard supermarket", "supermarket", 661_640, 240_840), ("Tannery Academy", "school", 661_250, 241_250), ("Tannery Recreation Ground", "park", 662_100, 241_300),
        ("Eastbrook Library", "public building", 661_700, 242_750), ("Eastbrook Precinct", "retail park", 661_520, 242_620), ("Eastbrook High School", "school", 662_050, 243_050), ("Eastbrook supermarket", "supermarket", 661_300, 242_450),
        ("Heath Park", "park", 661_250, 243_500), ("Alder Heath Parade", "retail park", 659_750, 243_750), ("Alder Heath Primary School", "school", 659_450, 244_050), ("Alder Heath Sports Ground", "park", 660_300, 244_100),
        ("Mill Lane", "street", 656_900, 242_950), ("Millrace Close", "street", 656_980, 243_020), ("Miller's Croft", "street", 656_820, 243_030), ("Hopper Court", "street", 656_840, 242_870), ("Sluice Street", "street", 657_010, 242_880),
        ("Northfield Common", "park", 656_600, 243_450), ("Northfield School", "school", 657_250, 243_400), ("Northfield Parade", "retail park", 657_350, 242_800), ("Northfield supermarket", "supermarket", 657_500, 243_050),
        ("Priors Cross Halt", "station", 656_050, 241_950), ("Priors Cross Primary School", "school", 656_250, 241_450), ("Lockside Marina", "waterside", 657_150, 241_600), ("Lockside Community Centre", "public building", 656_550, 240_450),
        ("Lockside supermarket", "supermarket", 656_850, 240_250), ("Lockside Academy", "school", 656_200, 240_100), ("Lockside Playing Fields", "park", 655_900, 240_800),
        ("Saltings Meadow", "park", 658_150, 239_150), ("Saltings Primary School", "school", 658_050, 239_750), ("Saltings Allotments", "park", 657_700, 238_950),
        ("Weir End Allotments", "park", 660_350, 239_050), ("Weir End Playground", "park", 660_150, 239_250), ("Old Paper Mill", "waterside", 660_480, 239_180), ("Weir End School", "school", 659_650, 239_450), ("Weir End Parade", "retail park", 659_850, 239_700), ("The Weir", "waterside", 661_450, 240_150),
    ];

    public static IReadOnlyList<BoroughPlace> Make(BoroughGeography geography, BoroughChance chance)
    {
        var centres = SmallAreaCentres(geography, chance);
        var places = s_named.Select(p => Place(p.Name, p.Kind, new(p.Easting, p.Northing), geography, centres)).ToList();
        var names = StreetNames(chance);
        foreach (var cell in geography.Cells())
        {
            var middle = new GridPoint(cell.EastingMetres + 125, cell.NorthingMetres + 125);
            var streets = chance.Poisson(1.45 * Math.Min(1, Weights(middle).Homes));
            for (var i = 0; i < streets && names.Count > 0; i++)
            {
                var at = new GridPoint(cell.EastingMetres + chance.Whole(10, 240), cell.NorthingMetres + chance.Whole(10, 240));
                if (GridRing.Contains(geography.Edge, at)) places.Add(Place(names.Dequeue(), "street", at, geography, centres));
            }
        }

        return places;
    }

    private static BoroughPlace Place(string name, string kind, GridPoint at, BoroughGeography geography, GridPoint[] centres)
    {
        var (homes, shops) = Weights(at);
        var area = Enumerable.Range(0, centres.Length).MinBy(i => centres[i].DistanceMetres(at));
        var isHomes = kind is "street" or "night-time street";
        return new(name, kind, at, geography.WardAt(at).Name, $"E0199{area + 1:0000}", $"Riverbourne {area / 4 + 1:000}{"ABCD"[area % 4]}",
            isHomes ? homes : 0.05, kind is "retail park" or "supermarket" or "night-time street" ? 3 * shops + 2 : shops);
    }

    private static (double Homes, double Shops) Weights(GridPoint at)
    {
        var (homes, shops) = (0.03, 0.02);
        foreach (var quarter in s_quarters)
        {
            var near = Math.Exp(-0.5 * Math.Pow(quarter.At.DistanceMetres(at) / quarter.SpreadMetres, 2));
            homes += quarter.Homes * near;
            shops += quarter.Shops * near * near;
        }

        return (homes, shops);
    }

    private static Queue<string> StreetNames(BoroughChance chance)
    {
        var taken = s_named.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        string[] names = [.. s_first.SelectMany(_ => s_second, (first, second) => $"{first} {second}").Where(n => !taken.Contains(n))];
        chance.Shuffle(names);
        return new(names);
    }

    private static GridPoint[] SmallAreaCentres(BoroughGeography geography, BoroughChance chance)
    {
        GridPoint[] cells = [.. geography.Cells()];
        chance.Shuffle(cells);
        return [.. cells.OrderByDescending(c => Weights(c).Homes * chance.Share()).Take(SmallAreas).Select(c => new GridPoint(c.EastingMetres + 125, c.NorthingMetres + 125))
            .OrderByDescending(p => p.NorthingMetres).ThenBy(p => p.EastingMetres)];
    }
}
