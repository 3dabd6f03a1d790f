using System.Net;
using Concordat.Act.Subjects;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Act;

/// <summary>Records of people: who sees them, what they need, and when they end. The fire service's practitioner nominates, the chair decides; the co-ordinator is the single point of contact.</summary>
public sealed class SubjectTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Nominator = Role.Practitioner, Stranger = "practitioner2@testshire.example";
    static int _names;

    public static TheoryData<string> PotentialCells => [.. Enum.GetValues<PotentialState>().SelectMany(_ => Enum.GetValues<PotentialEvent>(), (s, e) => $"{s} {e}")];
    public static TheoryData<string> TargetedCells => [.. Enum.GetValues<TargetedState>().SelectMany(_ => Enum.GetValues<TargetedEvent>(), (s, e) => $"{s} {e}")];

    [Theory]
    [MemberData(nameof(PotentialCells))]
    public async Task PotentialOffender_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<PotentialState>(cell.Split(' ')[0]), Enum.Parse<PotentialEvent>(cell.Split(' ')[1]));
        var id = await NominateAsync();
        if (state is PotentialState.Adopted or PotentialState.Ended) await MoveAsync(id, "Adopt");
        if (state is PotentialState.Declined) await MoveAsync(id, "Decline");
        if (state is PotentialState.Ended) await MoveAsync(id, "End");
        var move = SubjectStates.Potential.Of(state, happened);

        var answer = happened == PotentialEvent.KeepNeed ? await NeedAsync(id, Role.Chair) : await MoveAsync(id, happened.ToString());

        Assert.Equal((move.To ?? state).Words(), await StateAsync(id));
        var isLocked = state is PotentialState.Declined or PotentialState.Ended;
        Assert.Equal(move.To is not null ? HttpStatusCode.Redirect : isLocked ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.Status);
        if (move.To is null && !isLocked) Assert.Contains(move.Sentence, answer.Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TargetedCells))]
    public async Task TargetedSubject_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<TargetedState>(cell.Split(' ')[0]), Enum.Parse<TargetedEvent>(cell.Split(' ')[1]));
        var id = await EnterAsync();
        string[] steps = ["Adopt", "Plan", "Monitor", "Close"];
        foreach (var step in steps.Take((int)state)) await MoveAsync(id, step, Role.Coordinator);
        var move = SubjectStates.Targeted.Of(state, happened);

        var answer = happened == TargetedEvent.KeepNeed ? await NeedAsync(id, Role.Coordinator) : await MoveAsync(id, happened.ToString(), Role.Coordinator);

        Assert.Equal((move.To ?? state).Words(), await StateAsync(id));
        Assert.Equal(move.To is not null ? HttpStatusCode.Redirect : state == TargetedState.Closed ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.Status);
        if (move.To is null && state != TargetedState.Closed) Assert.Contains(move.Sentence, answer.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Substantiated", "false", "R-23: A nomination is accepted only when it is substantiated")]
    [InlineData("Evidenced", "false", "R-23: A nomination is accepted only when it is evidenced")]
    [InlineData("Evidence", "", "Say where the evidence is")]
    [InlineData("Factors", "", "Choose at least one of the six factors")]
    [InlineData("AgeGroup", "child", "Say why a child’s record is lawful and needed")]
    [InlineData("Decider", "self", "Nobody decides on their own nomination")]
    public async Task Nomination_WithoutWhatItNeeds_IsRefused_AndKeepsWhatWasTyped(string field, string value, string sentence)
    {
        var nominator = await People.AsAsync(server, Nominator);
        var name = $"Invented Person {Interlocked.Increment(ref _names)}";
        if (value == "self") value = (await server.MemberAsync("Pat Practitioner")).ToString();

        var answer = await nominator.PostAsync("/act/people/nominate?kind=potential", await FieldsAsync(name, (field, value)));

        Assert.Contains(sentence, answer.Words, StringComparison.Ordinal);
        Assert.Equal(name, answer.Document.QuerySelector("input[name=Name]")!.GetAttribute("value"));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from act.subject where name = $1", name));
    }

    [Fact]
    public async Task Record_ForThoseNotOnItsList_IsNotThere_ByAnyDoor()
    {
        var id = await NominateAsync();
        var nothing = Guid.NewGuid();

        foreach (var who in new[] { Stranger, Role.Coordinator })
        {
            var visitor = await People.AsAsync(server, who);
            foreach (var end in new[] { "", "/move?what=Adopt", "/readers", "/needs/health" })
            {
                var (real, none) = (await visitor.GetAsync($"/act/people/{id}{end}"), await visitor.GetAsync($"/act/people/{nothing}{end}"));
                Assert.Equal(HttpStatusCode.NotFound, real.Status);
                Assert.Equal(none.Words, real.Words);
            }
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/act/people/{id}/move?what=Adopt", ("ReviewOn", InDays(30)))).Status);
            Assert.DoesNotContain(id.ToString(), (await visitor.GetAsync("/act/people")).Text, StringComparison.Ordinal);
            await Agreement.AsApplicationAsync(server, who, "update act.subject set state = 'adopted' where id = $1", id);
            await Agreement.AsApplicationAsync(server, who, "delete from act.subject where id = $1", id);
            await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, who, "insert into act.subject_reader values (platform.current_partnership(), gen_random_uuid(), $1, platform.session_user_id(), 'Curious', platform.session_user_id(), now(), null)", id));
        }
        foreach (var role in new[] { Role.Analyst, Role.Executive, Role.InformationGovernance, Role.Administrator })
            Assert.Contains("not-allowed", (await (await People.AsAsync(server, role)).GetAsync($"/act/people/{id}")).Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nominated", await StateAsync(id));
        Assert.Equal(0L, await ReadAsync("analyst@testshire.example", "select count(*) from act.subject"));
    }

    [Fact]
    public async Task Record_OpenedAndListed_IsLogged_AndTheNameIsNowhereElse()
    {
        var id = await NominateAsync("Zebedee Larkthorn");
        var chair = await People.AsAsync(server, Role.Chair);

        var page = await chair.GetAsync($"/act/people/{id}");
        var list = await chair.GetAsync("/act/people");
        var search = await chair.GetAsync("/search?q=Larkthorn");

        Assert.Contains("Zebedee Larkthorn", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Larkthorn", page.Document.Title!, StringComparison.Ordinal);
        Assert.DoesNotContain("Larkthorn", list.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebedee", search.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Larkthorn", (await chair.GetAsync("/my-work")).Words, StringComparison.Ordinal);
        Assert.True((long)(await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'subject' and action = 'read' and subject_id = $1", id.ToString()))! >= 1);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text ilike '%quillfeather%' or detail::text ilike '%case 12/7%'"));
    }

    [Fact]
    public async Task Record_PastItsReviewWithoutRenewal_IsLockedAndCounted()
    {
        var id = await NominateAsync();
        await MoveAsync(id, "Adopt");
        var before = await CountAsync();
        await Agreement.PastGuardsAsync(server, "update act.subject set review_on = $2 where id = $1", id, server.Today().AddDays(-1));

        Assert.Equal(HttpStatusCode.NotFound, (await (await People.AsAsync(server, Role.Chair)).GetAsync($"/act/people/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await MoveAsync(id, "Renew")).Status);
        await Agreement.AsApplicationAsync(server, Role.Chair, "update act.subject set review_on = current_date + 30, renewals = renewals + 1, renewal_evidence = 'more' where id = $1", id);
        Assert.Equal(server.Today().AddDays(-1), await server.OwnerScalarAsync("select review_on from act.subject where id = $1", id));
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task Renewal_NeedsNewEvidence_AndStaysWithinTheLimitOfTheGroup()
    {
        var id = await NominateAsync();
        await MoveAsync(id, "Adopt");

        var late = await MoveAsync(id, "Renew", fields: [("ReviewOn", InDays(400)), ("Reason", "Seen again")]);
        var bare = await MoveAsync(id, "Renew", fields: [("ReviewOn", InDays(100)), ("Reason", "")]);

        Assert.Contains("Enter a review date after today and by", late.Words, StringComparison.Ordinal);
        Assert.Contains("Enter the new evidence", bare.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await MoveAsync(id, "Renew", fields: [("ReviewOn", InDays(100)), ("Reason", "Seen again in case 13")])).Status);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Chair, "update act.subject set review_on = current_date + 120 where id = $1", id));
        Assert.Equal("subject_renewal_without_evidence", refused.ConstraintName);
    }

    [Fact]
    public async Task Child_HasAShorterReview_StricterReaders_AndCanBeRemovedWhole()
    {
        var id = await NominateAsync(more: [("AgeGroup", "child"), ("LawfulReason", "Needed to keep the child from harm")]);
        var nominator = await People.AsAsync(server, Nominator);

        var late = await MoveAsync(id, "Adopt", fields: [("ReviewOn", InDays(100))]);
        var listed = await nominator.PostAsync($"/act/people/{id}/readers", ("Person", (await server.MemberAsync("Pip Practitioner")).ToString()), ("Reason", "Works with the school"));
        await MoveAsync(id, "Adopt", fields: [("ReviewOn", InDays(90))]);
        await NeedAsync(id, Role.Chair);
        var removed = await MoveAsync(id, "Remove");

        Assert.Contains("Enter a review date after today and by", late.Words, StringComparison.Ordinal);
        Assert.Contains("NM-05", listed.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, removed.Status);
        Assert.Equal(0L, await server.OwnerScalarAsync("select (select count(*) from act.subject where id = $1) + (select count(*) from act.subject_need where subject_id = $1) + (select count(*) from act.subject_reader where subject_id = $1)", id));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'subject' and action = 'erase' and subject_id = $1", id.ToString()));
    }

    [Fact]
    public async Task Readers_PutOnTheListSeeIt_AndOffItNoMore()
    {
        var id = await NominateAsync();
        var (chair, stranger) = (await People.AsAsync(server, Role.Chair), await People.AsAsync(server, Stranger));

        await chair.PostAsync($"/act/people/{id}/readers", ("Person", (await server.MemberAsync("Pip Practitioner")).ToString()), ("Reason", "Warden of the street"));
        var on = await stranger.GetAsync($"/act/people/{id}");
        var place = (Guid)(await server.OwnerScalarAsync("select id from act.subject_reader where subject_id = $1 and reason = 'Warden of the street'", id))!;
        await chair.PostAsync($"/act/people/{id}/readers?handler=Remove", ("Reader", place.ToString()));

        Assert.Equal(HttpStatusCode.OK, on.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/act/people/{id}")).Status);
    }

    /// <summary>Each divisional area has one single point of contact; the one of another area, and the one of the whole, change nothing of its records.</summary>
    [Fact]
    public async Task TargetedSubject_IsKeptByThePointOfItsOwnAreaAlone()
    {
        var (chair, north, south) = (await People.AsAsync(server, Role.Chair), await People.AsAsync(server, Nominator), await People.AsAsync(server, Stranger));
        await chair.PostAsync("/act/people/point", ("Area", "North"), ("Person", (await server.MemberAsync("Pat Practitioner")).ToString()));
        await chair.PostAsync("/act/people/point", ("Area", "South"), ("Person", (await server.MemberAsync("Pip Practitioner")).ToString()));
        await chair.PostAsync("/act/people/point", ("Area", " south "), ("Person", (await server.MemberAsync("Pip Practitioner")).ToString()));
        (string, string)[] fields = [("Name", $"Invented Target {Interlocked.Increment(ref _names)}"), ("AgeGroup", "adult"), ("Source", "The force"), ("Standard", "National standard, case 9"), ("Evidence", "Case 9"), ("Substantiated", "true"), ("Evidenced", "true")];

        var wrong = await north.PostAsync("/act/people/nominate?kind=targeted", [.. fields, ("Area", "South")]);
        var made = await north.PostAsync("/act/people/nominate?kind=targeted", fields);
        var id = Guid.Parse(made.Location!.ToString().Split('/')[^1]);
        await north.PostAsync($"/act/people/{id}/readers", ("Person", (await server.MemberAsync("Pip Practitioner")).ToString()), ("Reason", "Keeps the area beside it"));
        await north.PostAsync($"/act/people/{id}/readers", ("Person", (await server.MemberAsync("Cora Coordinator")).ToString()), ("Reason", "Keeps the whole"));

        Assert.Contains("Choose the area whose single point of contact you are", wrong.Words, StringComparison.Ordinal);
        Assert.Equal("North", await server.OwnerScalarAsync("select area from act.subject where id = $1", id));
        foreach (var other in new[] { south, await People.AsAsync(server, Role.Coordinator) })
        {
            Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/act/people/{id}")).Status);
            Assert.Contains("TS-05", (await other.PostAsync($"/act/people/{id}/move?what=Adopt")).Words, StringComparison.Ordinal);
        }
        foreach (var who in new[] { Stranger, Role.Coordinator })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, who, "update act.subject set state = 'adopted' where id = $1", id));
            Assert.Equal("subject_is_the_points", refused.ConstraintName);
        }
        var moved = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Nominator, "update act.subject set area = 'South' where id = $1", id));
        Assert.Equal("nomination_is_fixed", moved.ConstraintName);
        Assert.Equal(HttpStatusCode.Redirect, (await north.PostAsync($"/act/people/{id}/move?what=Adopt")).Status);
        Assert.Equal(["North", "South"], (await chair.GetAsync("/act/people")).Document.QuerySelectorAll("[aria-labelledby=point] tbody th").Select(t => t.TextContent.Trim()).Where(t => t is "North" or "South"));
    }

    /// <summary>Analysts scan other systems for an adopted record: they are told its number, and see nothing of the person.</summary>
    [Fact]
    public async Task Adoption_IsToldToTheAnalystsByNumberAlone()
    {
        var id = await NominateAsync("Barnaby Thistlewick");
        var analyst = await People.AsAsync(server, Role.Analyst);
        var number = await server.OwnerScalarAsync("select number from act.subject where id = $1", id);

        var before = (await analyst.GetAsync("/my-work")).Words;
        await MoveAsync(id, "Adopt");
        var after = (await analyst.GetAsync("/my-work")).Words;

        Assert.DoesNotContain($"build the profile for record {number}", before, StringComparison.Ordinal);
        Assert.Contains($"Scan other systems and build the profile for record {number}", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Thistlewick", after, StringComparison.Ordinal);
        Assert.Equal(0L, await ReadAsync("practitioner2@testshire.example", "select count(*) from act.adopted_since(current_date - 28)"));
        Assert.Equal(0L, await ReadAsync("analyst@testshire.example", "select count(*) from act.subject"));
    }

    [Fact]
    public async Task Nomination_IsNeverAltered_AndTheNominatorNeverDecides_InTheDatabaseToo()
    {
        var id = await NominateAsync();

        var altered = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Chair, "update act.subject set name = 'Somebody else' where id = $1", id));
        var own = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Nominator, "update act.subject set state = 'adopted', review_on = current_date + 30, decided_on = current_date, decided_by_id = decider_id where id = $1", id));

        Assert.Equal("nomination_is_fixed", altered.ConstraintName);
        Assert.Equal("subject_is_the_deciders", own.ConstraintName);
        Assert.Contains("NM-04", (await MoveAsync(id, "Adopt", Nominator)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TargetedSubject_IsEnteredAndChangedByTheSinglePointOfContactAlone()
    {
        var id = await EnterAsync();
        var (point, chair) = (await People.AsAsync(server, Role.Coordinator), await People.AsAsync(server, Role.Chair));
        await point.PostAsync($"/act/people/{id}/readers", ("Person", (await server.MemberAsync("Chas Chair")).ToString()), ("Reason", "Chairs the group"));

        Assert.Equal(HttpStatusCode.OK, (await chair.GetAsync($"/act/people/{id}")).Status);
        Assert.Contains("TS-05", (await MoveAsync(id, "Adopt")).Words, StringComparison.Ordinal);
        Assert.Contains("TS-01", (await MoveAsync(id, "AlterNomination")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync("/act/people/nominate?kind=targeted")).Status);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Chair, "update act.subject set state = 'adopted' where id = $1", id));
        Assert.Equal("subject_is_the_points", refused.ConstraintName);
    }

    [Fact]
    public async Task Person_NominatedTwice_RaisesTheAlertForThoseWhoMaySeeIt()
    {
        var first = await NominateAsync("Twice Referred");
        await NominateAsync("twice  referred");

        var page = await (await People.AsAsync(server, Role.Chair)).GetAsync($"/act/people/{first}");

        Assert.Contains("The same person was nominated in one other record within a year", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_OfTheRules_ShowsTheseTables()
    {
        var document = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "people.md")).ReplaceLineEndings("\n");

        foreach (var part in new[] { SubjectStates.Potential.Markdown(), SubjectStates.Potential.Codes(), SubjectStates.Potential.Diagram(), SubjectStates.Targeted.Markdown(), SubjectStates.Targeted.Codes(), SubjectStates.Targeted.Diagram() })
            Assert.Contains(part, document, StringComparison.Ordinal);
    }

    string InDays(int days) => Arrange.Text(server.Today().AddDays(days));

    async Task<(string, string)[]> FieldsAsync(string name, params (string Name, string Value)[] changed)
    {
        (string Name, string Value)[] usual =
        [
            ("Name", name), ("AgeGroup", "adult"), ("Factors", "violence"), ("Source", "Fire crew"), ("Evidence", "Case 12/7 of the service"), ("Substantiated", "true"), ("Evidenced", "true"),
            ("Decider", (await server.MemberAsync("Chas Chair")).ToString()), ("Standard", "National standard, reference 4"),
        ];
        return [.. usual.Where(f => changed.All(c => c.Name != f.Name)), .. changed];
    }

    async Task<Guid> NominateAsync(string? name = null, params (string Name, string Value)[] more)
    {
        var answer = await (await People.AsAsync(server, Nominator)).PostAsync("/act/people/nominate?kind=potential", await FieldsAsync(name ?? $"Invented Person {Interlocked.Increment(ref _names)}", more));
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(answer.Words);
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    async Task<Guid> EnterAsync()
    {
        var point = await People.AsAsync(server, Role.Coordinator);
        await point.PostAsync("/act/people/point", ("Person", (await server.MemberAsync("Cora Coordinator")).ToString()));
        var answer = await point.PostAsync("/act/people/nominate?kind=targeted", await FieldsAsync($"Invented Person {Interlocked.Increment(ref _names)}"));
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(answer.Words);
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    async Task<Answer> MoveAsync(Guid id, string what, string who = Role.Chair, (string, string)[]? fields = null) =>
        await (await People.AsAsync(server, who)).PostAsync($"/act/people/{id}/move?what={what}", fields ?? [("ReviewOn", InDays(60)), ("Reason", "Seen again in case 12")]);

    async Task<Answer> NeedAsync(Guid id, string who) =>
        await (await People.AsAsync(server, who)).PostAsync($"/act/people/{id}/needs/health", ("Assessed", "Sleeps badly"), ("Planned", "See the nurse"), ("ReviewOn", InDays(30)));

    async Task<string> StateAsync(Guid id) => (string)(await server.OwnerScalarAsync("select state from act.subject where id = $1", id))!;

    async Task<long> CountAsync() => await ReadAsync(Nominator, "select coalesce(sum(ended), 0) from act.subject_counts() where kind = 'potential offender'");

    async Task<long> ReadAsync(string who, string sql)
    {
        await using var scope = await server.ScopeAsAsync(who);
        await using var connection = await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Concordat.Platform.Database.Connections>(scope.ServiceProvider).OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
