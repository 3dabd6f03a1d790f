using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Share.SmallNumbers;
using Concordat.Understand.Explore.AtRisk;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>Who is at most risk: place and hour laid over each other, what is missing of groups, and nothing below the threshold.</summary>
public sealed class AtRiskTests(SmallNumberServer server) : IClassFixture<SmallNumberServer>
{
    [Fact]
    public void WardAndHour_BusierThanTheTwoExplain_AreTold_AndNoOthers()
    {
        // The harbour has sixty of its seventy in the evening; two other wards are even over the day.
        var hours = new List<AreaHourCount> { new(1, 20, 60), new(1, 3, 10) };
        foreach (var ward in (int[])[2, 3]) foreach (var hour in (int[])[1, 7, 13, 19]) hours.Add(new(ward, hour, 25));

        var found = PlaceAndHour.Of(hours, [(1, "Harbour"), (2, "Hill"), (3, "Mill")], 0);

        // 110 of 270 lie in the evening, so 70 × 110 / 270 = 28.5 are expected there at the harbour.
        var part = Assert.Single(found.Parts);
        Assert.Equal(("Harbour", "18:00 to 24:00", 60), (part.Area, part.Hours, part.Records));
        Assert.Equal(28.52, part.Expected, 2);
        Assert.InRange(part.Ratio.Low, 1.5, 1.7);
        Assert.Equal((12, 270, 0.3), (found.Tested, found.WithTime, found.ByChance));
        Assert.Empty(PlaceAndHour.Of(hours, [(1, "Harbour"), (2, "Hill"), (3, "Mill")], 61).Parts);
    }

    [Fact]
    public async Task Page_NamesWhatIsMissing_AndCountsHoursByWard()
    {
        await server.LoadAsync("Ambulance, evening", 12, [.. SmallNumberServer.Records("ambulance-calls", 7, 40, 0, "Somewhere")]);
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var page = await analyst.GetAsync("/understand/explore/at-risk?from=2026-07");

        Assert.Contains("Adults and children, killed or hurt, in the returns of road casualties; not counted here", page.Words, StringComparison.Ordinal);
        Assert.Contains("their tie to the place (resident, student, visitor, worker)", page.Words, StringComparison.Ordinal);
        // Every call came at ten in the evening, so the hour says nothing of the place.
        Assert.Contains("In no ward is a part of the day busier than ward and hour by themselves lead us to expect.", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explore_SaysOfVictimsWhatIsHeld_AndOnlyWhereSuchRecordsAre()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        await server.LoadAsync("Roads", 5, [.. SmallNumberServer.Records("road-casualties", 8, 12, 0, "Somewhere")]);

        var page = await analyst.GetAsync("/understand/explore?theme=road-casualties&from=2026-08&to=2026-08");

        Assert.Contains("Road casualties: Adults and children, killed or hurt", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("School exclusions: Age and gender", (await analyst.GetAsync("/understand/explore")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_TellsNothingOfAGroupOfFour()
    {
        var page = await (await server.Site.AsAsync(Role.Analyst)).GetAsync("/understand/explore/at-risk?theme=hospital-admissions&from=2026-09&to=2026-09");

        Assert.Contains("fewer than 5 records", page.Words, StringComparison.Ordinal);
        Assert.Contains("No time is known for these records, or too few to be shown", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(SmallNumberServer.Planted, page.Words, StringComparison.Ordinal);
    }
}
