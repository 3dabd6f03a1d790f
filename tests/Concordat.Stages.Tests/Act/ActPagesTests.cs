using System.Net;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Returns.Contracts;
using Concordat.Stages.Tests.Decide.Meetings;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Act;

public sealed class ActPagesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static int _days = 400;

    async Task<(Guid Meeting, Guid Action)> AnActionAsync(string what, int dueInDays = 200)
    {
        var meeting = await server.HoldAsync(server.Today().AddDays(-Interlocked.Increment(ref _days)), Arrange.APaper(Month.Of(server.Today().AddDays(-_days)).AddMonths(-1)), server.Today().AddDays(dueInDays), what);
        return (meeting, (Guid)(await server.OwnerScalarAsync("select id from act.intervention where meeting_id = $1", meeting))!);
    }

    [Theory]
    [InlineData("/act")]
    [InlineData("/act/actions/ID")]
    [InlineData("/act/problems")]
    [InlineData("/act/problems/ID")]
    [InlineData("/act/problems/ID/hand-over")]
    public async Task Page_WithoutTheRight_IsRefused(string address)
    {
        using var administrator = await server.SignedInAsync(Role.Administrator);

        var answer = await administrator.GetAsync(address.Replace("ID", Guid.NewGuid().ToString(), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("not-allowed", answer.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/act/actions/ID")]
    [InlineData("/act/problems/ID")]
    [InlineData("/act/problems/ID/hand-over")]
    public async Task Page_OfNothing_Is404(string address)
    {
        using var chair = await server.SignedInAsync(Role.Chair);

        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync(address.Replace("ID", Guid.NewGuid().ToString(), StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task ClosedMeeting_MakesAProblemWithOneOwnerAndItsActions()
    {
        var (meeting, action) = await AnActionAsync("Check the hydrants");

        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from act.problem where meeting_id = $1", meeting));
        Assert.Equal(await server.MemberAsync("Cora Coordinator"), await server.OwnerScalarAsync("select owner_id from act.problem where meeting_id = $1", meeting));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from act.hand_over h join act.problem p on p.id = h.problem_id where p.meeting_id = $1", meeting));
        Assert.Equal("to do", await server.OwnerScalarAsync("select state from act.intervention where id = $1", action));
    }

    [Fact]
    public async Task MyActions_OwnerSeesTheirs_AnotherAgencyDoesNot()
    {
        await AnActionAsync("Check dry risers", dueInDays: -3);
        using var owner = await server.SignedInAsync(Role.Practitioner);
        using var stranger = await server.SignedInAsync("practitioner2@testshire.example");
        using var executive = await server.SignedInAsync(Role.Executive);

        var own = await owner.GetAsync("/act");

        Assert.Contains("Yours Check dry risers", own.Words, StringComparison.Ordinal);
        Assert.Contains("3 days overdue", own.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Check dry risers", (await stranger.GetAsync("/act")).Words, StringComparison.Ordinal);
        Assert.Contains("Check dry risers", (await executive.GetAsync("/act?Show=overdue")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Check dry risers", (await executive.GetAsync("/act?Show=done")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_HoldsTheActionsAndIsAudited()
    {
        await AnActionAsync("=Risky words");
        using var coordinator = await server.SignedInAsync(Role.Coordinator);

        var csv = await coordinator.GetAsync("/act?handler=csv&Show=all");

        Assert.Equal("text/csv", csv.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Action,Kind,For,Agency,Person,Agreed,Due,State,Overdue,Finished,Because", csv.Text, StringComparison.Ordinal);
        Assert.Contains("'=Risky words,prevention,Quayside car parks,Fire,Pat Practitioner", csv.Text, StringComparison.Ordinal);
        Assert.True((long)(await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'actions' and action = 'disclose'"))! > 0);
    }

    [Fact]
    public async Task Report_ByTheOwner_IsSavedWithItsHistoryAndAudited()
    {
        var (_, action) = await AnActionAsync("Test the alarms");
        using var owner = await server.SignedInAsync(Role.Practitioner);
        var address = $"/act/actions/{action}";

        var withoutDay = await owner.SendFormAsync(address, [("State", "Done")], "act/actions");
        var withoutReason = await owner.SendFormAsync(address, [("State", "CannotBeDone")], "act/actions");
        var saved = await owner.SendFormAsync(address, [("State", "UnderWay"), ("Note", "Two of six tested")], "act/actions");

        Assert.Contains("Enter the day it was finished", withoutDay.Words, StringComparison.Ordinal);
        Assert.Contains("Say why it cannot be done", withoutReason.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var page = await owner.GetAsync(address);
        Assert.Contains("under way: Two of six tested Pat Practitioner, Fire", page.Words, StringComparison.Ordinal);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'intervention' and subject_id = $1 and action = 'alter'", action.ToString()));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%Two of six%'"));
    }

    [Fact]
    public async Task Report_ByAnotherAgency_IsRefusedByPageAndByTheDatabase()
    {
        var (_, action) = await AnActionAsync("Fit smoke alarms");
        using var stranger = await server.SignedInAsync("practitioner2@testshire.example");
        using var executive = await server.SignedInAsync(Role.Executive);

        var page = await stranger.GetAsync($"/act/actions/{action}");

        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        Assert.Empty((await executive.GetAsync($"/act/actions/{action}")).Document.QuerySelectorAll("main form"));
        Assert.Equal(0, await UpdateAsync("practitioner2@testshire.example", action));
        Assert.Equal(0, await UpdateAsync("executive@testshire.example", action));
        Assert.Equal(1, await UpdateAsync("practitioner@testshire.example", action));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AddProgressAsync("practitioner2@testshire.example", action));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task WhatWasAgreed_CannotBeChangedByTheApplicationAtAll()
    {
        var (_, action) = await AnActionAsync("Visit the school");
        await using var scope = await server.ScopeAsAsync(Role.Chair);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("update act.intervention set due_on = due_on + 30 where id = $1", connection);
        command.Parameters.Add(new() { Value = action });

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task Report_ByTwoAtOnce_ShowsTheSecondTheFirstOnes()
    {
        var (_, action) = await AnActionAsync("Clear the alley");
        var address = $"/act/actions/{action}";
        using var owner = await server.SignedInAsync(Role.Practitioner);
        using var coordinator = await server.SignedInAsync(Role.Coordinator);
        var seen = await coordinator.GetAsync(address);
        await owner.SendFormAsync(address, [("State", "UnderWay"), ("Note", "Begun on Monday")], "act/actions");

        var answer = await coordinator.SendFormAsync(seen, address, [("State", "CannotBeDone"), ("Reason", "No funds")], "act/actions");

        Assert.Contains("Pat Practitioner reported “under way” with the note “Begun on Monday”", answer.Words, StringComparison.Ordinal);
        Assert.Equal("under way", await server.OwnerScalarAsync("select state from act.intervention where id = $1", action));
    }

    [Fact]
    public async Task HandOver_KeepsOneOwnerAndItsDay()
    {
        var (meeting, _) = await AnActionAsync("Walk the route");
        var problem = (Guid)(await server.OwnerScalarAsync("select id from act.problem where meeting_id = $1", meeting))!;
        using var chair = await server.SignedInAsync(Role.Chair);
        using var practitioner = await server.SignedInAsync(Role.Practitioner);
        var address = $"/act/problems/{problem}/hand-over";

        var same = await chair.SendFormAsync(address, [("Owner", (await server.MemberAsync("Cora Coordinator")).ToString())], "hand-over");
        var good = await chair.SendFormAsync(address, [("Owner", (await server.MemberAsync("Ana Analyst")).ToString())], "hand-over");

        Assert.Contains("Cora Coordinator answers for it already", same.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, good.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await practitioner.GetAsync(address)).Status);
        var page = await chair.GetAsync($"/act/problems/{problem}");
        Assert.Equal("Ana Analyst", page.Document.QuerySelector(".c-stats__figure")!.TextContent.Trim());
        Assert.Contains("Ana Analyst, Council from", page.Words, StringComparison.Ordinal);
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from act.hand_over where problem_id = $1", problem));
    }

    [Fact]
    public async Task Problem_WithRecords_ShowsBeforeAndSinceBesideTheRest()
    {
        var heldOn = server.Today().AddMonths(-4);
        var adopted = Month.Of(heldOn);
        await LoadAsync(adopted);
        var meeting = await server.HoldAsync(heldOn, Arrange.APaper(adopted.AddMonths(-1)), server.Today().AddDays(5), "Light the steps");
        var problem = (Guid)(await server.OwnerScalarAsync("select id from act.problem where meeting_id = $1", meeting))!;
        using var executive = await server.SignedInAsync(Role.Executive);

        var page = await executive.GetAsync($"/act/problems/{problem}");

        // 12 months of 24 before; of the months since, the second is missing at source and two have 6 each.
        Assert.Contains("Fell from 24 a month to 6; the rest of the area stayed as it was.", page.Words, StringComparison.Ordinal);
        Assert.Contains("fewer beside the rest of the area than chance explains", page.Words, StringComparison.Ordinal);
        var missing = page.Document.QuerySelectorAll("tr").Single(r => r.QuerySelector("th")?.TextContent == adopted.AddMonths(2).LongName);
        Assert.Equal("––", string.Concat(missing.QuerySelectorAll("td").Select(c => c.TextContent.Trim())));
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        var earlier = await scope.ServiceProvider.GetRequiredService<IEarlierActions>().BeforeAsync(adopted, CancellationToken.None);
        Assert.Equal(heldOn, earlier!.MetOn);
        var spot = Assert.Single(earlier.AdoptedHotSpots);
        Assert.Equal((24, 24), (spot.CountBefore, spot.CountSince));
    }

    async Task LoadAsync(Month adopted)
    {
        await server.SignAgreementAsync();
        await using var scope = await server.ScopeAsAsync(Role.Coordinator);
        var agency = (Guid)(await server.OwnerScalarAsync("select id from partnership.agency where key = 'police' and partnership_id = $1", server.Testshire))!;
        var months = Enumerable.Range(-12, 16).Select(adopted.AddMonths).Where(m => m != adopted.AddMonths(2)).ToList();
        var records = months.SelectMany(m => Enumerable.Range(0, m > adopted ? 6 : 24).Select(i => A($"in {m} {i}", m, 500_010 + i))
            .Concat(Enumerable.Range(0, 40).Select(i => A($"out {m} {i}", m, 510_000 + i)))).ToList();
        await scope.ServiceProvider.GetRequiredService<IRecordLoader>().LoadAsync(new("Recorded crime", "police", agency, 2, months, records), CancellationToken.None);

        static PartnerRecord A(string reference, Month month, double easting) =>
            new(reference, "vehicle-crime", month, null, null, "month", easting, 300_010, "grid reference", null);
    }

    async Task<int> UpdateAsync(string email, Guid action)
    {
        await using var scope = await server.ScopeAsAsync(email);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("update act.intervention set state = 'under way' where id = $1", connection);
        command.Parameters.Add(new() { Value = action });
        return await command.ExecuteNonQueryAsync();
    }

    async Task AddProgressAsync(string email, Guid action)
    {
        await using var scope = await server.ScopeAsAsync(email);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("""
            insert into act.progress values (platform.current_partnership(), gen_random_uuid(), $1, 'done', '', now(), platform.session_user_id())
            """, connection);
        command.Parameters.Add(new() { Value = action });
        await command.ExecuteNonQueryAsync();
    }
}
