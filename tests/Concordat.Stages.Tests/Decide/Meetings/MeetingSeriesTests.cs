using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>What one meeting leaves to the next: deferred items, actions, minutes.</summary>
public sealed class MeetingSeriesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task NextMeeting_TakesUpWhatTheLastOneLeft()
    {
        var today = server.Today();
        using var chair = await server.SignedInAsync(Role.Chair);
        using var coordinator = await server.SignedInAsync(Role.Coordinator);
        var first = await server.OpenAsync(today.AddDays(-40), Arrange.APaper(new(2026, 9)));
        var item = await server.ItemAsync(first, 1);
        await chair.AdoptAsync(first, item, await server.MemberAsync("Cora Coordinator"));
        await chair.AddActionAsync(first, item, $"Check the hydrants prevention Pat Practitioner {Arrange.Text(today.AddDays(-10))}");
        await chair.DeferAsync(first, await server.ItemAsync(first, 2), today.AddDays(-1));
        await chair.DeferAsync(first, await server.ItemAsync(first, 3), today.AddDays(60));
        await chair.SendFormAsync($"/decide/meetings/{first}/close", [], "close");

        var early = await chair.GetAsync($"/decide/meetings/{first}/minutes");
        var second = await server.OpenAsync(today);

        Assert.Empty(early.Document.QuerySelectorAll("main form"));
        var agenda = await chair.GetAsync($"/decide/meetings/{second}");
        Assert.Contains("Home burglary", agenda.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Old Market", agenda.Words, StringComparison.Ordinal);
        Assert.Contains("0 of 1 actions done.", agenda.Words, StringComparison.Ordinal);
        Assert.Contains("1 overdue", agenda.Words, StringComparison.Ordinal);
        var lastTime = await chair.GetAsync($"/decide/meetings/{second}/last-time");
        Assert.Contains("Ask the owners Pat Practitioner, Fire Check the hydrants", lastTime.Words, StringComparison.Ordinal);
        var byCoordinator = await coordinator.GetAsync($"/decide/meetings/{first}/minutes");
        Assert.Empty(byCoordinator.Document.QuerySelectorAll("main form"));
        await chair.SendFormAsync($"/decide/meetings/{first}/minutes", [], "minutes");
        Assert.Contains("Approved", (await chair.GetAsync($"/decide/meetings/{first}/minutes")).Words, StringComparison.Ordinal);
    }
}
