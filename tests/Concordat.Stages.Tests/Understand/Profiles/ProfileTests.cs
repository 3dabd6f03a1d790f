using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Understand.Profiles;

/// <summary>Profiles over HTTP and the real database: the practitioner writes, the chair commissions, the co-ordinator approves.</summary>
public sealed class ProfileTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Author = Role.Practitioner, Commissioner = Role.Chair, Approver = Role.Coordinator, Stranger = "practitioner2@testshire.example";
    static int _titles;

    [Theory]
    [InlineData("Kind", "", "Select what it is about")]
    [InlineData("Frame", "none", "Select a frame")]
    [InlineData("Title", " ", "Give a title of at most 100 characters")]
    [InlineData("Question", "", "Say what it should answer")]
    [InlineData("Origin", "", "Select where it comes from")]
    [InlineData("OriginWords", "", "Say what it comes from")]
    [InlineData("Author", "", "Select who writes it")]
    [InlineData("Approver", "author", "Select the chair or the co-ordinator, and not the author")]
    [InlineData("ReviewOn.Year", "2001", "Enter a review date after today")]
    public async Task Commissioning_WithoutWhatItNeeds_IsRefused_AndKeepsWhatWasTyped(string field, string value, string sentence)
    {
        var fields = await FieldsAsync("problem", "SARA");
        fields[field] = value == "author" ? fields["Author"] : value;
        if (value == "author") fields["Author"] = fields["Approver"] = (await MemberAsync(Role.Coordinator)).ToString();

        var answer = await (await server.AsAsync(Commissioner)).SendFormAsync("/understand/profiles/new", fields.Select(f => (f.Key, f.Value)), "/understand/profiles/new");

        Says(answer, sentence);
        if (field != "Question") Assert.Equal(fields["Question"], answer.Document.QuerySelector("textarea[name=Question]")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("SARA", "analysis", "response")]
    [InlineData("PAT", "analysis", "options")]
    [InlineData("PROCTOR", "cause", "tactic")]
    public async Task Response_BeforeTheAnalysis_IsRefused_ByPageAndDatabase(string frame, string analysis, string response)
    {
        var id = await CommissionAsync("problem", frame);
        var author = await server.AsAsync(Author);
        await MoveAsync(id, Author, "Begin");

        var early = await WriteAsync(id, response, "Close the alley.");
        var sql = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Author,
            "insert into understand.profile_part select partnership_id, id, $2, 'Close it', platform.session_user_id(), 'x', now() from understand.profile where id = $1", id, response));
        var written = await WriteAsync(id, analysis, "Nobody sees the alley at night.");
        var then = await WriteAsync(id, response, "Close the alley.");

        Says(early, $"Write the {analysis} first");
        Assert.Equal("profile_needs_analysis", sql.ConstraintName);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (written.Status, then.Status));
        Says(await author.GetAsync($"/understand/profiles/{id}"), "Close the alley.");
    }

    [Fact]
    public async Task Life_FromCommissionToTheNextEdition_EachStepByWhoMay()
    {
        var id = await CommissionAsync("problem", "SARA");
        await MoveAsync(id, Author, "Begin");
        Says(await MoveAsync(id, Author, "Send"), "Write every part first; empty: context, scanning, analysis");
        await WriteAllAsync(id);
        Says(await MoveAsync(id, Commissioner, "Send"), "Only Pat Practitioner sends it for review");
        await MoveAsync(id, Author, "Send");
        Says(await WriteAsync(id, "context", "Changed under review"), "only while it is drafted");
        Says(await MoveAsync(id, Author, "Approve"), "The chair or the co-ordinator approves what somebody else wrote");
        await MoveAsync(id, Approver, "Approve");
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Approver, "update understand.profile set frozen = '{}' where id = $1", id));
        await MoveAsync(id, Approver, "Issue");
        Assert.Equal("issued", await StateAsync(id));

        Says(await MoveAsync(id, Author, "Record", ("Record", ""), ("RecordKind", "outcome"), ("RecordDay.Day", "1"), ("RecordDay.Month", "1"), ("RecordDay.Year", "2026")), "Say what was done or what came of it");
        await server.OwnerScalarAsync("set session_replication_role = replica; update understand.profile set review_on = '2026-01-02' where number = (select number from understand.profile where id = '" + id + "'); set session_replication_role = default");
        Says(await (await server.AsAsync(Author)).GetAsync("/understand/profiles"), "No outcome recorded");
        await MoveAsync(id, Author, "Record", ("Record", "Fewer bins burnt since May"), ("RecordKind", "outcome"), ("RecordDay.Day", "1"), ("RecordDay.Month", "1"), ("RecordDay.Year", "2026"));
        var page = await (await server.AsAsync(Author)).GetAsync($"/understand/profiles/{id}");
        Says(page, "1 January 2026, outcome: Fewer bins burnt since May");
        Assert.DoesNotContain("No outcome was recorded", page.Words, StringComparison.Ordinal);

        var day = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(100);
        var next = await MoveAsync(id, Commissioner, "Next", ("NextReview.Day", $"{day.Day}"), ("NextReview.Month", $"{day.Month}"), ("NextReview.Year", $"{day.Year}"));
        var second = Guid.Parse(next.Location!.OriginalString.Split('/')[^1]);
        Assert.Equal("issued", await StateAsync(id));
        await MoveAsync(second, Author, "Begin");
        await WriteAllAsync(second);
        await MoveAsync(second, Author, "Send");
        await MoveAsync(second, Approver, "Approve");
        await MoveAsync(second, Approver, "Issue");
        Assert.Equal(("superseded", "issued"), (await StateAsync(id), await StateAsync(second)));
    }

    // T-29.
    [Fact]
    public async Task SubjectProfile_ForThoseNotOnItsList_IsNotThere_ByAnyDoor_AndEachOpeningIsLogged()
    {
        var id = await CommissionAsync("subject", "PAT", "Larkthorn family");
        var nothing = Guid.NewGuid();

        foreach (var who in new[] { Stranger, Role.Analyst, Role.InformationGovernance })
        {
            var visitor = await server.AsAsync(who);
            foreach (var end in new[] { "", "/parts/person", "/readers", "/profile.docx" })
            {
                var (real, none) = (await visitor.GetAsync($"/understand/profiles/{id}{end}"), await visitor.GetAsync($"/understand/profiles/{nothing}{end}"));
                Assert.Equal(HttpStatusCode.NotFound, real.Status);
                Assert.Equal(none.Words, real.Words);
            }
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/understand/profiles/{id}?handler=Begin")).Status);
            Assert.DoesNotContain(id.ToString(), (await visitor.GetAsync("/understand/profiles")).Text, StringComparison.Ordinal);
            await Agreement.AsApplicationAsync(server, who, "update understand.profile set state = 'withdrawn', ended_because = 'x' where id = $1", id);
            await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, who,
                "insert into understand.profile_reader values (platform.current_partnership(), gen_random_uuid(), $1, platform.session_user_id(), 'Curious', platform.session_user_id(), now(), null)", id));
        }
        Assert.Equal("commissioned", await StateAsync(id));
        var before = await OpeningsAsync(id);
        Says(await (await server.AsAsync(Author)).GetAsync($"/understand/profiles/{id}"), "Your opening of this profile is logged.");
        Assert.Equal(before + 1, await OpeningsAsync(id));
        // A subject's title is in no list, and in no log.
        Assert.DoesNotContain("Larkthorn", (await (await server.AsAsync(Author)).GetAsync("/understand/profiles")).Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text ilike '%larkthorn%'"));
    }

    [Fact]
    public async Task ProblemProfile_OpensToTheOwner_OnlyAfterAdoptionAndIssue()
    {
        var id = await CommissionAsync("problem", "SARA");
        var owner = await server.AsAsync(Stranger);
        await MoveAsync(id, Author, "Begin");
        await WriteAllAsync(id);
        await MoveAsync(id, Author, "Send");
        await MoveAsync(id, Approver, "Approve");
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/understand/profiles/{id}")).Status);

        (string, string)[] adoption = [("Owner", (await MemberAsync(Stranger)).ToString()), ("AdoptedOn.Day", "5"), ("AdoptedOn.Month", "1"), ("AdoptedOn.Year", "2026")];
        Says(await MoveAsync(id, Author, "Adopt", adoption), "The chair or the co-ordinator records that the group adopted it");
        await MoveAsync(id, Approver, "Adopt", adoption);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/understand/profiles/{id}")).Status);
        await MoveAsync(id, Approver, "Issue");

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"/understand/profiles/{id}")).Status);
        // Issued, and so open to the analysts too; never to another partnership.
        Assert.Equal(HttpStatusCode.OK, (await (await server.AsAsync(Role.Analyst)).GetAsync($"/understand/profiles/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.AsAsync("analyst@elsewhere.example")).GetAsync($"/understand/profiles/{id}")).Status);
        // Reading is not keeping.
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Stranger, "update understand.profile set state = 'withdrawn', ended_because = 'x' where id = $1", id));
    }

    [Fact]
    public async Task List_LetsPeopleInAndOut_ButNeverTheAuthorOut()
    {
        var id = await CommissionAsync("market", "SARA");
        var (page, analyst) = ($"/understand/profiles/{id}/readers", await MemberAsync(Role.Analyst));
        var chair = await server.AsAsync(Commissioner);

        Says(await chair.PostAsync(page, ("Person", analyst.ToString()), ("Reason", "")), "Say why they need to know");
        await chair.PostAsync(page, ("Person", analyst.ToString()), ("Reason", "Knows the market"));
        Assert.Equal(HttpStatusCode.OK, (await (await server.AsAsync(Role.Analyst)).GetAsync($"/understand/profiles/{id}")).Status);
        var reader = (Guid)(await server.OwnerScalarAsync("select id from understand.profile_reader where profile_id = $1 and user_id = $2", id, analyst))!;
        await chair.PostAsync(page + "?handler=Remove", ("Reader", reader.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.AsAsync(Role.Analyst)).GetAsync($"/understand/profiles/{id}")).Status);
        var author = (Guid)(await server.OwnerScalarAsync("select r.id from understand.profile_reader r join understand.profile p on p.id = r.profile_id and p.author_id = r.user_id where p.id = $1", id))!;
        Says(await chair.PostAsync(page + "?handler=Remove", ("Reader", author.ToString())), "The author stays on the list");
    }

    [Fact]
    public async Task File_HoldsThePartsAndIsLogged()
    {
        var id = await CommissionAsync("problem", "PROCTOR");
        await MoveAsync(id, Author, "Begin");
        await WriteAsync(id, "cause", "Nobody sees the alley at night.");
        var author = await server.AsAsync(Author);

        var (docx, html) = (await author.GetAsync($"/understand/profiles/{id}/profile.docx"), await author.GetAsync($"/understand/profiles/{id}/profile.html"));

        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString(docx.Bytes.AsSpan(0, 2)));
        Assert.Contains("Nobody sees the alley at night.", html.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'disclose' and subject = 'profile' and subject_id = $1", id.ToString()));
    }

    [Fact]
    public async Task Practitioner_CommissionsNone()
    {
        var answer = await (await server.AsAsync(Author)).PostAsync("/understand/profiles/new", ("Title", "Mine"));

        Assert.Contains("not-allowed", answer.Location!.OriginalString, StringComparison.Ordinal);
    }

    async Task<Dictionary<string, string>> FieldsAsync(string kind, string frame, string? title = null)
    {
        var review = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(90);
        return new()
        {
            ["Kind"] = kind,
            ["Frame"] = frame,
            ["Title"] = title ?? $"Burnt bins {Interlocked.Increment(ref _titles)}",
            ["Question"] = "Why are bins burnt behind the shops?",
            ["Origin"] = "decision",
            ["OriginWords"] = "The group asked on 8 October.",
            ["Author"] = (await MemberAsync(Author)).ToString(),
            ["Approver"] = (await MemberAsync(Approver)).ToString(),
            ["ReviewOn.Day"] = $"{review.Day}",
            ["ReviewOn.Month"] = $"{review.Month}",
            ["ReviewOn.Year"] = $"{review.Year}",
        };
    }

    async Task<Guid> CommissionAsync(string kind, string frame, string? title = null)
    {
        var answer = await (await server.AsAsync(Commissioner)).SendFormAsync("/understand/profiles/new", (await FieldsAsync(kind, frame, title)).Select(f => (f.Key, f.Value)), "/understand/profiles/new");
        Assert.True(answer.Location is not null, answer.Words);
        return Guid.Parse(answer.Location!.OriginalString.Split('/')[^1]);
    }

    async Task<Answer> MoveAsync(Guid id, string who, string what, params (string, string)[] fields) => await (await server.AsAsync(who)).PostAsync($"/understand/profiles/{id}?handler={what}", fields);

    async Task<Answer> WriteAsync(Guid id, string part, string words) => await (await server.AsAsync(Author)).PostAsync($"/understand/profiles/{id}/parts/{part}", ("Words", words));

    async Task WriteAllAsync(Guid id)
    {
        foreach (var part in new[] { "context", "scanning", "analysis", "options", "response", "assessment" }) await WriteAsync(id, part, $"Words of {part}.");
    }

    async Task<string> StateAsync(Guid id) => (string)(await server.OwnerScalarAsync("select state from understand.profile where id = $1", id))!;

    async Task<long> OpeningsAsync(Guid id) => (long)(await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'read' and subject = 'profile' and subject_id = $1", id.ToString()))!;

    async Task<Guid> MemberAsync(string who)
    {
        await using var scope = await server.ScopeAsAsync(who);
        return Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Session>(scope.ServiceProvider).User;
    }

    static void Says(Answer answer, string words) => Assert.True(answer.Words.Contains(words, StringComparison.Ordinal), $"Not said: {words}\n{answer.Status} {answer.Location}\n{answer.Words}");
}
