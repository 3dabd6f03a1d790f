using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Interface;
using Concordat.Testing;
using Npgsql;

namespace Concordat.Stages.Tests.Share.OpenSources;

/// <summary>The register of open sources: kept as read, graded, without names unless somebody says so, corrected with its history, withdrawn, found and cited.</summary>
public sealed class OpenSourceTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string New = "/share/open-sources/new";

    static (string, string)[] Fields(string title, params (string, string)[] more)
    {
        (string Name, string Value)[] usual = [("Kind", "news"), ("Title", title), ("Address", "https://news.example/1"), ("SeenOn.Day", "3"), ("SeenOn.Month", "10"), ("SeenOn.Year", "2026"), ("Capture", "Lights out again"), ("SourceGrade", "2"), ("InformationGrade", "C"), ("Names", "remove")];
        return [.. usual.Where(u => more.All(m => m.Item1 != u.Name)), .. more];
    }

    static async Task<string> EnterAsync(Visitor visitor, string title, params (string, string)[] more)
    {
        var made = await visitor.SendFormAsync(New, Fields(title, more));
        Assert.True(made.Status == HttpStatusCode.Redirect, made.Words);
        return made.Location!.OriginalString;
    }

    [Fact]
    public async Task AnEntry_IsFoundBySearch_Cited_CorrectedWithItsHistory_AndWithdrawn()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);
        var page = await EnterAsync(analyst, "Marlbank underpass dark", ("ThemeKey", "anti-social-behaviour"), ("Place", "Marlbank"));

        Assert.Contains("Marlbank underpass dark. News, https://news.example/1, seen on 3 October 2026 (OS-", (await analyst.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.Contains(page, (await analyst.GetAsync("/search?q=marlbank")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page, (await (await server.SignedInAsync(Role.Executive)).GetAsync("/search?q=marlbank")).Text, StringComparison.Ordinal);

        var unsaid = await analyst.SendFormAsync(page + "/correct", [("Title", "Marlbank underpass lit")]);
        Assert.Contains("Enter why it is corrected", unsaid.Words, StringComparison.Ordinal);
        var stale = await analyst.GetAsync(page + "/correct");
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.SendFormAsync(page + "/correct", [("Title", "Marlbank underpass lit"), ("Because", "The paper put it right")])).Status);
        var late = await analyst.SendFormAsync(stale, page + "/correct", [("Title", "Something else"), ("Because", "I had it open")]);
        Assert.Contains("Somebody corrected it meanwhile", late.Words, StringComparison.Ordinal);
        var shown = await analyst.GetAsync(page);
        Assert.Contains("The paper put it right", shown.Words, StringComparison.Ordinal);
        Assert.Contains(shown.Document.QuerySelectorAll("details dd"), d => d.TextContent == "Marlbank underpass dark");

        Assert.Equal(HttpStatusCode.Redirect, (await analyst.SendFormAsync(page, [("Because", "The paper took it back")])).Status);
        Assert.DoesNotContain(page, (await analyst.GetAsync("/search?q=marlbank")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page, (await analyst.GetAsync("/share/open-sources")).Text, StringComparison.Ordinal);
        Assert.Contains(page, (await analyst.GetAsync("/share/open-sources?withdrawn=true&q=marlbank")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync(page + "/correct")).Status);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => server.AsApplicationAsync(Role.Analyst, "update share.open_source set title = 'x', changed_because = 'y' where withdrawn_at is not null"));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [Fact]
    public async Task Names_AreTakenOut_OrStayBySomebodysWord_WhichLogsEachOpening()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);
        var cleaned = await EnterAsync(analyst, "A fire at the mill", ("Capture", "Mr Gareth Quillmoor of the mill said so, ring 07700 900461"));
        var kept = await EnterAsync(analyst, "A speech", ("Capture", "Mr Tobias Fennwick spoke"), ("Names", "keep"));

        Assert.Equal("", await Planted.TablesWithAsync(server, "Quillmoor"));
        Assert.Contains("Were taken out", (await analyst.GetAsync(cleaned)).Words, StringComparison.Ordinal);
        Assert.Contains("Fennwick", (await analyst.GetAsync(kept)).Words, StringComparison.Ordinal);
        Assert.Equal((0L, 1L), (await ReadsAsync(cleaned), await ReadsAsync(kept)));
    }

    [Fact]
    public async Task AFile_IsKeptAsRead_AndOneThatHoldsOrMayHoldNamesNeedsSomebodysWord()
    {
        var analyst = await server.SignedInAsync(Role.Analyst);
        byte[] pdf = [.. "%PDF-1.7 "u8, 0, 1, 2, 3];
        Task<Answer> SendAsync(byte[] file, string name, string names) => analyst.SendFilesAsync(New, "Upload", [(name, file)], Fields($"Of {name}", ("Capture", ""), ("Names", names)));

        var named = await SendAsync("Mr Gareth Quillmoor said so"u8.ToArray(), "page.txt", "remove");
        var unread = await SendAsync(pdf, "paper.pdf", "remove");
        var program = await SendAsync([0x4D, 0x5A, 0, 0xFF], "tool.exe", "keep");
        var taken = await SendAsync(pdf, "paper.pdf", "keep");

        Assert.Contains("The file seems to hold a name", named.Words, StringComparison.Ordinal);
        Assert.Contains("a PDF or picture cannot be searched", unread.Words, StringComparison.Ordinal);
        Assert.Contains("The file must be text, a PDF, a PNG or a JPEG", program.Words, StringComparison.Ordinal);
        Assert.Equal("", await Planted.TablesWithAsync(server, "Quillmoor"));
        var file = await analyst.GetAsync(taken.Location!.OriginalString + "/file");
        Assert.Equal(pdf, file.Bytes);
        Assert.Equal("attachment", file.Response.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task TheRegister_LeavesAsCsv_AndOnlyThoseWhoKeepRecordsWriteInIt()
    {
        var manager = await server.SignedInAsync(Role.Coordinator);
        var page = await EnterAsync(manager, "=A formula", ("Kind", "statistics"));
        var chair = await server.SignedInAsync(Role.Chair);

        var csv = (await chair.GetAsync("/share/open-sources.csv")).Text;
        Assert.Contains("https://news.example/1", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=A formula", csv, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await chair.PostAsync(page, ("Because", "I do not like it"))).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await chair.GetAsync(New)).Status);
        await Assert.ThrowsAsync<PostgresException>(() => server.AsApplicationAsync(Role.Chair, """
            insert into share.open_source (partnership_id, id, number, kind, title, address, seen_on, capture, source_grade, information_grade, names, entered_by_id, entered_at, changed_by_id, changed_at)
            values (platform.current_partnership(), gen_random_uuid(), 999, 'news', 'x', 'y', '2026-01-01', 'z', 1, 'A', 'none', platform.session_user_id(), now(), platform.session_user_id(), now())
            """));
        foreach (var (field, value) in new[] { ("Kind", "rumour"), ("SourceGrade", "9"), ("SeenOn.Year", "2199"), ("Title", "") })
        {
            var refused = await manager.SendFormAsync(New, Fields("Wrong", (field, value)));
            Assert.Equal(HttpStatusCode.OK, refused.Status);
            Assert.Contains(refused.Document.QuerySelectorAll(".govuk-error-summary a"), a => a.GetAttribute("href")!.StartsWith($"#{field.Split('.')[0]}", StringComparison.Ordinal));
        }
    }

    async Task<long> ReadsAsync(string page) => (long)(await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'open_source' and subject_id = $1 and action = 'read'", page.Split('/')[^1]))!;
}
