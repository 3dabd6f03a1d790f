using System.Net;
using Concordat.Decide.Tasking.Criteria;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;

namespace Concordat.Stages.Tests.Decide.Tasking;

/// <summary>Tasking criteria: each state by each event over the pages, the group's own decision behind each version, and decisions that rest on scores.</summary>
public sealed class CriteriaTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static int _days = 400;

    /// <summary>Each version is of a panel of its own, so that none holds for another test's meetings.</summary>
    static int _groups;

    public static TheoryData<string> Cells => [.. Enum.GetNames<CriteriaState>().SelectMany(_ => Enum.GetNames<CriteriaEvent>(), (s, e) => $"{s}/{e}")];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<CriteriaState>(cell.Split('/')[0]), Enum.Parse<CriteriaEvent>(cell.Split('/')[1]));
        var made = await InAsync(state);

        var answer = await SendAsync(made, happened);

        var move = CriteriaLife.Table.Of(state, happened);
        Assert.Equal(Spaced(move.To ?? state), await server.OwnerScalarAsync("select state from decide.criteria_version where id = $1", made.Version));
        // Criteria that are not in force stand beside no item: there is nothing to score by.
        var isUnseen = happened == CriteriaEvent.Score && state != CriteriaState.Adopted;
        Assert.Equal(move.To is not null ? HttpStatusCode.Redirect : isUnseen ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.Status);
        if (move.Rule is { } rule && !isUnseen) Assert.Contains(rule.ToString(), answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_WithoutScores_IsRefusedByPageAndDatabase_AndShowsVersionAndCriteriaOnceScored()
    {
        var made = await InAsync(CriteriaState.Adopted, isRequired: true);
        var (meeting, item) = await ItemAsync(made.Group, server.Today().AddDays(1));
        var chair = await server.AsAsync(Role.Chair);
        var owner = await server.MemberAsync("Pip Practitioner");

        var early = await chair.AdoptAsync(meeting, item, owner);
        var database = await Assert.ThrowsAsync<PostgresException>(() => server.OwnerScalarAsync(
            "update decide.item set decision = 'do not adopt', reason = 'x', decided_by_id = $2, decided_at = now() where id = $1", item, owner));
        var deferred = await chair.DeferAsync(meeting, item, server.Today().AddDays(200));
        var criteria = $"/decide/meetings/{meeting}/items/{item}/criteria";
        var high = await chair.SendFormAsync(criteria, [("Rows[0].Score", "9"), ("Rows[1].Score", "1")], "criteria");
        await chair.SendFormAsync(criteria, [("Rows[0].Score", "4"), ("Rows[1].Score", "1")], "criteria");
        var late = await chair.AdoptAsync(meeting, item, owner);
        var page = await chair.GetAsync($"/decide/meetings/{meeting}?item={item}");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");
        var minutes = await chair.GetAsync($"/decide/meetings/{meeting}/minutes");
        var paper = await chair.GetAsync($"/decide/meetings/{meeting}/minutes.docx");
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(paper.Bytes));
        using var document = new StreamReader(zip.GetEntry("word/document.xml")!.Open());

        Assert.Contains("1 of 2 criteria of version 1 met: Harm.", minutes.Words, StringComparison.Ordinal);
        Assert.Contains("1 of 2 criteria of version 1 met: Harm.", await document.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Contains("TC-07", early.Words, StringComparison.Ordinal);
        Assert.Equal("item_without_criteria", database.ConstraintName);
        Assert.Equal(HttpStatusCode.Redirect, deferred.Status);
        Assert.Contains("must be a whole number from 0 to 5", high.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, late.Status);
        Assert.Contains("1 of 2 criteria of version 1 met: Harm.", page.Words, StringComparison.Ordinal);
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'item_score' and action = 'collect' and subject_id like $1", $"%{item}%"));
    }

    [Fact]
    public async Task Version_OfTheDay_StaysBesideTheDecision_WhenAnotherComesIntoForce()
    {
        var made = await InAsync(CriteriaState.Adopted);
        var (meeting, item) = await ItemAsync(made.Group, server.Today().AddDays(1));
        var chair = await server.AsAsync(Role.Chair);
        await chair.SendFormAsync($"/decide/meetings/{meeting}/items/{item}/criteria", [("Rows[0].Score", "5"), ("Rows[1].Score", "5")], "criteria");
        await chair.AdoptAsync(meeting, item, await server.MemberAsync("Pip Practitioner"));
        await CloseAsync(meeting);

        var second = await BeginAsync(made.Group, false);
        await AddAsync(second, "Third", "3");
        var adopted = await RecordAsync(new(second, made.Group, item), server.Today().AddDays(2));
        var (_, laterItem) = await ItemAsync(made.Group, server.Today().AddDays(3));

        Assert.Equal(HttpStatusCode.Redirect, adopted.Status);
        Assert.Contains("2 of 2 criteria of version 1 met: Harm, Repeat.", (await chair.GetAsync($"/decide/meetings/{meeting}?item={item}")).Words, StringComparison.Ordinal);
        var meetingOfLater = (Guid)(await server.OwnerScalarAsync("select meeting_id from decide.item where id = $1", laterItem))!;
        Assert.Contains("Not scored by version 2 of the criteria.", (await chair.GetAsync($"/decide/meetings/{meetingOfLater}?item={laterItem}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_WithoutADecisionOfItsOwnGroup_IsRefusedByPageAndDatabase()
    {
        var made = await InAsync(CriteriaState.Draft);
        var other = await InAsync(CriteriaState.Draft);

        var foreign = await RecordAsync(made with { Item = other.Item }, server.Today().AddDays(1));
        var early = await RecordAsync(made, server.Today());
        var database = await Assert.ThrowsAsync<PostgresException>(() => server.OwnerScalarAsync(
            "update decide.criteria_version set state = 'adopted', item_id = $2, in_force_from = current_date + 9, recorded_by = begun_by where id = $1", made.Version, other.Item));

        Assert.Contains("TC-06", foreign.Words, StringComparison.Ordinal);
        Assert.Contains("no meeting changes its rules half way", early.Words, StringComparison.Ordinal);
        Assert.Equal("criteria_by_decision", database.ConstraintName);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'refuse' and subject_id = $1 and detail ->> 'code' = 'TC-06'", made.Version.ToString()));
        Assert.Contains("TC-06: Criteria come into force by a decision of the group alone", (await (await server.AsAsync(Role.Executive)).GetAsync("/decide/groups/overview")).Words, StringComparison.Ordinal);
    }

    /// <summary>While the meeting is open its decision can still be undone, and criteria that rest on it would stay.</summary>
    [Fact]
    public async Task Version_ByAnItemOfAMeetingThatIsOpen_IsRefusedByPageAndDatabase()
    {
        var made = await InAsync(CriteriaState.Draft);
        var (meeting, item) = await ItemAsync(made.Group, server.Today().AddDays(1));
        await (await server.AsAsync(Role.Chair)).AdoptAsync(meeting, item, await server.MemberAsync("Pip Practitioner"));

        var offered = (await (await server.AsAsync(Role.Coordinator)).GetAsync($"/decide/criteria/{made.Version}")).Text;
        var early = await RecordAsync(made with { Item = item }, server.Today().AddDays(2));
        var database = await Assert.ThrowsAsync<PostgresException>(() => server.OwnerScalarAsync(
            "update decide.criteria_version set state = 'adopted', item_id = $2, in_force_from = current_date + 9, recorded_by = begun_by where id = $1", made.Version, item));
        await CloseAsync(meeting);
        var late = await RecordAsync(made with { Item = item }, server.Today().AddDays(2));

        Assert.Contains(made.Item.ToString(), offered, StringComparison.Ordinal);
        Assert.DoesNotContain(item.ToString(), offered, StringComparison.Ordinal);
        Assert.Contains("TC-06", early.Words, StringComparison.Ordinal);
        Assert.Equal("criteria_before_close", database.ConstraintName);
        Assert.Equal(HttpStatusCode.Redirect, late.Status);
    }

    [Fact]
    public async Task Criterion_AddedTwiceAtOnce_IsToldSo()
    {
        var made = await InAsync(CriteriaState.Draft);

        var answer = await server.WhileHeldAsync(
            $"insert into decide.criterion select partnership_id, gen_random_uuid(), version_id, 9, 'Fits', 'Does it fit?', 2 from decide.criterion where version_id = '{made.Version}' limit 1", () => AddAsync(made.Version, "Fits", "3"));

        Assert.Contains("“Fits” is a criterion already", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Does it fit?", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_BegunTwiceAtOnce_IsToldSo()
    {
        var group = await GroupAsync();
        var (by, begun) = (await server.MemberAsync("Cora Coordinator"), Guid.NewGuid());

        var answer = await server.WhileHeldAsync(
            $"insert into decide.criteria_version (partnership_id, id, group_id, number, state, is_required, begun_by, begun_at) values ('{server.Testshire}', '{begun}', '{group}', 1, 'draft', false, '{by}', now())",
            async () => await (await server.AsAsync(Role.Coordinator)).PostAsync("/decide/criteria", ("Group", group.ToString()), ("IsRequired", "false")));

        Assert.Contains("Somebody began a version at the same moment", answer.Words, StringComparison.Ordinal);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from decide.criteria_version where group_id = $1", group));
    }

    [Fact]
    public async Task Score_GivenTwiceAtOnce_OrAsTheMeetingCloses_IsToldSo()
    {
        var made = await InAsync(CriteriaState.Adopted);
        var (meeting, item) = await ItemAsync(made.Group, server.Today().AddDays(1));
        var criterion = (Guid)(await server.OwnerScalarAsync("select id from decide.criterion where version_id = $1 order by position limit 1", made.Version))!;
        var (chair, by) = (await server.AsAsync(Role.Chair), await server.MemberAsync("Chas Chair"));
        Task<Answer> Send(string score) => chair.PostAsync($"/decide/meetings/{meeting}/items/{item}/criteria", ("Rows[0].Criterion", criterion.ToString()), ("Rows[0].Score", score));

        var twice = await server.WhileHeldAsync($"insert into decide.item_score values ('{server.Testshire}', '{item}', '{criterion}', 4, '{by}', now())", () => Send("3"));
        var late = await server.WhileHeldAsync($"update decide.meeting set state = 'closed', closed_at = now(), actions_reported = '[]' where id = '{meeting}'", () => Send("2"));

        Assert.Contains("Somebody scored the item at the same moment", twice.Words, StringComparison.Ordinal);
        Assert.Contains("The meeting closed at the same moment", late.Words, StringComparison.Ordinal);
        Assert.Equal((short)4, await server.OwnerScalarAsync("select score from decide.item_score where item_id = $1", item));
    }

    [Theory]
    [InlineData("Name", "", "Name the criterion")]
    [InlineData("Words", " ", "Say what it asks")]
    [InlineData("MetFrom", "7", "Choose the score, 1 to 5")]
    [InlineData("Name", "harm", "is a criterion already")]
    [InlineData("Name", "Mr John Smith, 07700 900123", "Take it out")]
    [InlineData("Words", "Is it near Mr John Smith, 07700 900123?", "Take it out")]
    public async Task Criterion_WithoutAPart_SaysSo_AndKeepsWhatWasTyped(string field, string value, string message)
    {
        var made = await InAsync(CriteriaState.Draft);
        (string, string)[] good = [("Name", "Fits"), ("Words", "Typed words"), ("MetFrom", "3")];

        var answer = await (await server.AsAsync(Role.Coordinator)).PostAsync($"/decide/criteria/{made.Version}?handler=Add", good.Where(g => g.Item1 != field).Append((field, value)));

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        if (field != "Words") Assert.Contains("Typed words", answer.Document.QuerySelector("textarea[name=Words]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Practitioner_ReadsAndChangesNothing_AnotherPartnershipSeesNothing()
    {
        var made = await InAsync(CriteriaState.Draft);
        var practitioner = await server.AsAsync(Role.Practitioner);

        Assert.Equal(HttpStatusCode.OK, (await practitioner.GetAsync($"/decide/criteria/{made.Version}")).Status);
        Assert.Contains("TC-04", (await practitioner.PostAsync($"/decide/criteria/{made.Version}?handler=Discard")).Words, StringComparison.Ordinal);
        var before = await RefusalsAsync();
        Assert.Contains(Concordat.Decide.Tasking.Criteria.CriteriaLife.Preparers.ToString(), (await practitioner.PostAsync("/decide/criteria", ("Group", made.Group.ToString()))).Words, StringComparison.Ordinal);
        Assert.Equal(before + 1, await RefusalsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.AsAsync("analyst@elsewhere.example")).GetAsync($"/decide/criteria/{made.Version}")).Status);
    }

    async Task<long> RefusalsAsync() => (long)(await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'refuse' and subject = 'criteria_version' and detail ->> 'code' = 'TC-04'"))!;

    [Fact]
    public void Document_OfTheRules_ShowsTheTable() =>
        Assert.Contains(CriteriaLife.Table.Markdown(), File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "tasking.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    /// <param name="Item">The adopted item of the group's first meeting.</param>
    sealed record Made(Guid Version, Guid Group, Guid Item);

    async Task<Made> InAsync(CriteriaState state, bool isRequired = false)
    {
        var group = await GroupAsync();
        var (meeting, item) = await ItemAsync(group, server.Today());
        await (await server.AsAsync(Role.Chair)).AdoptAsync(meeting, item, await server.MemberAsync("Pip Practitioner"));
        await CloseAsync(meeting);
        var made = new Made(await BeginAsync(group, isRequired), group, item);
        await AddAsync(made.Version, "Harm", "3");
        await AddAsync(made.Version, "Repeat", "2");
        if (state == CriteriaState.Adopted) Assert.Equal(HttpStatusCode.Redirect, (await RecordAsync(made, server.Today().AddDays(1))).Status);
        if (state == CriteriaState.Discarded) await SendAsync(made, CriteriaEvent.Discard);
        return made;
    }

    async Task<Guid> GroupAsync()
    {
        var answer = await (await server.AsAsync(Role.Coordinator)).SendFormAsync("/decide/groups/new",
            [("Kind", "panel"), ("Name", $"Criteria panel {Interlocked.Increment(ref _groups)}"), ("Cycle", "weekly"), ("Quorum", "1"), ("Terms", "Decides.")], "groups/new");
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    /// <summary>An open meeting of a group with one item that a member raised.</summary>
    async Task<(Guid Meeting, Guid Item)> ItemAsync(Guid group, DateOnly day)
    {
        var (coordinator, chair) = (await server.AsAsync(Role.Coordinator), await server.AsAsync(Role.Chair));
        var planned = await coordinator.SendFormAsync($"/decide/meetings/new?group={group}",
            [("Group", group.ToString()), .. Strategy.Arrange.Day("HeldOn", day), ("Chair", (await server.MemberAsync("Chas Chair")).ToString()), ("StartsAt", "10:00"), ("Place", "Room 2")], "meetings/new");
        var meeting = Guid.Parse(planned.Location!.ToString().Split('/')[^1]);
        await chair.SendFormAsync($"/decide/meetings/{meeting}/items/new", [("ItemTitle", $"Item {Interlocked.Increment(ref _days)}"), ("Sentence", "It goes on."), ("RaisedBy", (await server.MemberAsync("Chas Chair")).ToString())], "items/new");
        await chair.SendFormAsync($"/decide/meetings/{meeting}", [], "handler=Open");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/last-time", [], "last-time");
        return (meeting, (Guid)(await server.OwnerScalarAsync("select id from decide.item where meeting_id = $1 and origin = 'member'", meeting))!);
    }

    async Task CloseAsync(Guid meeting)
    {
        var closed = await (await server.AsAsync(Role.Chair)).SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");
        if (closed.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(closed.Words);
    }

    async Task<Guid> BeginAsync(Guid group, bool isRequired)
    {
        var answer = await (await server.AsAsync(Role.Coordinator)).PostAsync("/decide/criteria", ("Group", group.ToString()), ("IsRequired", isRequired ? "true" : "false"));
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    async Task<Answer> AddAsync(Guid version, string name, string from) =>
        await (await server.AsAsync(Role.Coordinator)).PostAsync($"/decide/criteria/{version}?handler=Add", ("Name", name), ("Words", "How much of it is there?"), ("MetFrom", from));

    async Task<Answer> RecordAsync(Made made, DateOnly from) =>
        await (await server.AsAsync(Role.Coordinator)).PostAsync($"/decide/criteria/{made.Version}?handler=Adopt", [("Item", made.Item.ToString()), .. Strategy.Arrange.Day("InForceFrom", from)]);

    async Task<Answer> SendAsync(Made made, CriteriaEvent happened)
    {
        if (happened == CriteriaEvent.Change) return await AddAsync(made.Version, "New one", "1");
        if (happened == CriteriaEvent.Adopt) return await RecordAsync(made, server.Today().AddDays(1));
        if (happened == CriteriaEvent.Discard) return await (await server.AsAsync(Role.Coordinator)).PostAsync($"/decide/criteria/{made.Version}?handler=Discard");
        var (meeting, item) = await ItemAsync(made.Group, server.Today().AddDays(1));
        var criterion = (Guid)(await server.OwnerScalarAsync("select id from decide.criterion where version_id = $1 order by position limit 1", made.Version))!;
        return await (await server.AsAsync(Role.Chair)).PostAsync($"/decide/meetings/{meeting}/items/{item}/criteria", ("Rows[0].Criterion", criterion.ToString()), ("Rows[0].Score", "3"));
    }

    static string Spaced(CriteriaState state) => state.ToString().ToLowerInvariant();
}
