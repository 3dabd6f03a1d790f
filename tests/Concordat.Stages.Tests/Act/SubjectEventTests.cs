using System.Net;
using Concordat.Act.Subjects;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Concordat.Stages.Tests.Decide.Tiers;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Act;

/// <summary>Releases, re-arrests and treatment as triggers; counts without names; and the share that was known to others first.</summary>
public sealed class SubjectEventTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static int _names;

    [Fact]
    public async Task Release_AsksTheDeciderForALookAtThePlan_UntilSomethingWasDone()
    {
        var id = await NominateAsync();
        var (nominator, chair) = (await People.AsAsync(server, Role.Practitioner), await People.AsAsync(server, Role.Chair));
        var number = await server.OwnerScalarAsync("select number from act.subject where id = $1", id);

        var made = await AddAsync(id, "release", server.Today().AddDays(10), "From the county gaol");
        var duty = (await chair.GetAsync("/my-work")).Words;
        var happened = (Guid)(await server.OwnerScalarAsync("select id from act.subject_event where subject_id = $1", id))!;
        var bare = await chair.PostAsync($"/act/people/{id}/events/{happened}", ("Outcome", " "));
        await chair.PostAsync($"/act/people/{id}/events/{happened}", ("Outcome", "A room is found, the plan begins on the day."));

        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        Assert.Contains($"Look at the plan of record {number}", duty, StringComparison.Ordinal);
        Assert.DoesNotContain("county gaol", duty, StringComparison.Ordinal);
        Assert.Contains("Say what was done", bare.Words, StringComparison.Ordinal);
        Assert.DoesNotContain($"Look at the plan of record {number}", (await chair.GetAsync("/my-work")).Words, StringComparison.Ordinal);
        Assert.Contains("A room is found", (await nominator.GetAsync($"/act/people/{id}")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync($"/act/people/{id}/events/{happened}")).Status);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text ilike '%county gaol%' or detail::text ilike '%room is found%'"));
    }

    [Theory]
    [InlineData("Kind", "", "Choose what happened")]
    [InlineData("Text", "", "Say in a few words what it is")]
    [InlineData("Bail", "yes", "Only a re-arrest is for an offence on bail")]
    [InlineData("OnDay.Year", "2031", "Enter a release within a year")]
    public async Task Event_WithoutWhatItNeeds_SaysSo(string field, string value, string message)
    {
        var id = await NominateAsync();
        (string Name, string Value)[] good = [("Kind", "release"), .. Decide.Strategy.Arrange.Day("OnDay", server.Today()), ("Text", "From custody")];

        var answer = await (await People.AsAsync(server, Role.Practitioner)).PostAsync($"/act/people/{id}/events/new", good.Where(f => f.Name != field).Append((field, value)));

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_IsForThoseOnTheListAlone_AndStaysAsItWasRecorded()
    {
        var id = await NominateAsync();
        await AddAsync(id, "re-arrest", server.Today(), "By the night crew", "yes");
        var stranger = await People.AsAsync(server, "practitioner2@testshire.example");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/act/people/{id}/events/new")).Status);
        Assert.Equal(0L, await TierTests.ReadAsync(server, "practitioner2@testshire.example", "select count(*) from act.subject_event"));
        await Agreement.AsApplicationAsync(server, Role.Practitioner, "update act.subject_event set outcome = 'done', outcome_on = current_date, outcome_by_id = recorded_by_id where subject_id = $1", id);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Practitioner, "update act.subject_event set outcome = 'other' where subject_id = $1", id));
        Assert.Equal("event_is_fixed", refused.ConstraintName);
    }

    [Fact]
    public async Task Counts_OnBail_AreShownFromTheThresholdOnAlone()
    {
        var id = await NominateAsync();
        var chair = await People.AsAsync(server, Role.Chair);
        for (var i = 0; i < 4; i++) await AddAsync(id, "re-arrest", server.Today(), "Again", "no");

        var few = (await chair.GetAsync("/act/people")).Document.QuerySelectorAll("tr").Single(r => r.QuerySelector("th")?.TextContent.Trim() == "Re-arrest").QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList();
        for (var i = 0; i < 5; i++) await AddAsync(id, "re-arrest", server.Today(), "Again", "yes");
        var enough = (await chair.GetAsync("/act/people")).Document.QuerySelectorAll("tr").Single(r => r.QuerySelector("th")?.TextContent.Trim() == "Re-arrest").QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList();

        Assert.Equal("fewer than 5", few[1]);
        Assert.True(int.Parse(enough[1], System.Globalization.CultureInfo.InvariantCulture) >= 5);
    }

    [Fact]
    public async Task KnownBefore_IsAskedOnce_AndTheShareIsGivenFromTheBaseOnAlone()
    {
        var id = await NominateAsync(("KnownToPolice", "no"), ("KnownToOthers", "yes"));

        var page = await (await People.AsAsync(server, Role.Chair)).GetAsync("/act/people");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Chair, "update act.subject set known_to_police = true where id = $1", id));

        Assert.Contains("Too few to say", page.Words, StringComparison.Ordinal);
        Assert.Equal("nomination_is_fixed", refused.ConstraintName);
        Assert.Equal("15% of 40 potential offenders were not known to the police before, but to others.", new KnownShare(40, 6).InWords(30, 5));
        Assert.StartsWith("Too few to say", new KnownShare(29, 6).InWords(30, 5), StringComparison.Ordinal);
    }

    /// <summary>A share of all, of nobody, or beside few says of each person which they were.</summary>
    [Theory]
    [InlineData(40, 0)]
    [InlineData(40, 1)]
    [InlineData(40, 4)]
    [InlineData(40, 36)]
    [InlineData(40, 39)]
    [InlineData(40, 40)]
    public void KnownShare_WithFewOrNoneOnOneSide_IsNotSaid(int asked, int early)
    {
        var words = new KnownShare(asked, early).InWords(30, 5);

        Assert.StartsWith("Too few to say", words, StringComparison.Ordinal);
        Assert.DoesNotContain("%", words, StringComparison.Ordinal);
    }

    [Fact]
    public void KnownShare_AtTheThresholdOnBothSides_IsSaid()
    {
        Assert.StartsWith("12% of 41", new KnownShare(41, 5).InWords(30, 5), StringComparison.Ordinal);
        Assert.StartsWith("88% of 41", new KnownShare(41, 36).InWords(30, 5), StringComparison.Ordinal);
    }

    /// <summary>Who may read a targeted subject's record but does not keep it is offered nothing that would be refused.</summary>
    [Fact]
    public async Task TargetedSubject_ToAReader_OffersNoStepOfTheSinglePointOfContact()
    {
        var (point, chair) = (await People.AsAsync(server, Role.Coordinator), await People.AsAsync(server, Role.Chair));
        await point.PostAsync("/act/people/point", ("Person", (await server.MemberAsync("Cora Coordinator")).ToString()));
        var made = await point.PostAsync("/act/people/nominate?kind=targeted", ("Name", $"Invented Target of events {Interlocked.Increment(ref _names)}"), ("AgeGroup", "adult"), ("Source", "The force"), ("Standard", "National standard, case 4"), ("Evidence", "Case 4"), ("Substantiated", "true"), ("Evidenced", "true"));
        var id = Guid.Parse(made.Location!.ToString().Split('/')[^1]);
        await point.PostAsync($"/act/people/{id}/readers", ("Person", (await server.MemberAsync("Chas Chair")).ToString()), ("Reason", "Chairs the group"));
        await point.PostAsync($"/act/people/{id}/events/new", [("Kind", "release"), .. Decide.Strategy.Arrange.Day("OnDay", server.Today().AddDays(9)), ("Text", "From custody")]);

        var (kept, read) = (await point.GetAsync($"/act/people/{id}"), await chair.GetAsync($"/act/people/{id}"));

        foreach (var link in new[] { "/level", "/events/" })
        {
            Assert.NotEmpty(kept.Document.QuerySelectorAll($"main a[href*='{id}{link}']"));
            Assert.Empty(read.Document.QuerySelectorAll($"main a[href*='{id}{link}']"));
        }
        Assert.Contains("Not yet", read.Document.QuerySelector("[aria-labelledby=events]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Level_IsBronzeFromTheNomination_AndEachChangeIsDated()
    {
        var id = await NominateAsync();
        var chair = await People.AsAsync(server, Role.Chair);

        var first = (await chair.GetAsync($"/act/people/{id}")).Words;
        var bare = await chair.PostAsync($"/act/people/{id}/level", [("Level", "gold"), .. Decide.Strategy.Arrange.Day("FromOn", server.Today()), ("Reason", "")]);
        var same = await chair.PostAsync($"/act/people/{id}/level", [("Level", "bronze"), .. Decide.Strategy.Arrange.Day("FromOn", server.Today()), ("Reason", "As before.")]);
        var early = await chair.PostAsync($"/act/people/{id}/level", [("Level", "gold"), .. Decide.Strategy.Arrange.Day("FromOn", server.Today().AddDays(-3)), ("Reason", "Crosses the force.")]);
        await chair.PostAsync($"/act/people/{id}/level", [("Level", "gold"), .. Decide.Strategy.Arrange.Day("FromOn", server.Today()), ("Reason", "Crosses the force.")]);
        await chair.PostAsync($"/act/people/{id}/level", [("Level", "silver"), .. Decide.Strategy.Arrange.Day("FromOn", server.Today()), ("Reason", "Settled in the force.")]);

        Assert.Contains("Level of response: bronze since", first, StringComparison.Ordinal);
        Assert.Contains("Say why the level changes", bare.Words, StringComparison.Ordinal);
        Assert.Contains("The level is bronze already", same.Words, StringComparison.Ordinal);
        Assert.Contains("Enter a day from", early.Words, StringComparison.Ordinal);
        Assert.Contains("Level of response: silver since", (await chair.GetAsync($"/act/people/{id}")).Words, StringComparison.Ordinal);
        Assert.Contains("Crosses the force.", (await chair.GetAsync($"/act/people/{id}/level")).Words, StringComparison.Ordinal);
        Assert.Equal(0L, await TierTests.ReadAsync(server, "practitioner2@testshire.example", "select count(*) from act.subject_level"));
    }

    async Task<Answer> AddAsync(Guid id, string kind, DateOnly day, string words, string bail = "") =>
        await (await People.AsAsync(server, Role.Practitioner)).PostAsync($"/act/people/{id}/events/new", [("Kind", kind), .. Decide.Strategy.Arrange.Day("OnDay", day), ("Bail", bail), ("Text", words)]);

    async Task<Guid> NominateAsync(params (string Name, string Value)[] more)
    {
        var answer = await (await People.AsAsync(server, Role.Practitioner)).PostAsync("/act/people/nominate?kind=potential",
        [
            ("Name", $"Invented Person of events {Interlocked.Increment(ref _names)}"), ("AgeGroup", "adult"), ("Factors", "violence"), ("Source", "Fire crew"), ("Evidence", "Case 12/7 of the service"), ("Substantiated", "true"), ("Evidenced", "true"),
            ("Decider", (await server.MemberAsync("Chas Chair")).ToString()), .. more,
        ]);
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(answer.Words);
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }
}
