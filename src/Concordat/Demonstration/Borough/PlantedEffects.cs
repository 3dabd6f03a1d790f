namespace Concordat.Demonstration.Borough;

/// <summary>Records put at named places on purpose, on top of the background.</summary>
/// <remarks>Count: how many in a month; they are dealt to the places by their weights, exactly.</remarks>
internal sealed record PlantedEffect(string Name, string Theme, (string Place, double Weight)[] Places, TimePattern Times, Func<BoroughMonth, BoroughChance, int> Count);

/// <summary>What was planted in Riverbourne, and how strongly. <c>samples/riverbourne/README.md</c> tells the same to readers.</summary>
internal static class PlantedEffects
{
    public static readonly BoroughMonth FirstMonth = new(2023, 11);
    public static readonly BoroughMonth LastMonth = new(2026, 10);
    public static readonly BoroughMonth CycleHubOpened = new(2025, 11);

    /// <summary>The council's anti-social behaviour of February 2026 never came: no data, not zero.</summary>
    public static readonly (string Supplier, int SetNumber, BoroughMonth Month) MissingAtSource = ("council", 8, new(2026, 2));

    public const string QuaysideCarParks = "Quayside car parks";
    public const string StationApproachVehicles = "Station approach, vehicles";
    public const string TanneryVehicles = "Tannery Retail Park, vehicles";
    public const string CycleHubStation = "Station Cycle Hub: station";
    public const string CycleHubNextDoor = "Station Cycle Hub: next door";
    public const string CycleHubComparison = "Station Cycle Hub: comparison";
    public const string TanneryShoplifting = "Tannery Retail Park, shoplifting";
    public const string OldMarketNights = "Old Market nights";
    public const string WeirEndFires = "Weir End fires";
    public const string MillLaneSeries = "Mill Lane series";
    public const string RepeatBurglary = "Repeat burglary";
    public const string RepeatDisturbance = "Repeat disturbance";

    /// <summary>Chance that a burglary with a known day is at the address of one in the 42 days before.</summary>
    public const double RepeatBurglaryShare = 0.07;

    /// <summary>Addresses of lasting disturbance, and their mean of records a month.</summary>
    public const int DisturbedAddresses = 12;
    public const double DisturbedAddressMonthlyMean = 1.3;

    /// <summary>Whole-borough counts that are set, not drawn: the months that the demonstration's assessment compares.</summary>
    public static readonly IReadOnlyDictionary<string, (int September, int October)> SetTotals2026 = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["vehicle-crime"] = (52, 80),
        ["burglary"] = (46, 22),
        ["violence-and-sexual-offences"] = (338, 326),
        ["anti-social-behaviour"] = (430, 402),
        ["deliberate-fires"] = (2, 3),
        ["shoplifting"] = (128, 141),
        ["criminal-damage-and-arson"] = (112, 104),
        ["public-order"] = (103, 97),
        ["other-theft"] = (92, 88),
        ["drugs"] = (44, 47),
        ["other-crime"] = (27, 29),
        ["theft-from-the-person"] = (20, 18),
        ["robbery"] = (13, 15),
        ["possession-of-weapons"] = (9, 8),
    };

    public static int? SetTotal(string theme, BoroughMonth month) =>
        !SetTotals2026.TryGetValue(theme, out var totals) ? null
        : month == LastMonth ? totals.October
        : month == LastMonth.Plus(-1) ? totals.September
        : null;

    public static readonly IReadOnlyList<PlantedEffect> All =
    [
        new(QuaysideCarParks, "vehicle-crime", [("Boat Steps Car Park", 11), ("Lock Street multi-storey", 8), ("Quay Lane", 4)], TimePattern.QuaysideEvenings,
            (m, chance) => m == new BoroughMonth(2026, 10) ? 23 : m >= new BoroughMonth(2026, 8) ? 2 : chance.Poisson(2)),
        new(StationApproachVehicles, "vehicle-crime", [("Station approach", 1)], TimePattern.CommuterDay,
            (m, chance) => m == LastMonth ? 9 : m >= new BoroughMonth(2026, 7) ? 8 : chance.Poisson(1.5)),
        new(TanneryVehicles, "vehicle-crime", [("Tannery Retail Park Car Park", 1)], TimePattern.Daytime,
            (m, chance) => m == LastMonth ? 9 : m == new BoroughMonth(2026, 9) ? 6 : chance.Poisson(1)),
        new(CycleHubStation, "bicycle-theft", [("Riverbourne Station", 3), ("Station approach", 1)], TimePattern.CommuterDay, (m, _) => ShareOfYear(m, 115, 118, 61)),
        new(CycleHubNextDoor, "bicycle-theft", [("Platform Street", 1), ("Signal Lane", 1), ("Guard Street", 1)], TimePattern.CommuterDay, (m, _) => ShareOfYear(m, 44, 43, 38)),
        new(CycleHubComparison, "bicycle-theft", [("Tollgate Street", 1), ("Wool Hall Street", 1), ("West Market Street", 1), ("Library Walk", 1)], TimePattern.CommuterDay, (m, _) => ShareOfYear(m, 206, 204, 198)),
        new(TanneryShoplifting, "shoplifting", [("Tannery Retail Park", 3), ("Tanyard supermarket", 2)], TimePattern.Daytime, (_, chance) => chance.Poisson(34)),
        new(OldMarketNights, "violence-and-sexual-offences", [("Old Market Square", 4), ("Fish Row", 3), ("Corn Exchange Street", 2), ("Bell Yard", 2)], TimePattern.FridayAndSaturdayNights, (_, chance) => chance.Poisson(45)),
        new(WeirEndFires, "deliberate-fires", [("Weir End Allotments", 2), ("Weir End Playground", 1), ("Old Paper Mill", 1)], TimePattern.Evening,
            (m, chance) => m == LastMonth ? 3 : m == new BoroughMonth(2026, 9) ? 1 : chance.Poisson(1.3)),
    ];

    /// <summary>The Mill Lane burglaries: day, place, and the local hours between which the house was empty. They ended with an arrest on 2 November.</summary>
    public static readonly IReadOnlyList<(DateOnly Day, string Place, int FromHour, int ToHour)> MillLane =
    [
        (new(2026, 9, 3), "Mill Lane", 9, 16), (new(2026, 9, 5), "Millrace Close", 10, 15), (new(2026, 9, 8), "Mill Lane", 8, 17), (new(2026, 9, 9), "Miller's Croft", 9, 13),
        (new(2026, 9, 12), "Mill Lane", 11, 18), (new(2026, 9, 15), "Hopper Court", 8, 16), (new(2026, 9, 17), "Millrace Close", 9, 17), (new(2026, 9, 18), "Sluice Street", 9, 12),
        (new(2026, 9, 22), "Mill Lane", 10, 16), (new(2026, 9, 24), "Miller's Croft", 8, 15), (new(2026, 9, 28), "Millrace Close", 13, 18), (new(2026, 9, 30), "Mill Lane", 9, 16),
        (new(2026, 10, 3), "Sluice Street", 10, 17), (new(2026, 10, 6), "Mill Lane", 9, 15), (new(2026, 10, 9), "Hopper Court", 8, 16), (new(2026, 10, 12), "Miller's Croft", 9, 17),
    ];

    /// <summary>A yearly count spread over its twelve months (November first), more in summer; the parts add up exactly.</summary>
    private static int ShareOfYear(BoroughMonth month, int firstYear, int secondYear, int thirdYear)
    {
        double[] weights = [0.85, 0.75, 0.75, 0.8, 0.9, 1, 1.1, 1.2, 1.25, 1.2, 1.15, 1.05]; // adds up to 12
        var index = (month.Year - FirstMonth.Year) * 12 + month.Month - FirstMonth.Month;
        var total = (index / 12) switch { 0 => firstYear, 1 => secondYear, _ => thirdYear };
        var before = weights.Take(index % 12).Sum() / 12;
        var after = weights.Take(index % 12 + 1).Sum() / 12;
        return (int)Math.Round(total * after) - (int)Math.Round(total * before);
    }
}
