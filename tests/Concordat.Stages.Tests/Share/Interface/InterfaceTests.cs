using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Stages.Tests.Share.Returns;
using Concordat.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Interface;

/// <summary>Returns sent by partners' systems: the same gate, checks, states and words as the pages.</summary>
public sealed class InterfaceTests(ConcordatServer server) : IClassFixture<ConcordatServer>, IAsyncLifetime
{
    static int _quarter;
    static string? _key;
    Partner _council = null!;

    public async Task InitializeAsync()
    {
        if (await server.OwnerScalarAsync("select count(*)::int from share.agreement") is 0) await Agreed.SetAsync(server);
        _council = Partner.With(server, _key ??= await Partner.MakeKeyAsync(server, "council"));
    }

    public Task DisposeAsync()
    {
        _council.Dispose();
        return Task.CompletedTask;
    }

    static (string Key, DateOnly First) NextQuarter()
    {
        var first = new DateOnly(2025, 1, 1).AddMonths(3 * (Interlocked.Increment(ref _quarter) - 1));
        return (string.Create(CultureInfo.InvariantCulture, $"{first.Year}-Q{(first.Month + 2) / 3}"), first);
    }

    static byte[] File(DateOnly first, int rows, int days = 80, string more = "")
    {
        var text = new StringBuilder("Reference,Category,Date,Time,Easting,Northing\r\n");
        for (var i = 0; i < rows; i++) text.Append(CultureInfo.InvariantCulture, $"R{i},Noise,{first.AddDays(i % days):dd/MM/yyyy},14:05,{500000 + i},{150000 + i}\r\n");
        return Encoding.UTF8.GetBytes(text.Append(more).ToString());
    }

    async Task AcceptAsync(Guid id)
    {
        using var manager = await server.SignedInAsync(Role.Coordinator);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SendFormAsync($"/share/returns/received/{id}", [], "/accept")).Status);
        await Waiting.UntilAsync(async () => await server.OwnerScalarAsync("select state from share.return where id = $1", id) is "accepted", "the return to be accepted");
    }

    async Task<int> HeldAsync(DateOnly first) => (int)(await server.OwnerScalarAsync(
        "select count(*)::int from share.incident where partnership_id = $1 and set_number = 8 and version_to is null and month between $2 and $2 + 2", server.Testshire, first.Year * 12 + first.Month - 1))!;

    [Fact]
    public async Task AQuarter_IsSentMendedSubmittedAcceptedAndCorrected()
    {
        var (quarter, first) = NextQuarter();
        var bad = $"R900,Noise,31/02/{first.Year},14:05,500900,150900\r\n";

        var draft = await _council.SendAsync("/api/returns", File(first, 60, more: bad), "asb.csv", ("set", "8"), ("quarter", quarter));

        Assert.Equal((201, "draft", 61, 60, 1), (draft.Status, draft.State, draft.Rows("read"), draft.Rows("ready"), draft.Rows("set_aside")));
        Assert.Equal($"/api/returns/{draft.Id}", draft.Headers.Location!.ToString());
        Assert.Equal(("interface", "Case system"), (draft.Json.GetProperty("way").GetString(), draft.Json.GetProperty("sent_by").GetString()));
        var fault = (await _council.GetAsync($"/api/returns/{draft.Id}/faults")).Json.GetProperty("faults")[0];
        Assert.Equal((62, "Date", "D-01"), (fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString(), fault.GetProperty("code").GetString()));
        var file = await _council.GetAsync($"/api/returns/{draft.Id}/faults.csv");
        using (var person = await server.SignedInAsync("practitioner2@testshire.example"))
            Assert.Equal((await person.GetAsync($"/share/returns/received/{draft.Id}/faults.csv")).Text, file.Text);
        Assert.Contains("D-01", file.Text, StringComparison.Ordinal);

        var submitted = await _council.PostJsonAsync($"/api/returns/{draft.Id}/submit");
        Assert.Equal((200, "validated with warnings"), (submitted.Status, submitted.State));
        await AcceptAsync(draft.Id);
        var accepted = await _council.GetAsync($"/api/returns/{draft.Id}");
        Assert.Equal(("accepted", 60), (accepted.State, accepted.Json.GetProperty("joined").GetProperty("inserted").GetInt32()));

        var mended = await _council.PostFileAsync($"/api/returns/{draft.Id}/corrections", File(first, 0, more: $"R900,Noise,{first:dd/MM/yyyy},14:05,500900,150900\r\n"));
        Assert.Equal((201, draft.Id), (mended.Status, mended.Json.GetProperty("answers_to").GetGuid()));
        Assert.Equal(200, (await _council.PostJsonAsync($"/api/returns/{mended.Id}/submit")).Status);
        await AcceptAsync(mended.Id);
        Assert.Equal(61, await HeldAsync(first));
        var listed = (await _council.GetAsync($"/api/returns?set=8&quarter={quarter}")).Json.GetProperty("returns").EnumerateArray().Select(r => r.GetProperty("id").GetGuid());
        Assert.Equal([mended.Id, draft.Id], listed);
        Assert.Equal(3L, await server.OwnerScalarAsync("""
            select count(*) from audit.entry e join share.api_key k on k.id = e.user_id where e.subject = 'return' and e.subject_id = $1 and e.action in ('collect', 'alter', 'disclose')
            """, draft.Id.ToString()));
    }

    [Fact]
    public async Task TheSameFileTwice_ChangesNothing_AsADraftAndWhileItWaits_AndTheWholeFollowsTheHalf()
    {
        var (quarter, first) = NextQuarter();
        var address = $"/api/returns?set=8&quarter={quarter}";

        var half = await _council.PostFileAsync(address, File(first, 30));
        var again = await _council.PostFileAsync(address, File(first, 30));
        var whole = await _council.PostFileAsync(address, File(first, 60));
        await _council.PostJsonAsync($"/api/returns/{whole.Id}/submit", $$"""{"zero_months": ["{{first.AddMonths(2):yyyy-MM}}"]}""");
        var late = await _council.PostFileAsync(address, File(first, 60));
        var other = await _council.PostFileAsync(address, File(first, 61));

        Assert.Equal((201, 200, true, half.Id), (half.Status, again.Status, again.Json.GetProperty("same").GetBoolean(), again.Id));
        Assert.Equal((201, 404), (whole.Status, (await _council.GetAsync($"/api/returns/{half.Id}")).Status)); // the newer draft took its place
        Assert.Equal((200, whole.Id), (late.Status, late.Id));
        Assert.Equal((409, "L-03"), (other.Status, other.Code));
        Assert.Equal(60L, await server.OwnerScalarAsync("select count(*) from share.return_row r join share.return t on t.id = r.return_id where t.set_number = 8 and t.period_first = $1", first.Year * 12 + first.Month - 1));
    }

    [Fact]
    public async Task AllOrNothing_CannotBeSubmittedWithAFault_AndARowLeftOutMakesItWhole()
    {
        var (quarter, first) = NextQuarter();
        var address = $"/api/returns?set=8&quarter={quarter}&mode=all";

        var faulty = await _council.PostFileAsync(address, File(first, 80, more: "R99,Wombling,01/01/2025,14:05,500000,150000\r\n"));
        var refused = await _council.PostJsonAsync($"/api/returns/{faulty.Id}/submit");
        var clean = await _council.PostFileAsync(address, File(first, 80));
        var submitted = await _council.PostJsonAsync($"/api/returns/{clean.Id}/submit");

        Assert.Equal((409, "L-13", "application/problem+json"), (refused.Status, refused.Code, refused.Type));
        Assert.Equal((201, 200, "submitted"), (clean.Status, submitted.Status, submitted.State));
    }

    [Fact]
    public async Task SilentMonths_HaveToBeNamed_AndADraftCanBeWithdrawn()
    {
        var (quarter, first) = NextQuarter();
        var draft = await _council.PostFileAsync($"/api/returns?set=8&quarter={quarter}", File(first, 5, days: 5));

        var silent = await _council.PostJsonAsync($"/api/returns/{draft.Id}/submit");
        var wrong = await _council.PostJsonAsync($"/api/returns/{draft.Id}/submit", """{"zero_months": ["August"]}""");
        var gone = await _council.DeleteAsync($"/api/returns/{draft.Id}");

        Assert.Equal((409, "L-16"), (silent.Status, silent.Code));
        Assert.Equal([first.AddMonths(1).ToString("yyyy-MM", CultureInfo.InvariantCulture), first.AddMonths(2).ToString("yyyy-MM", CultureInfo.InvariantCulture)], silent.Json.GetProperty("silent_months").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal((400, "I-01"), (wrong.Status, wrong.Code));
        Assert.Equal((204, 404), (gone.Status, (await _council.GetAsync($"/api/returns/{draft.Id}")).Status));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.return_row where return_id = $1", draft.Id));
    }

    [Fact]
    public async Task AMapSentWithTheFile_IsKept_AndAChangedHeadingIsAskedAboutInShapes()
    {
        var (quarter, first) = ("2025-Q1", new DateOnly(2025, 1, 1));
        using var fire = Partner.With(server, await Partner.MakeKeyAsync(server, "fire", "Fire control"));
        var file = Encoding.UTF8.GetBytes($"Zeichen,Wann,Nr\r\nHoax,{first:dd/MM/yyyy},F1\r\n");
        const string map = """{"columns": {"Zeichen": "kind", "Wann": "date", "Nr": "reference"}, "codes": {"kind": {"Hoax": "deliberate-primary"}}}""";

        var unknown = await fire.SendAsync("/api/returns", file, "f.csv", ("set", "3"), ("quarter", quarter));
        var badMap = await fire.SendAsync("/api/returns", file, "f.csv", ("set", "3"), ("quarter", quarter), ("map", """{"columns": {"Zeichen": "colour"}}"""));
        var mapped = await fire.SendAsync("/api/returns", file, "f.csv", ("set", "3"), ("quarter", quarter), ("map", map));
        var changed = await fire.SendAsync("/api/returns", Encoding.UTF8.GetBytes($"Kennung,Wann,Nr\r\nHoax,{first:dd/MM/yyyy},F1\r\n"), "f.csv", ("set", "3"), ("quarter", quarter));

        Assert.Equal((422, "M-01", 3), (unknown.Status, unknown.Code, unknown.Json.GetProperty("columns").GetArrayLength()));
        Assert.Equal((422, "M-03"), (badMap.Status, badMap.Code));
        Assert.Contains("colour", badMap.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((201, 1), (mapped.Status, mapped.Json.GetProperty("records").GetInt32()));
        Assert.Equal((422, "M-02"), (changed.Status, changed.Code));
        Assert.DoesNotContain("Hoax", changed.Text, StringComparison.Ordinal); // shapes, never values
        Assert.Contains("Zeichen", changed.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?quarter=2025-Q1", "a,b\r\n1,2", 400, "I-01", "set must be")]
    [InlineData("?set=13&quarter=2025-Q1", "a,b\r\n1,2", 400, "I-01", "set must be")]
    [InlineData("?set=stop-and-search&quarter=2025-Q1", "a,b\r\n1,2", 400, "I-01", "set must be")]
    [InlineData("?set=8&quarter=Q1", "a,b\r\n1,2", 400, "I-01", "quarter must be")]
    [InlineData("?set=8&quarter=2025-Q1&mode=some", "a,b\r\n1,2", 400, "I-01", "mode must be")]
    [InlineData("?set=8&quarter=2025-Q1", "", 400, "I-01", "There is no file")]
    [InlineData("?set=8&quarter=2019-Q1", "a,b\r\n1,2", 403, "A-02", "does not supply")]
    [InlineData("?set=2&quarter=2025-Q1", "a,b\r\n1,2", 403, "A-01", "does not name Testshire Council as supplier of set 2")]
    [InlineData("?set=6&quarter=2025-Q1", "%PDF-1.7 not a table", 422, "F-", "")]
    [InlineData("?set=6&quarter=2025-Q1", "Story,Colour\r\nsomething,blue", 422, "M-01", "")]
    [InlineData("?set=7&quarter=2025-Q1", "Category,Count\r\nNoise,14", 422, "S-03", "table of counts")]
    public async Task ACallThatCannotBeTaken_IsAProblemInWords(string query, string body, int status, string code, string says)
    {
        var answer = await _council.PostFileAsync("/api/returns" + query, Encoding.UTF8.GetBytes(body));

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.Type));
        Assert.StartsWith(code, answer.Code, StringComparison.Ordinal);
        Assert.Contains(says, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(status, answer.Json.GetProperty("status").GetInt32());
        Assert.DoesNotContain(" at Concordat", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OddCalls_AreProblemsToo()
    {
        using var broken = new StringContent("--x\r\nnothing", Encoding.UTF8, "text/plain");
        broken.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=y");
        using var cut = await _council.Client.PostAsync(new Uri("/api/returns?set=8&quarter=2025-Q1", UriKind.Relative), broken);
        using var put = await _council.Client.PutAsync(new Uri("/api/returns", UriKind.Relative), new StringContent(""));

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (cut.StatusCode, cut.Content.Headers.ContentType?.MediaType));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (put.StatusCode, put.Content.Headers.ContentType?.MediaType));
        foreach (var address in (string[])["/api/nothing", "/api/returns/not-a-number", $"/api/returns/{Guid.NewGuid()}", $"/api/returns/{Guid.NewGuid()}/faults"])
            Assert.Equal((404, "I-02"), await _council.GetAsync(address) is { } answer ? (answer.Status, answer.Code) : default);
        Assert.Equal((400, "I-01"), await _council.GetAsync("/api/places") is { } none ? (none.Status, none.Code) : default);
    }

    [Fact]
    public async Task WithoutASignature_TheRefusalNamesTheBody()
    {
        var (quarter, first) = NextQuarter();
        var police = (Guid)(await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = 'police'", server.Testshire))!;
        await server.OwnerScalarAsync($"""
            set session_replication_role = replica;
            update share.agreement_version set complete_on = null;
            update share.agreement_signature set withdrawn_on = '2025-06-01', withdrawn_by = signed_by, withdrawn_reason = 'under review' where agency_id = '{police}';
            set session_replication_role = default
            """);
        try
        {
            var refused = await _council.PostFileAsync($"/api/returns?set=8&quarter={quarter}", File(first, 3));

            Assert.Equal((403, "A-01"), (refused.Status, refused.Code));
            Assert.Contains("waits for the signature of Testshire Police", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            await server.OwnerScalarAsync($"""
                set session_replication_role = replica;
                update share.agreement_version set complete_on = '2025-01-01';
                update share.agreement_signature set withdrawn_on = null, withdrawn_by = null, withdrawn_reason = null where agency_id = '{police}';
                set session_replication_role = default
                """);
        }
    }

    [Fact]
    public async Task ACookie_IsNobodyHere_AndAKeyIsNobodyOnPages()
    {
        var (quarter, first) = ("2025-Q1", new DateOnly(2025, 1, 1));
        using var person = await server.SignedInAsync("practitioner2@testshire.example");
        using var file = new ByteArrayContent(File(first, 3));

        using var forged = await person.Client.PostAsync(new Uri($"/api/returns?set=7&quarter={quarter}", UriKind.Relative), file);
        using var beside = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/places?q=boat", UriKind.Relative)) { Headers = { Authorization = new("Bearer", "concordat_wrong") } };
        using var wrong = await person.Client.SendAsync(beside);
        var looked = await person.GetAsync("/api/places?q=boat");
        using var page = await _council.Client.GetAsync(new Uri("/share/returns", UriKind.Relative));
        using var nobody = Partner.With(server, null);
        var unknown = await nobody.GetAsync("/api/places?q=boat");

        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Contains("\"I-03\"", await forged.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, looked.Status);
        Assert.Equal("/sign-in", page.Headers.Location?.AbsolutePath);
        Assert.Equal((401, "I-03"), (unknown.Status, unknown.Code));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.return where set_number = 7"));
    }

    // T-02.
    [Fact]
    public async Task PlantedIdentifiers_InEveryColumnOf5000Rows_AreNowhereAfterwards()
    {
        var (quarter, first) = NextQuarter();
        string[] planted = ["Gareth Quillwater", "07700 900462", "401 023 2137", "KT1 2ZQ", "quillwater@nowhere.example", "born 15/02/1961"];
        string[] wanted = ["Quillwater", "900462", "023 2137", "0232137", "KT1 2ZQ", "KT12ZQ", "15/02/1961", "1961-02-15"];
        string[] headings = ["Reference", "Category", "Date", "Time", "Easting", "Northing", "Grid reference", "Postcode", "Location", "Notes", "Reported by", "Date of birth", "NHS number", "Telephone"];
        var text = new StringBuilder(string.Join(',', headings)).Append("\r\n");
        for (var i = 0; i < 5000; i++)
        {
            string[] cells = [$"R{i}", "Noise", $"{first.AddDays(i % 80):dd/MM/yyyy}", "14:05", $"{500000 + i}", $"{150000 + i}", "", "KT1", "by the boat steps", "loud", "", "", "", ""];
            cells[i % cells.Length] = planted[i / cells.Length % planted.Length];
            if (i % 3 == 0) cells[8] += $", rang {planted[1]}, {planted[0]} of {planted[3]}";
            text.Append(CultureInfo.InvariantCulture, $"\"{string.Join("\",\"", cells)}\"\r\n");
        }
        var logged = new CapturedLog();
        server.Services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>().AddProvider(logged);

        var draft = await _council.SendAsync("/api/returns", Encoding.UTF8.GetBytes(text.ToString()), "asb Gareth Quillwater 07700 900462.csv", ("set", "8"), ("quarter", quarter));

        Assert.Equal((201, 5000), (draft.Status, draft.Rows("read")));
        Assert.InRange(draft.Rows("ready"), 3000, 5000);
        var faults = await _council.GetAsync($"/api/returns/{draft.Id}/faults?take=1000");
        var csv = await _council.GetAsync($"/api/returns/{draft.Id}/faults.csv");
        // A file that is refused as a whole says nothing of its cells either.
        var refused = await _council.SendAsync("/api/returns", [.. "PK\u0003\u0004"u8, .. Encoding.UTF8.GetBytes(text.ToString())], "b.xlsx", ("set", "8"), ("quarter", quarter));
        Assert.Equal((422, "application/problem+json"), (refused.Status, refused.Type));
        await server.OwnerScalarAsync("checkpoint");
        var folder = (string)(await server.OwnerScalarAsync("select current_setting('data_directory')"))!;
        foreach (var one in wanted)
        {
            foreach (var said in (string[])[draft.Text, faults.Text, csv.Text, refused.Text, logged.Text]) Assert.DoesNotContain(one, said, StringComparison.OrdinalIgnoreCase);
            Assert.Equal((one, ""), (one, await Planted.TablesWithAsync(server, one)));
            Assert.Equal((one, ""), (one, string.Join(' ', Planted.FilesWith(folder, one))));
            Assert.Empty(Planted.FilesWith(Path.GetTempPath(), one, "*.tmp"));
        }
        await _council.DeleteAsync($"/api/returns/{draft.Id}");
    }

    [Fact]
    public async Task OpenApiDocument_NamesEveryRouteAndEveryMember()
    {
        using var nobody = Partner.With(server, null);
        var document = (await nobody.GetAsync("/api/openapi.json")).Json;

        var described = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Where(m => m.Name != "parameters").Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}")).Order();
        var routed = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => (e.RoutePattern.RawText ?? "").TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => $"{m} /{e.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal)}")).Distinct().Order();
        Assert.Equal(routed, described);

        var (quarter, first) = NextQuarter();
        var draft = await _council.PostFileAsync($"/api/returns?set=8&quarter={quarter}", File(first, 2, more: "x,Noise,99/99/2025,,,\r\n"));
        string[] Members(string schema) => [.. document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];
        static string[] Has(JsonElement value) => [.. value.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(Members("Return"), Has(draft.Json));
        Assert.Equal(Members("ReturnLine"), Has((await _council.GetAsync("/api/returns")).Json.GetProperty("returns")[0]));
        Assert.Equal(Members("Fault"), Has((await _council.GetAsync($"/api/returns/{draft.Id}/faults")).Json.GetProperty("faults")[0]));
        Assert.Equal(Members("PlaceFound"), Has((await _council.GetAsync("/api/places?q=boat")).Json));
        Assert.Empty(Has((await _council.GetAsync("/api/nothing")).Json).Except(Members("Problem")));
        foreach (var reference in Referred(document)) Assert.True(document.GetProperty("components").GetProperty("schemas").TryGetProperty(reference, out _), reference);
    }

    static IEnumerable<string> Referred(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!.Split('/')[^1]] : Referred(p.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Referred),
        _ => [],
    };
}
