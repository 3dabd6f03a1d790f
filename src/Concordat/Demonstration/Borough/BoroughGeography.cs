namespace Concordat.Demonstration.Borough;

/// <summary>A ward of Riverbourne; the ten wards cover the borough once.</summary>
internal sealed record BoroughWard(string Code, string Name, string District, int Residents, int Households, GridPoint[] Ring);

/// <summary>A line of the base map. Kind: river, railway, ring road or main road.</summary>
internal sealed record BoroughLine(string Name, string Kind, GridPoint[] Points);

/// <summary>An area of the base map or of an evaluation. Kind: green space, treatment, buffer or comparison.</summary>
/// <remarks>Hole: where the area is a ring around another, the part left out.</remarks>
internal sealed record BoroughArea(string Name, string Kind, GridPoint[] Ring, GridPoint[]? Hole = null)
{
    public bool Contains(GridPoint point) => GridRing.Contains(Ring, point) && (Hole is null || !GridRing.Contains(Hole, point));
}

/// <summary>The shape of Riverbourne: invented, and laid over open sea so that no real place is meant.</summary>
internal sealed class BoroughGeography
{
    public const int CellMetres = 250;

    /// <summary>Middle of the borough, from which edge and ring road are drawn.</summary>
    public static readonly GridPoint Centre = new(659_000, 241_500);
    public static readonly GridPoint Station = new(658_850, 242_150);

    /// <summary>Chosen so that the middles of exactly 712 squares of 250 metres lie inside the edge.</summary>
    private const double EdgeScale = 1.006;
    private const double RingRoadRadiusMetres = 1600;

    private static readonly (string Name, string District, int From, int To, int Residents, int Households)[] s_outerWards =
    [
        // From and To count steps of 7.5 degrees, counter-clockwise from east.
        ("Eastbrook", "Northfield and Alder Heath", 2, 8, 13_900, 5_800),
        ("Alder Heath", "Northfield and Alder Heath", 8, 14, 12_700, 5_200),
        ("Northfield", "Northfield and Alder Heath", 14, 21, 14_600, 6_000),
        ("Priors Cross", "Old Market and Quayside", 21, 25, 8_900, 3_700),
        ("Lockside", "Old Market and Quayside", 25, 31, 12_200, 5_300),
        ("Saltings", "Tannery and Weir End", 31, 35, 7_800, 3_300),
        ("Weir End", "Tannery and Weir End", 35, 44, 13_300, 5_700),
        ("Tannery", "Tannery and Weir End", 44, 50, 11_500, 4_900),
    ];

    /// <summary>The river between the two places where it crosses the ring road; it parts Old Market from Quayside.</summary>
    private static readonly GridPoint[] s_innerRiver = [new(658_200, 241_480), new(658_800, 241_330), new(659_400, 241_300), new(660_000, 241_250)];
    private const int RiverEntersRingAt = 23;
    private const int RiverLeavesRingAt = 46;

    public BoroughGeography()
    {
        Edge = [.. Enumerable.Range(0, 96).Select(i => GridRing.Polar(Centre, EdgeRadiusMetres(i * 3.75), i * 3.75))];
        RingRoad = [.. Enumerable.Range(0, 48).Select(i => GridRing.Polar(Centre, RingRoadRadiusMetres * (1 + 0.02 * Math.Sin(i * Math.PI / 8)), i * 7.5))];
        Wards = [.. InnerWards(), .. s_outerWards.Select((ward, i) => OuterWard(ward, $"RB{i + 3:00}"))];
        Lines = MakeLines();
        GreenSpaces =
        [
            new("Northfield Common", "green space", GridRing.Circle(new(656_600, 243_450), 480, 14)),
            new("Heath Park", "green space", GridRing.Circle(new(661_250, 243_500), 420, 12)),
            new("Saltings Meadow", "green space", GridRing.Circle(new(658_150, 239_150), 450, 13)),
            new("Castle Gardens", "green space", GridRing.Circle(new(659_620, 242_350), 150, 10)),
        ];
        CycleHubAreas =
        [
            new("Station", "treatment", GridRing.Circle(Station, 300, 32)),
            new("Next door, 300 to 640 m", "buffer", GridRing.Circle(Station, 640, 32), GridRing.Circle(Station, 300, 32)),
            new("Old Market west", "comparison", GridRing.Circle(new(657_950, 242_050), 255, 32)),
        ];
    }

    public GridPoint[] Edge { get; }
    public GridPoint[] RingRoad { get; }
    public IReadOnlyList<BoroughWard> Wards { get; }
    public IReadOnlyList<BoroughLine> Lines { get; }
    public IReadOnlyList<BoroughArea> GreenSpaces { get; }

    /// <summary>Where the effect of the Station Cycle Hub is judged; fixed before the work began.</summary>
    public IReadOnlyList<BoroughArea> CycleHubAreas { get; }

    public BoroughWard WardAt(GridPoint point) => Wards.First(w => GridRing.Contains(w.Ring, point));

    /// <summary>South-west corners of the squares of 250 metres whose middles lie inside the edge.</summary>
    public IEnumerable<GridPoint> Cells()
    {
        for (var northing = 238_000; northing < 245_000; northing += CellMetres)
            for (var easting = 655_000; easting < 663_000; easting += CellMetres)
                if (GridRing.Contains(Edge, new(easting + CellMetres / 2, northing + CellMetres / 2))) yield return new(easting, northing);
    }

    /// <summary>A rounded oblong, 7.8 by 6.8 km, with a gentle unevenness.</summary>
    private static double EdgeRadiusMetres(double degrees)
    {
        var angle = degrees * Math.PI / 180;
        var oblong = Math.Pow(Math.Pow(Math.Abs(Math.Cos(angle)) / 3850, 2.6) + Math.Pow(Math.Abs(Math.Sin(angle)) / 3350, 2.6), -1 / 2.6);
        return EdgeScale * oblong * (1 + 0.008 * Math.Sin(5 * angle) + 0.006 * Math.Sin(11 * angle + 1) + 0.004 * Math.Sin(23 * angle + 2));
    }

    private GridPoint RingRoadAt(int step) => RingRoad[step % 48];

    private IEnumerable<BoroughWard> InnerWards()
    {
        var north = Enumerable.Range(RiverLeavesRingAt, 48 + RiverEntersRingAt - RiverLeavesRingAt + 1).Select(RingRoadAt);
        var south = Enumerable.Range(RiverEntersRingAt, RiverLeavesRingAt - RiverEntersRingAt + 1).Select(RingRoadAt);
        yield return new("RB01", "Old Market", "Old Market and Quayside", 11_400, 5_600, [.. north, .. s_innerRiver]);
        yield return new("RB02", "Quayside", "Old Market and Quayside", 10_200, 5_100, [.. south, .. s_innerRiver.Reverse()]);
    }

    private BoroughWard OuterWard((string Name, string District, int From, int To, int Residents, int Households) ward, string code)
    {
        var outer = Enumerable.Range(2 * ward.From, 2 * (ward.To - ward.From) + 1).Select(i => Edge[i % 96]);
        var inner = Enumerable.Range(ward.From, ward.To - ward.From + 1).Select(RingRoadAt).Reverse();
        return new(code, ward.Name, ward.District, ward.Residents, ward.Households, [.. outer, Bend(ward.To), .. inner, Bend(ward.From)]);
    }

    /// <summary>The bend in the border between two outer wards, shared by both.</summary>
    private GridPoint Bend(int step)
    {
        var (inner, outer) = (RingRoadAt(step), Edge[2 * step % 96]);
        var across = step % 2 == 0 ? 0.06 : -0.06;
        var (east, north) = (outer.EastingMetres - inner.EastingMetres, outer.NorthingMetres - inner.NorthingMetres);
        return new(inner.EastingMetres + (int)Math.Round(0.55 * east - across * north), inner.NorthingMetres + (int)Math.Round(0.55 * north + across * east));
    }

    private List<BoroughLine> MakeLines()
    {
        var lines = new List<BoroughLine>
        {
            new("River Bourne", "river",
            [
                new(655_000, 242_150), new(655_900, 242_050), new(656_700, 241_850), RingRoadAt(RiverEntersRingAt), .. s_innerRiver,
                RingRoadAt(RiverLeavesRingAt), new(661_000, 240_700), new(661_500, 240_150), new(661_900, 239_600), new(662_200, 238_900), new(662_300, 238_000),
            ]),
            new("Railway", "railway", [new(655_000, 241_600), new(656_400, 242_050), new(657_700, 242_330), new(658_500, 242_180), Station, new(659_400, 242_120), new(661_000, 242_000), new(663_000, 242_050)]),
            new("Ring road", "ring road", [.. RingRoad, RingRoad[0]]),
        };
        foreach (var (name, step) in new[] { ("Eastbrook Road", 4), ("Heath Road", 11), ("Northfield Road", 18), ("Priory Road", 24), ("Lockside Road", 29), ("Weir Road", 38), ("Tannery Road", 46) })
            lines.Add(new(name, "main road", [Centre, RingRoadAt(step), Edge[2 * step % 96]]));
        return lines;
    }
}
