using System.Net;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Decide.Meetings;
using Concordat.Understand.Team;
using Npgsql;

namespace Concordat.Stages.Tests.Understand.Team;

/// <summary>The analysts' team: skills, cover, posts, work and hours; gaps in sentences; totals alone for executives.</summary>
public sealed class TeamTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static readonly Guid Ana = Guid.CreateVersion7(), Ben = Guid.CreateVersion7(), Left = Guid.CreateVersion7(), Us = Guid.CreateVersion7();
    static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Sentences_TellGapsOfSkillsCoverPostsAndReassurance()
    {
        var post = new Post(Us, Guid.CreateVersion7(), "Senior analyst", new(2024, 1, 1), Ana, default);
        var held = new Holding(Us, Guid.CreateVersion7(), post.Id, Ben, new(2024, 1, 1), Ana, default);
        held.End(new(2026, 9, 30));
        var team = State() with
        {
            Skills = [Skill(Ana, "Mapping", SkillCheck.Able, new(2026, 1, 1)), Skill(Ben, "mapping", SkillCheck.Learning, new(2025, 1, 1)), Skill(Ben, "Interviews", SkillCheck.Learning, new(2026, 2, 1))],
            Cover = [Away(Ana, null, "returns", 1, 5), Away(Ana, Ben, "meetings", 10, 15), Away(Ben, Ana, "maps", 15, 20), Away(Ana, Left, "scans", 2, 3)],
            Posts = [post],
            Holdings = [held],
            Work = [new(Us, Guid.CreateVersion7(), "Old files", AssignedWork.Crime, Left, new(2026, 1, 1), Ana, default)],
        };

        Assert.Equal(
        [
            "Nobody is able in Interviews.",
            "Only Ana Analyst is able in Mapping: nobody else could do it.",
            "One skill was last checked more than a year ago.",
            "Nobody stands in for Ana Analyst in returns, 1 December 2026 to 5 December 2026.",
            "Ben Analyst stands in for Ana Analyst in meetings, 10 December 2026 to 15 December 2026, but is away from 15 December 2026 to 20 December 2026.",
            "Ana Analyst stands in for Ben Analyst in maps, 15 December 2026 to 20 December 2026, but is away from 10 December 2026 to 15 December 2026.",
            "somebody who has left, who was to stand in for Ana Analyst in scans, 2 December 2026 to 3 December 2026, is no longer a member.",
            "Old files is assigned to somebody who has left, who is no longer a member.",
            "The post Senior analyst is vacant since 1 October 2026.",
            "No reassurance work is assigned to an analyst.",
        ], team.Sentences());
    }

    [Fact]
    public void Tenure_IsTheMiddleOfTodaysHolders_AndTheLatestCheckHolds()
    {
        Post[] posts = [.. Enumerable.Range(0, 4).Select(n => new Post(Us, Guid.CreateVersion7(), $"P{n}", new(2020, 1, 1), Ana, default))];
        var team = State() with { Posts = posts, Holdings = [Held(posts[0], 100), Held(posts[1], 40), Held(posts[2], 10)] };

        Assert.Equal(40, team.MedianTenureDays);
        Assert.Null(State().MedianTenureDays);
        Assert.Equal(SkillCheck.Expert, Assert.Single(TeamState.Latest([Skill(Ana, "Maps", SkillCheck.Learning, new(2025, 1, 1)), Skill(Ana, "MAPS", SkillCheck.Expert, new(2026, 1, 1)),
            Skill(Ben, "Maps", SkillCheck.Able, new(2025, 1, 1)), Skill(Ben, "Maps", SkillCheck.NoLonger, new(2026, 1, 1))])).Level);
    }

    [Fact]
    public async Task Register_IsKept_ReadingIsLogged_AndExecutivesSeeTotalsAlone()
    {
        var (analyst, executive) = (await server.AsAsync(Role.Analyst), await server.AsAsync(Role.Executive));
        var me = await IdAsync("Ana Analyst");
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.SendFormAsync("/understand/team/skills", [("Person", me), ("Skill", "Mapping of places"), ("Level", "able"), .. Day("CheckedOn", -10)])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.PostAsync("/understand/team/cover", [("Person", me), ("StandIn", ""), ("Work", "the weekly scan"), .. Day("From", 5), .. Day("To", 9)])).Status);
        await analyst.SendFormAsync("/understand/team/posts", [("Title", "Analyst of places"), .. Day("Since", -400)], "handler=Add");
        var post = $"{await server.OwnerScalarAsync("select id from understand.team_post where title = 'Analyst of places'")}";
        await analyst.SendFormAsync("/understand/team/posts", [("HeldPost", post), ("Person", me), .. Day("HeldSince", -40)], "handler=Hold");
        Says(await analyst.PostAsync("/understand/team/posts?handler=Hold", [("HeldPost", post), ("Person", me), .. Day("HeldSince", -20)]), "Somebody holds the post on that day");
        await analyst.SendFormAsync("/understand/team/work", [("Title", "Fear in the arcade"), ("Kind", "reassurance"), ("Person", me), .. Day("Since", -30)], "handler=Assign");
        var work = $"{await server.OwnerScalarAsync("select id from understand.team_work where title = 'Fear in the arcade'")}";
        await analyst.SendFormAsync("/understand/team/work", [("Item", work), ("Hours", "3.25"), .. Day("WorkedOn", 0)], "handler=Hours");
        await analyst.SendFormAsync("/understand/team/work", [("Item", work), ("Hours", "2"), .. Day("WorkedOn", 0)], "handler=Hours");

        var before = await ReadsAsync();
        var seen = await analyst.GetAsync("/understand/team");
        Says(seen, "Only Ana Analyst is able in Mapping of places");
        Says(seen, "Nobody stands in for Ana Analyst in the weekly scan");
        Says(seen, "Reassurance 5.25 5.25 5.25");
        Says(seen, "1 post, 0 vacant. The median tenure of today’s holders is 40 days.");
        Assert.Equal(before + 1, await ReadsAsync());
        Assert.DoesNotContain("No reassurance work", seen.Words, StringComparison.Ordinal);

        var totals = await executive.GetAsync("/understand/team");
        Says(totals, "Reassurance 5.25 5.25 5.25");
        Assert.DoesNotContain("Ana Analyst", totals.Words, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await executive.GetAsync("/understand/team/skills")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await (await server.AsAsync(Role.Chair)).GetAsync("/understand/team")).Status);
    }

    [Fact]
    public async Task Forms_SayWhatIsWrong_AndReassuranceIsAnAnalysts_InTheDatabaseToo()
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        var other = await IdAsync("Cora Coordinator");

        Says(await coordinator.SendFormAsync("/understand/team/skills", []), "Choose a person");
        Says(await coordinator.PostAsync("/understand/team/cover", [("Person", other), ("StandIn", other), ("Work", "x"), .. Day("From", 5), .. Day("To", 4)]), "Nobody stands in for themselves");
        Says(await coordinator.SendFormAsync("/understand/team/work", [("Title", "Fear"), ("Kind", "reassurance"), ("Person", other), .. Day("Since", 0)], "handler=Assign"), "Reassurance work is assigned to an analyst");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => server.OwnerScalarAsync(
            "insert into understand.team_work (partnership_id, id, title, kind, person_id, since, recorded_by_id, recorded_at) values ($1, gen_random_uuid(), 'x', 'reassurance', $2, '2026-01-01', $2, now())", server.Testshire, Guid.Parse(other)));
        Assert.Equal("team_work_analyst", refusal.ConstraintName);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.PostAsync("/understand/team/work?handler=End", ("line", $"{Guid.CreateVersion7()}"))).Status);
    }

    static TeamState State() => new()
    {
        Today = Today,
        People = new([Person(Ana, "Ana Analyst"), Person(Ben, "Ben Analyst")], []),
        Skills = [],
        Cover = [],
        Posts = [],
        Holdings = [],
        Work = [],
    };

    static Member Person(Guid id, string name) => new(Us, id, Us, name, "Analyst", [Role.Analyst], new(2020, 1, 1));

    static SkillCheck Skill(Guid person, string skill, string level, DateOnly day) => new(Us, Guid.CreateVersion7(), person, skill, level, day, Ana, default);

    static Cover Away(Guid person, Guid? standIn, string work, int from, int to) => new(Us, Guid.CreateVersion7(), person, standIn, work, new(2026, 12, from), new(2026, 12, to), Ana, default);

    static Holding Held(Post post, int days) => new(Us, Guid.CreateVersion7(), post.Id, Ana, Today.AddDays(-days), Ana, default);

    async Task<string> IdAsync(string name) => $"{await server.OwnerScalarAsync("select user_id from partnership.member where partnership_id = $1 and display_name = $2", server.Testshire, name)}";

    async Task<long> ReadsAsync() => (long)(await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'read' and subject = 'team'"))!;

    (string, string)[] Day(string field, int ahead)
    {
        var day = server.Today().AddDays(ahead);
        return [($"{field}.Day", $"{day.Day}"), ($"{field}.Month", $"{day.Month}"), ($"{field}.Year", $"{day.Year}")];
    }

    static void Says(Answer page, string words) => Assert.True(page.Words.Replace(" ", "", StringComparison.Ordinal).Contains(words.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal), $"Not said: {words}\n{page.Words}");
}
