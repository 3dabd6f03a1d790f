using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;

namespace Concordat.Stages.Tests.Home;

public sealed class HomePageTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task Pages_OfANewPartnership_SayWhatComesNext()
    {
        using var stranger = await server.SignedInAsync("analyst@elsewhere.example");

        var home = await stranger.GetAsync("/");

        Assert.Contains("Nothing waits for you", home.Words, StringComparison.Ordinal);
        Assert.Contains("No meeting is planned", home.Words, StringComparison.Ordinal);
        Assert.Contains("The steps of the year have no dates yet", home.Words, StringComparison.Ordinal);
        Assert.Contains("Issue a tactical assessment first", (await stranger.GetAsync("/decide/meetings")).Words, StringComparison.Ordinal);
        Assert.Contains("Actions come from meetings", (await stranger.GetAsync("/act")).Words, StringComparison.Ordinal);
        Assert.Contains("No problems yet", (await stranger.GetAsync("/act/problems")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_Administrator_SeesNothingOfThePartnershipsWork()
    {
        using var administrator = await server.SignedInAsync(Role.Administrator);

        var home = await administrator.GetAsync("/");

        Assert.DoesNotContain("Next meeting", home.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_ByRole_ShowsWhatWaits()
    {
        var today = server.Today();
        await server.HoldAsync(today.AddDays(-30), Arrange.APaper(Month.Of(today).AddMonths(-2)), today.AddDays(-2), "Check the hydrants");
        await server.PlanAsync(today.AddDays(5), Arrange.APaper(Month.Of(today).AddMonths(-1)));
        using var practitioner = await server.SignedInAsync(Role.Practitioner);
        using var chair = await server.SignedInAsync(Role.Chair);

        var own = await practitioner.GetAsync("/");
        var chairs = await chair.GetAsync("/");

        Assert.Contains("Report on your overdue action: Check the hydrants", own.Words, StringComparison.Ordinal);
        Assert.Contains("See the agenda", own.Words, StringComparison.Ordinal);
        Assert.Contains("Prepare the Joint Action Group", chairs.Words, StringComparison.Ordinal);
        Assert.Contains("Ask about 1 overdue action", chairs.Words, StringComparison.Ordinal);
        Assert.Contains("0 of 1 done, 1 overdue", chairs.Words, StringComparison.Ordinal);
        Assert.Contains("3 items, 3 from the assessment", chairs.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Year_WithSteps_ShowsWhichIsUnderWayAndWhichIsOverdue()
    {
        var today = server.Today();
        await server.OwnerScalarAsync("""
            insert into partnership.cycle_step select $1, n, case when n = 3 then $2::date - 1 when n = 4 then $2::date + 30 end, case when n < 3 then $2::date - 90 end, null
            from generate_series(1, 17) n
            """, server.Testshire, today);
        using var executive = await server.SignedInAsync(Role.Executive);

        var home = await executive.GetAsync("/");

        Assert.Contains("Information shared: was due", home.Words, StringComparison.Ordinal);
        Assert.Contains("One step is overdue.", home.Words, StringComparison.Ordinal);
        Assert.Equal(17, home.Document.QuerySelectorAll(".c-year__stages li").Length);
    }
}
