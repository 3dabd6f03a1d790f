using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Testing;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>"Not held" on the page of a set: declared, counted out, ended, withdrawn; by those alone who speak for the body.</summary>
public sealed class NotHeldTests(ConcordatServer server) : SendingCase(server)
{
    const string Reason = "The council keeps no record of these";

    string Page(int set) => $"/share/returns/sets/{CouncilId}/{set}";

    async Task<Answer> DeclareAsync(Visitor visitor, int set, string from, string until = "", string reason = Reason, string? signatory = null)
    {
        var page = await visitor.GetAsync(Page(set));
        signatory ??= page.Document.QuerySelector("select[name=Signatory] option[value]:not([value=''])")!.GetAttribute("value")!;
        return await visitor.SendFormAsync(page, Page(set), [("From", from), ("Until", until), ("Reason", reason), ("Signatory", signatory)], "handler=Declare");
    }

    static async Task<string> StandingAsync(Visitor visitor, int set, string quarter) =>
        (await visitor.GetAsync("/share/returns/board.csv")).Text.Split("\r\n").First(l => l.Contains($",{set},", StringComparison.Ordinal) && l.Contains(quarter, StringComparison.Ordinal)).Split(',')[4];

    [Fact]
    public async Task AStandingDeclaration_LeavesTheDenominator_AndEndsAgain()
    {
        var council = await Server.SignedInAsync(Council);
        var before = await council.GetAsync("/share/returns");

        var declared = await DeclareAsync(council, 5, "2025-Q4");

        Assert.Equal(HttpStatusCode.Redirect, declared.Status);
        Assert.Equal("Not held", await StandingAsync(council, 5, "October to December 2025"));
        Assert.Equal("Not held", await StandingAsync(council, 5, "July to September 2026"));
        var after = await council.GetAsync("/share/returns");
        Assert.Equal(DueOf(before) - 3, DueOf(after)); // three of the four quarters shown were due
        Assert.Contains(Reason, (await council.GetAsync(Page(5))).Words, StringComparison.Ordinal);

        var ended = await council.SendFormAsync(Page(5), [("last", "2025-Q4")], "handler=End");
        Assert.Equal(HttpStatusCode.Redirect, ended.Status);
        Assert.Equal("Not held", await StandingAsync(council, 5, "October to December 2025"));
        Assert.Equal("Overdue", await StandingAsync(council, 5, "January to March 2026"));
    }

    // Housing is a co-operating body: the law asks it for nothing.
    [Fact]
    public async Task ABodyThatIsNoResponsibleAuthority_IsInvited_AndNeverOverdue()
    {
        var manager = await Server.SignedInAsync(Role.Coordinator);
        var due = DueOf(await manager.GetAsync("/share/returns"));
        await Server.PastGuardsAsync("""
            insert into share.agreement_set (partnership_id, agreement_id, version_number, set_number, agency_id, from_on, regime, fields)
            select v.partnership_id, v.agreement_id, v.number, 12, a.id, '2025-01-01', 'general', '{}' from share.agreement_version v join partnership.agency a on a.partnership_id = v.partnership_id and a.key = 'housing'
            """);

        Assert.Equal("Voluntary", await StandingAsync(manager, 12, "January to March 2026"));
        var board = await manager.GetAsync("/share/returns");

        Assert.Equal(due, DueOf(board));
        Assert.DoesNotContain(board.Document.QuerySelectorAll(".c-chase li"), l => l.TextContent.Contains("Ambulance", StringComparison.Ordinal));
        await Server.PastGuardsAsync("delete from share.agreement_set where set_number = 12");
    }

    [Fact]
    public async Task OnePeriod_IsDeclaredAndWithdrawn_AndSendingIsRefusedMeanwhile()
    {
        var council = await Server.SignedInAsync(Council);
        Assert.Equal(HttpStatusCode.Redirect, (await DeclareAsync(council, 6, "2026-Q1", "2026-Q1")).Status);

        var form = await council.GetAsync($"/share/returns/send/6/2026-Q1?agency={CouncilId}");
        Assert.Contains("L-07", form.Words, StringComparison.Ordinal);
        var twice = await DeclareAsync(council, 6, "2026-Q1", "2026-Q2");
        Assert.Contains("It is declared already from January to March 2026", twice.Words, StringComparison.Ordinal);
        await council.SendFormAsync(Page(6), [("last", "withdraw")], "handler=End");

        Assert.Equal("Overdue", await StandingAsync(council, 6, "January to March 2026"));
        Assert.Equal(2, await Server.OwnerScalarAsync("select count(*)::int from audit.entry where subject = 'not held' and subject_id = (select id::text from share.not_held where set_number = 6)"));
    }

    [Theory]
    [InlineData("2026-Q1", "", "", null, "Enter why the set is not held")]
    [InlineData("", "", Reason, null, "Select the first quarter")]
    [InlineData("2026-Q2", "2026-Q1", Reason, null, "The last quarter must not be before the first")]
    [InlineData("2026-Q1", "", Reason, "", "Select who answers for it")]
    [InlineData("2019-Q1", "", Reason, null, "does not supply the set in that quarter")]
    public async Task ADeclarationThatLacksSomething_IsRefused_AndKeepsWhatWasTyped(string from, string until, string reason, string? signatory, string expected)
    {
        var council = await Server.SignedInAsync(Council);

        var answer = await DeclareAsync(council, 7, from, until, reason, signatory);

        Assert.Contains(expected, answer.Words, StringComparison.Ordinal);
        Assert.Equal(reason, answer.Document.QuerySelector("textarea[name=Reason]")!.TextContent);
        Assert.Equal(0, await Server.OwnerScalarAsync("select count(*)::int from share.not_held where set_number = 7"));
    }

    [Fact]
    public async Task AQuarterThatWasSent_CannotBeDeclared()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        await SendAsync(council, quarter, File(first, 10));

        var answer = await DeclareAsync(council, 8, quarter);

        Assert.Contains("L-09", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherBody_SeesNoForm_AndTheDatabaseRefusesIt()
    {
        var fire = await Server.SignedInAsync("practitioner@testshire.example");

        var page = await fire.GetAsync(Page(7));
        var forged = await fire.PostAsync(Page(7) + "?handler=Declare", ("From", "2026-Q1"), ("Reason", Reason), ("Signatory", Guid.NewGuid().ToString()));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector("select[name=Signatory]"));
        Assert.Equal(HttpStatusCode.NotFound, forged.Status);
        await using var scope = await Server.ScopeAsAsync(Role.Analyst);
        var connections = (Concordat.Platform.Database.Connections)scope.ServiceProvider.GetService(typeof(Concordat.Platform.Database.Connections))!;
        await using var connection = await connections.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand($"""
            insert into share.not_held (partnership_id, id, agency_id, set_number, from_period, reason, signed_by_name, declared_by, declared_at)
            select '{Server.Testshire}', gen_random_uuid(), id, 7, 24300, 'x', 'x', gen_random_uuid(), now() from partnership.agency where key = 'fire'
            """, connection);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal("42501", refused.SqlState);
    }

    // "Due so far, last four quarters 21 sets"
    static int DueOf(Answer board) => int.Parse(System.Text.RegularExpressions.Regex.Match(board.Words, @"Due so far, last four quarters\s*([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
}
