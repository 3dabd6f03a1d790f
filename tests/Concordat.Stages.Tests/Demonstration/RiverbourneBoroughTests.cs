using Concordat.Demonstration.Borough;

namespace Concordat.Stages.Tests.Demonstration;

public sealed class RiverbourneBoroughTests
{
    private static readonly RiverbourneBorough s_borough = RiverbourneBorough.Create();
    private static readonly BoroughMonth s_september = new(2026, 9);
    private static readonly BoroughMonth s_october = new(2026, 10);

    [Fact]
    public void Create_Twice_GivesTheSameBorough()
    {
        var again = RiverbourneBorough.Create();

        Assert.Equal(s_borough.Places, again.Places);
        Assert.Equal(s_borough.Incidents, again.Incidents);
    }

    [Fact]
    public void Create_Incidents_AboutFiftyThousandWithUniqueReferences()
    {
        Assert.InRange(s_borough.Incidents.Count, 47_000, 53_000);
        Assert.Equal(s_borough.Incidents.Count, s_borough.Incidents.Select(i => (i.Supplier, i.Reference)).Distinct().Count());
    }

    [Fact]
    public void Edge_OpenSeaOffTheEast_HoldsEveryCornerAndSevenHundredAndTwelveSquares()
    {
        Assert.All(s_borough.Geography.Edge, p =>
        {
            Assert.InRange(p.EastingMetres, 655_000, 663_000);
            Assert.InRange(p.NorthingMetres, 238_000, 245_000);
        });
        Assert.Equal(712, s_borough.Geography.Cells().Count());
    }

    [Fact]
    public void Wards_TheTen_CoverTheBoroughOnce()
    {
        var wards = s_borough.Geography.Wards;

        Assert.Equal(10, wards.Select(w => w.Name).Distinct().Count());
        Assert.Equal(3, wards.Select(w => w.District).Distinct().Count());
        Assert.All(wards, w => Assert.True(GridRing.TwiceAreaSquareMetres(w.Ring) > 0, w.Name));
        Assert.Equal(GridRing.TwiceAreaSquareMetres(s_borough.Geography.Edge), wards.Sum(w => GridRing.TwiceAreaSquareMetres(w.Ring)));
        Assert.All(s_borough.Geography.Cells(), c => Assert.Single(wards, w => GridRing.Contains(w.Ring, new(c.EastingMetres + 125, c.NorthingMetres + 125))));
    }

    [Fact]
    public void Places_SeveralHundred_NamedOnceAndInsideTheirWards()
    {
        Assert.InRange(s_borough.Places.Count(p => p.Kind == "street"), 400, 800);
        Assert.Equal(s_borough.Places.Count, s_borough.Places.Select(p => p.Name).Distinct().Count());
        Assert.All(s_borough.Places, p => Assert.True(GridRing.Contains(s_borough.Geography.Wards.Single(w => w.Name == p.Ward).Ring, p.At), p.Name));
        Assert.Equal("Quayside", Place("Boat Steps Car Park").Ward);
        Assert.Equal("Old Market", Place("Riverbourne Station").Ward);
        Assert.Equal("Tannery", Place("Tannery Retail Park").Ward);
        Assert.Equal("Northfield", Place("Mill Lane").Ward);
        Assert.Equal("Weir End", Place("Weir End Allotments").Ward);
        Assert.Equal("Old Market", Place("Old Market Square").Ward);
    }

    [Fact]
    public void Incidents_PlacedOnes_LieInsideTheEdge()
    {
        var placed = s_borough.Incidents.Where(i => i.Point is not null).ToList();

        Assert.InRange(placed.Count, 0.97 * s_borough.Incidents.Count, 0.995 * s_borough.Incidents.Count);
        Assert.All(placed, i => Assert.True(GridRing.Contains(s_borough.Geography.Edge, i.Point!.Value), i.Reference));
        Assert.All(placed.Where(i => i.Supplier == "police"), i => Assert.Equal(i.Place!.At, i.Point));
    }

    [Fact]
    public void Incidents_Times_AboutAThirdKnownAndWithinTheirMonth()
    {
        var timed = s_borough.Incidents.Where(i => i.Knowledge != TimeKnowledge.Month).ToList();

        Assert.InRange((double)timed.Count / s_borough.Incidents.Count, 0.30, 0.40);
        Assert.All(timed, i =>
        {
            var (from, to) = (BoroughTimes.ToLocal(i.FromUtc!.Value), BoroughTimes.ToLocal(i.ToUtc!.Value));
            Assert.Equal(i.Month, new(from.Year, from.Month));
            Assert.Equal(i.Month, new(to.Year, to.Month));
            Assert.True(i.Knowledge == TimeKnowledge.Minute ? from == to : from < to, i.Reference);
        });
    }

    [Theory]
    [InlineData("2026-03-29 00:59", "2026-03-29 00:59")]
    [InlineData("2026-03-29 02:00", "2026-03-29 01:00")]
    [InlineData("2026-07-01 12:00", "2026-07-01 11:00")]
    [InlineData("2026-10-25 00:30", "2026-10-24 23:30")]
    [InlineData("2026-10-25 02:00", "2026-10-25 02:00")]
    public void LocalTime_AroundTheClockChanges_BecomesUtc(string local, string utc)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;

        Assert.Equal(DateTime.Parse(utc, culture), BoroughTimes.ToUtc(DateTime.Parse(local, culture)));
    }

    [Theory]
    [InlineData("vehicle-crime", 52, 80)]
    [InlineData("burglary", 46, 22)]
    [InlineData("violence-and-sexual-offences", 338, 326)]
    [InlineData("anti-social-behaviour", 430, 402)]
    [InlineData("deliberate-fires", 2, 3)]
    public void October_PriorityThemes_HaveTheirSetCounts(string theme, int september, int october)
    {
        Assert.Equal(september, Count(theme, s_september));
        Assert.Equal(october, Count(theme, s_october));
    }

    [Fact]
    public void October_Signals_OnlyVehicleCrimeRisesAndOnlyBurglaryFalls()
    {
        var z = BoroughTheme.All.Where(t => t.Slug != "deliberate-fires")
            .ToDictionary(t => t.Slug, t => 2 * (Math.Sqrt(Count(t.Slug, s_october)) - Math.Sqrt(Count(t.Slug, s_september))), StringComparer.Ordinal);

        Assert.Equal(["vehicle-crime"], z.Where(p => p.Value > 3).Select(p => p.Key));
        Assert.Equal(["burglary"], z.Where(p => p.Value < -3).Select(p => p.Key));
    }

    [Fact]
    public void Quayside_October_HoldsTwentyThreeTheftsInTheEvening()
    {
        var quayside = Planted(PlantedEffects.QuaysideCarParks).Where(i => i.Month == s_october).ToList();

        Assert.Equal(23, quayside.Count);
        Assert.Equal(11, quayside.Count(i => i.Place!.Name == "Boat Steps Car Park"));
        Assert.Equal(8, quayside.Count(i => i.Place!.Name == "Lock Street multi-storey"));
        Assert.All(quayside, i => Assert.InRange(BoroughTimes.ToLocal(i.FromUtc!.Value).Hour, 18, 21));
        Assert.All(quayside, i => Assert.True(BoroughTimes.ToLocal(i.ToUtc!.Value).TimeOfDay <= TimeSpan.FromHours(22)));
        Assert.InRange(Planted(PlantedEffects.QuaysideCarParks).Where(i => i.Month < new BoroughMonth(2026, 8)).GroupBy(i => i.Month).Max(g => g.Count()), 1, 7);
    }

    [Theory]
    [InlineData(0, 118, 61)]
    [InlineData(1, 43, 38)]
    [InlineData(2, 204, 198)]
    public void CycleHub_BicycleTheft_BeforeAndAfterByArea(int area, int before, int after)
    {
        var thefts = s_borough.Incidents.Where(i => i.Theme == "bicycle-theft" && i.Point is { } p && s_borough.Geography.CycleHubAreas[area].Contains(p)).ToList();

        Assert.Equal(before, thefts.Count(i => i.Month >= new BoroughMonth(2024, 11) && i.Month < PlantedEffects.CycleHubOpened));
        Assert.Equal(after, thefts.Count(i => i.Month >= PlantedEffects.CycleHubOpened));
    }

    [Fact]
    public void MillLane_TheSeries_SixteenHousesNearInPlaceAndTime()
    {
        var series = Planted(PlantedEffects.MillLaneSeries).OrderBy(i => i.FromUtc).ToList();

        Assert.Equal(16, series.Count);
        Assert.All(series.Zip(series.Skip(1)), pair =>
        {
            Assert.True((pair.Second.FromUtc - pair.First.FromUtc)!.Value.TotalDays <= 7);
            Assert.True(pair.First.Point!.Value.DistanceMetres(pair.Second.Point!.Value) <= 250);
        });
    }

    [Fact]
    public void Repeats_Addresses_ComeBackWithinFortyTwoDays()
    {
        var dated = s_borough.Incidents.Where(i => i.Theme == "burglary" && i.FromUtc is not null).ToList();
        var repeats = Planted(PlantedEffects.RepeatBurglary);

        Assert.InRange((double)repeats.Count / dated.Count, 0.03, 0.10);
        Assert.All(repeats, r => Assert.Contains(dated, d => d.PremisesKey == r.PremisesKey && d.FromUtc < r.FromUtc && d.Point == r.Point && (r.FromUtc - d.FromUtc)!.Value.TotalDays <= 43));
        Assert.Equal(PlantedEffects.DisturbedAddresses, Planted(PlantedEffects.RepeatDisturbance).Select(i => (i.PremisesKey, i.Point)).Distinct().Count());
    }

    [Fact]
    public void Council_February2026_HasNoRecordsAtAll()
    {
        Assert.DoesNotContain(s_borough.Incidents, i => i.Supplier == "council" && i.Month == new BoroughMonth(2026, 2));
        Assert.True(Count("anti-social-behaviour", new(2026, 1)) > 200);
    }

    [Fact]
    public void Seasons_DisturbanceInSummerAndBurglaryInWinter_Show()
    {
        Assert.InRange(Ratio("anti-social-behaviour", [6, 7, 8], [12, 1, 11]), 1.3, 1.9);
        Assert.InRange(Ratio("burglary", [12, 1, 2], [6, 7, 8]), 1.3, 2.4);

        static double Ratio(string theme, int[] high, int[] low) =>
            (double)s_borough.Incidents.Count(i => i.Theme == theme && high.Contains(i.Month.Month)) / s_borough.Incidents.Count(i => i.Theme == theme && low.Contains(i.Month.Month));
    }

    [Fact]
    public void OldMarket_Nights_FallOnFridayAndSaturdayNight()
    {
        var nights = Planted(PlantedEffects.OldMarketNights);

        Assert.InRange(nights.Count, 1400, 1850);
        Assert.All(nights, i => Assert.Contains(BoroughTimes.ToLocal(i.FromUtc!.Value).AddHours(-6).DayOfWeek, new[] { DayOfWeek.Friday, DayOfWeek.Saturday }));
    }

    [Fact]
    public void Fires_October_AllThreeAtWeirEnd()
    {
        var fires = s_borough.Incidents.Where(i => i.Theme == "deliberate-fires" && i.Month == s_october).ToList();

        Assert.Equal(3, fires.Count);
        Assert.All(fires, i => Assert.Equal("Weir End", i.Place!.Ward));
    }

    private static BoroughPlace Place(string name) => s_borough.Places.Single(p => p.Name == name);

    private static int Count(string theme, BoroughMonth month) => s_borough.Incidents.Count(i => i.Theme == theme && i.Month == month);

    private static List<BoroughIncident> Planted(string effect) => [.. s_borough.Incidents.Where(i => i.Planted == effect)];
}
