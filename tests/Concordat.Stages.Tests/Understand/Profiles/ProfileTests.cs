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
    public async Task PastedWords_AreCleaned_AndWhatWasDoneIsTold()
    {
        var id = await CommissionAsync("problem", "SARA");
        await MoveAsync(id, Author, "Begin");

        await WriteAsync(id, "context", "Sheds <del>and bins</del> stand <ins>open</ins>.");

        var page = await (await server.AsAsync(Author)).GetAsync($"/understand/profiles/{id}");
        Says(page, "Sheds stand open.");
        Says(page, "1 tracked deletion taken out.");
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
    public async Task NextEdition_CommissionedAndIssuedByAnAnalyst_SupersedesTheEarlier()
    {
        var id = await IssuedAsync();
        var second = Guid.Parse((await MoveAsync(id, Role.Analyst, "Next", InDays(100))).Location!.OriginalString.Split('/')[^1]);
        await ApprovedAsync(second);

        var issued = await MoveAsync(second, Role.Analyst, "Issue");

        Assert.Equal(HttpStatusCode.Redirect, issued.Status);
        Assert.Equal(("superseded", "issued"), (await StateAsync(id), await StateAsync(second)));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'profile' and subject_id = $1 and detail ->> 'next_edition_issued' = $2", id.ToString(), second.ToString()));
        // By itself nobody supersedes a profile, and one that is superseded stays as it is.
        var alone = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Approver, "update understand.profile set state = 'superseded' where id = $1", second));
        Assert.Equal("profile_superseded_by_the_next", alone.ConstraintName);
    }

    [Fact]
    public async Task NextEdition_WhileOneIsUnderWay_IsRefusedInWords_AndAWithdrawnOneKeepsItsNumber()
    {
        var id = await IssuedAsync();
        var second = Guid.Parse((await MoveAsync(id, Commissioner, "Next", InDays(100))).Location!.OriginalString.Split('/')[^1]);

        Says(await MoveAsync(id, Commissioner, "Next", InDays(100)), "Its next edition is under way already. Issue or withdraw that one before you commission another");
        await MoveAsync(second, Commissioner, "Withdraw", ("Reason", "The bins are gone"));
        var third = Guid.Parse((await MoveAsync(id, Commissioner, "Next", InDays(100))).Location!.OriginalString.Split('/')[^1]);

        Assert.Equal(3, await server.OwnerScalarAsync("select edition from understand.profile where id = $1", third));
    }

    /// <summary>The database holds who keeps the list: whoever answers for the profile, never somebody who only reads it, and nobody without the role to read evidence.</summary>
    [Fact]
    public async Task ListInTheDatabase_IsKeptByThoseWhoAnswerForIt_AndHoldsEvidenceReadersAlone()
    {
        const string Add = "insert into understand.profile_reader values (platform.current_partnership(), gen_random_uuid(), $1, $2, 'Helps', platform.session_user_id(), now(), null)";
        const string Strike = "update understand.profile_reader set removed_at = now() where profile_id = $1 and user_id = $2";
        var id = await CommissionAsync("market", "SARA");
        var (stranger, analyst, executive, author) = (await MemberAsync(Stranger), await MemberAsync(Role.Analyst), await MemberAsync(Role.Executive), await MemberAsync(Author));
        await Agreement.AsApplicationAsync(server, Commissioner, Add, id, stranger);
        Task<object?> OnListAsync(Guid who) => server.OwnerScalarAsync("select count(*) from understand.profile_reader where profile_id = $1 and user_id = $2 and removed_at is null", id, who);

        // Whoever is on the list reads it, and neither adds nor strikes.
        Assert.Equal(HttpStatusCode.OK, (await (await server.AsAsync(Stranger)).GetAsync($"/understand/profiles/{id}")).Status);
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Stranger, Add, id, analyst));
        await Agreement.AsApplicationAsync(server, Stranger, Strike, id, await MemberAsync(Approver));
        Assert.Equal(1L, await OnListAsync(await MemberAsync(Approver)));
        // Those who answer for it do, but not for somebody who may not read evidence, and never the author off.
        var noRole = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Commissioner, Add, id, executive));
        var noAuthor = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Commissioner, Strike, id, author));
        Assert.Equal(("profile_reader_reads_evidence", "profile_author_stays"), (noRole.ConstraintName, noAuthor.ConstraintName));
        await Agreement.AsApplicationAsync(server, Author, Strike, id, stranger);
        Assert.Equal(0L, await OnListAsync(stranger));
        // The list of a profile one cannot open is not kept either, whatever the role.
        var subject = await CommissionAsync("subject", "PAT");
        await Agreement.AsApplicationAsync(server, Approver, "update understand.profile_reader set removed_at = now() where profile_id = $1 and user_id = platform.session_user_id()", subject);
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Approver, Add, subject, stranger));
        await Agreement.AsApplicationAsync(server, Role.Analyst, Strike, subject, await MemberAsync(Commissioner));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from understand.profile_reader where profile_id = $1 and user_id = $2 and removed_at is null", subject, await MemberAsync(Commissioner)));
    }

    [Fact]
    public async Task Owner_IsAMemberWhoMayReadIt()
    {
        var id = await CommissionAsync("problem", "SARA");
        var executive = await MemberAsync(Role.Executive);

        var offered = (await (await server.AsAsync(Approver)).GetAsync($"/understand/profiles/{id}")).Document.QuerySelectorAll("select[name=Owner] option").Select(o => o.GetAttribute("value")).ToList();
        var answer = await MoveAsync(id, Approver, "Adopt", ("Owner", executive.ToString()), ("AdoptedOn.Day", "5"), ("AdoptedOn.Month", "1"), ("AdoptedOn.Year", "2026"));
        var sql = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Approver,
            "update understand.profile set owner_id = $2, owner_name = 'x', adopted_on = '2026-01-05', adopted_by = platform.session_user_id() where id = $1", id, executive));

        Assert.Contains((await MemberAsync(Stranger)).ToString(), offered);
        Assert.DoesNotContain(executive.ToString(), offered);
        Says(answer, "Select who owns the problem");
        Assert.Equal("profile_owner_reads_evidence", sql.ConstraintName);
    }

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

    async Task<Guid> IssuedAsync()
    {
        var id = await CommissionAsync("problem", "SARA");
        await ApprovedAsync(id);
        await MoveAsync(id, Approver, "Issue");
        Assert.Equal("issued", await StateAsync(id));
        return id;
    }

    async Task ApprovedAsync(Guid id)
    {
        await MoveAsync(id, Author, "Begin");
        await WriteAllAsync(id);
        await MoveAsync(id, Author, "Send");
        await MoveAsync(id, Approver, "Approve");
    }

    static (string, string)[] InDays(int days)
    {
        var day = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(days);
        return [("NextReview.Day", $"{day.Day}"), ("NextReview.Month", $"{day.Month}"), ("NextReview.Year", $"{day.Year}")];
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
