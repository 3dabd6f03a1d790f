using Concordat.Understand.Tactical.Engine;

namespace Concordat.Stages.Tests.Understand.Tactical;

public sealed class HotSpotTests
{
    [Fact]
    public void HotSpot_ClusterAmongScatter_IsFoundNamedAndNew()
    {
        var result = new SmallTown().Scattered(30, "burglary", "2026-09").Scattered(30, "burglary", "2026-10")
            .With(12, "burglary", "2026-10", 5_850, 5_850, "On or near Farr'S Lane").Assess("2026-10", "burglary");

        var spot = Assert.Single(result.Themes[0].Map.HotSpots);
        Assert.Equal("Farr's Lane", spot.Name);
        Assert.Equal(12, spot.Count);
        Assert.True(spot.IsNew);
        Assert.InRange(spot.Easting, SmallTown.West + 5_750, SmallTown.West + 6_000);
    }

    [Fact]
    public void HotSpot_ClusterNextToLastMonths_Continues()
    {
        var result = new SmallTown()
            .Scattered(30, "burglary", "2026-09").With(12, "burglary", "2026-09", 6_100, 5_850)
            .Scattered(30, "burglary", "2026-10").With(12, "burglary", "2026-10", 5_850, 5_850).Assess("2026-10", "burglary");

        Assert.False(Assert.Single(result.Themes[0].Map.HotSpots).IsNew);
    }

    [Fact]
    public void HotSpot_FewerThanFiveRecords_IsLeftOut()
    {
        var result = new SmallTown().Scattered(36, "burglary", "2026-10").With(4, "burglary", "2026-10", 5_850, 5_850).Assess("2026-10", "burglary");

        Assert.True(result.Themes[0].Map.WasMapped);
        Assert.Empty(result.Themes[0].Map.HotSpots);
    }

    [Fact]
    public void HotSpot_TwentyNineRecords_SaysThatAMapNeedsThirty()
    {
        var result = new SmallTown().With(29, "burglary", "2026-10", 5_850, 5_850).Assess("2026-10", "burglary");

        Assert.False(result.Themes[0].Map.WasMapped);
        Assert.Contains(FindingWriter.Write(result), f => f.Sentence.Contains("needs at least 30", StringComparison.Ordinal));
    }

    [Fact]
    public void HotSpot_KindOfPlace_IsNamedByTheNearestStreet()
    {
        var result = new SmallTown().Scattered(30, "burglary", "2026-10").With(12, "burglary", "2026-10", 5_850, 5_850, "On or near Parking Area")
            .With(1, "drugs", "2026-10", 5_900, 5_850, "On or near Boat Steps").With(1, "drugs", "2026-10", 7_000, 5_850, "On or near Far Street").Assess("2026-10", "burglary");

        Assert.Equal("Parking area near Boat Steps", result.Themes[0].Map.HotSpots[0].Name);
    }

    [Fact]
    public void HotSpot_TwoOfOneName_AreToldApartByASecondStreet()
    {
        var result = new SmallTown().Scattered(30, "burglary", "2026-10")
            .With(12, "burglary", "2026-10", 2_100, 2_100, "On or near High Street").With(2, "burglary", "2026-10", 2_200, 2_100, "On or near Quay Street")
            .With(12, "burglary", "2026-10", 7_100, 7_100, "On or near High Street").With(2, "burglary", "2026-10", 7_200, 7_100, "On or near Tan Yard")
            .Assess("2026-10", "burglary");

        Assert.Equal(["High Street and Quay Street", "High Street and Tan Yard"], result.Themes[0].Map.HotSpots.Select(h => h.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void StudyCells_SquareTown_AreEveryCellThatTouchesIt()
    {
        var method = new SmallTown().With(1, "burglary", "2026-10", 5_850, 5_850).Assess("2026-10", "burglary").Method;

        // Forty by forty, and on the far sides one row and column that the edge itself touches.
        Assert.Equal(41 * 41, method.StudyCellCount);
        Assert.Equal(method.StudyCellCount, method.StudyCells.Sum(r => r.To - r.From + 1));
        Assert.Equal((SmallTown.West, SmallTown.South), (method.GridOrigin.EastingMetres, method.GridOrigin.NorthingMetres));
    }

    [Fact]
    public void Assessment_NoRecords_GivesNoughtsAndNoMaps()
    {
        var result = new SmallTown().Holding("2026-09", "2026-10").Assess("2026-10", "burglary");

        Assert.Equal(0, result.Themes[0].Comparison.Count);
        Assert.False(result.Themes[0].Map.WasMapped);
        Assert.Empty(result.RepeatLocations);
        Assert.NotEmpty(FindingWriter.Write(result));
    }

    [Fact]
    public void RepeatLocation_ThreeMonthsRunning_IsListedAndOneMonthIsNot()
    {
        var result = new SmallTown().With(1, "burglary", "2026-08", 100, 100).With(3, "burglary", "2026-09", 100, 100).With(2, "burglary", "2026-10", 100, 100)
            .With(9, "burglary", "2026-10", 900, 900).Assess("2026-10", "burglary");

        var place = Assert.Single(result.RepeatLocations);
        Assert.Equal((6, 3, 2, "Mill Lane"), (place.Count, place.Months, place.CountInMonth, place.Name));
    }
}
