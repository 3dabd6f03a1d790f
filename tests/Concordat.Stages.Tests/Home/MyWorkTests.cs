using System.Net;
using Concordat.Partnership.Duties;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Home;

/// <summary>My work: everything that waits for a person, from every stage, and nothing of anybody else.</summary>
public sealed class MyWorkTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task MyWork_Practitioner_HasEveryActionOfTheirOwn_OverdueFirst()
    {
        var today = server.Today();
        var meeting = await server.OpenAsync(today, Arrange.APaper(new(2026, 10)));
        var item = await server.ItemAsync(meeting, 1);
        using var chair = await server.SignedInAsync(Role.Chair);
        await chair.AdoptAsync(meeting, item, await server.MemberAsync("Cora Coordinator"));
        for (var n = 1; n <= 15; n++) await chair.AddActionAsync(meeting, item, $"Job {n:00} prevention Pat Practitioner {Arrange.Text(today.AddDays(n == 15 ? 2 : 20))}");
        for (var position = 2; position <= 3; position++) await chair.RefuseAsync(meeting, await server.ItemAsync(meeting, position), "Too small");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");
        await server.OwnerScalarAsync("update act.intervention set agreed_on = $1, due_on = $2 where what = 'Job 07'", today.AddDays(-30), today.AddDays(-3));
        using var practitioner = await server.SignedInAsync(Role.Practitioner);

        var page = await practitioner.GetAsync("/my-work");
        var overdue = await practitioner.GetAsync("/my-work?When=overdue");
        var act = await practitioner.GetAsync("/my-work?From=Act&When=week");
        var file = await practitioner.GetAsync("/my-work?handler=csv");

        Assert.All(Enumerable.Range(1, 15), n => Assert.Contains($"Job {n:00}", page.Words, StringComparison.Ordinal));
        Assert.True(page.Words.IndexOf("Job 07", StringComparison.Ordinal) < page.Words.IndexOf("Job 01", StringComparison.Ordinal));
        Assert.Contains("Job 07", overdue.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Job 01", overdue.Words, StringComparison.Ordinal);
        Assert.Contains("Job 15", act.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Job 01", act.Words, StringComparison.Ordinal);
        Assert.Contains("Report on your overdue action: Job 07,Act", file.Text, StringComparison.Ordinal);
        using var other = await server.SignedInAsync("practitioner2@testshire.example");
        Assert.DoesNotContain("Job 01", (await other.GetAsync("/my-work")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MyWork_OfANewPartnership_SaysThatNothingWaits()
    {
        using var stranger = await server.SignedInAsync("analyst@elsewhere.example");

        Assert.Contains("Nothing waits for you", (await stranger.GetAsync("/my-work")).Words, StringComparison.Ordinal);
        Assert.Contains("Nothing fits the filter", (await stranger.GetAsync("/my-work?When=overdue")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MyWork_Administrator_SeesNothingOfThePartnershipsWork()
    {
        await using var alone = new Alone();
        await alone.Server.InitializeAsync();
        // An action that the administrator is named for, from the time when they did other work too.
        var today = alone.Server.Today();
        await alone.Server.HoldAsync(today, Arrange.APaper(new(2026, 7)), today.AddDays(8), "Walk the riverside");
        await alone.Server.OwnerScalarAsync("update act.intervention set person_id = (select user_id from partnership.member where partnership_id = $1 and display_name = 'Ada Administrator') where what = 'Walk the riverside'", alone.Server.Testshire);
        using var administrator = await alone.Server.SignedInAsync(Role.Administrator);

        var page = await administrator.GetAsync("/my-work");
        await alone.Server.OwnerScalarAsync("update act.intervention set person_id = (select user_id from partnership.member where partnership_id = $1 and display_name = 'Pat Practitioner') where what = 'Walk the riverside'", alone.Server.Testshire);
        using var practitioner = await alone.Server.SignedInAsync(Role.Practitioner);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("Walk the riverside", page.Words, StringComparison.Ordinal);
        Assert.Contains("Walk the riverside", (await practitioner.GetAsync("/my-work")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MyWork_Practitioner_IsToldOfFaultsToAnswer_AndTheAnalystOfPlacesToChoose()
    {
        var fire = await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = 'fire'", server.Testshire);
        await server.OwnerScalarAsync("""
            with r as (insert into share.return (partnership_id, id, kind, set_number, title, agency_id, state, sent_by, sent_by_name, submitted_at, rows_read, set_aside)
              values ($1, gen_random_uuid(), 'set', 3, 'Fires, third quarter', $2, 'submitted', $1, 'Pat', now(), 2, 2) returning partnership_id, id)
            insert into share.return_fault (partnership_id, return_id, number, file, row_number, code, what_we_read, remedy) select partnership_id, id, n, 'fires.csv', n + 1, 'D-01', 'a date', 'Write it out' from r, generate_series(1, 2) n
            """, server.Testshire, fire!);
        await server.OwnerScalarAsync("""
            insert into share.place_question (partnership_id, id, supplier, words, words_key, rows_waiting, candidates, asked_at) values ($1, gen_random_uuid(), 'Fire', 'By the old mill', 'old mill', 7, '[]', now())
            """, server.Testshire);
        using var practitioner = await server.SignedInAsync(Role.Practitioner);
        using var council = await server.SignedInAsync("practitioner2@testshire.example");
        using var analyst = await server.SignedInAsync(Role.Analyst);

        Assert.Contains("Answer the faults of “Fires, third quarter”", (await practitioner.GetAsync("/my-work")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Fires, third quarter", (await council.GetAsync("/my-work")).Words, StringComparison.Ordinal);
        Assert.Contains("Choose the place of 1 wording", (await analyst.GetAsync("/my-work")).Words, StringComparison.Ordinal);
    }

    /// <summary>Each stage that gives people something to do tells of it here: a stage left out would be work that nobody sees.</summary>
    [Fact]
    public async Task Sources_OfEveryStage_AreRead()
    {
        await using var scope = server.Services.CreateAsyncScope();

        var stages = scope.ServiceProvider.GetServices<IDutySource>().Select(s => s.GetType().FullName!.Split('.')[1]).ToHashSet();

        Assert.Superset(new HashSet<string> { "Share", "Understand", "Decide", "Act", "Review", "Partnership" }, stages);
    }
}
