using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.SmallNumbers;

/// <summary>Every door by every role (T-22, T-23, T-80, T-84, T-88), and the table of doors.</summary>
public sealed partial class DoorWalkTests(SmallNumberServer server) : IClassFixture<SmallNumberServer>
{
    static readonly string[] Doors =
    [
        "/", "/search?q=Plantedpl", "/understand/explore", "/understand/explore?theme=hospital-admissions", "/understand/explore?theme=hospital-admissions&from=2026-09&to=2026-09",
        "/understand/explore?theme=hospital-admissions&times=true", "/understand/explore?handler=Download&format=csv&theme=hospital-admissions", "/understand/explore?handler=Download&format=xlsx&theme=hospital-admissions",
        "/understand/explore?handler=Map&theme=hospital-admissions", "/understand/tactical", "/understand/scan?state=all", "/understand/explore/compare?theme=hospital-admissions", "/understand/explore/places?theme=hospital-admissions", "/understand/explore/keep?theme=hospital-admissions", "/share/incidents", "/share/incidents?theme=hospital-admissions", "/share/incidents?place=Plantedplace",
        "/share/incidents?theme=hospital-admissions&box=500000,150000,501000,151000", "/share/incidents?area=1", "/share/incidents?return=HOSPITAL", "/share/incidents.csv", "/share/incidents.csv?return=HOSPITAL",
        "/share/returns/pool/9/2026-Q3.zip", "/share/returns/pool/12/2026-Q3.zip", "/share/returns/pack.zip?from=2026-Q3&to=2026-Q3", "/share/returns", "/share/returns/all", "/share/returns/board.csv", "/share/returns/board.xlsx", "/share/releases", "/share/small-numbers", "/act", "/act/problems", "/decide/meetings", "/review/audit.csv",
        "/public/agreements", "/public/agreements.csv", "/help/methods/small-numbers", "/share/places", "/api/places?q=Plantedpl",
    ];

    public static TheoryData<string> Roles => [.. Role.All, "practitioner2@testshire.example"];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryDoor_ByEveryRole_ShowsNoneOfTheFour(string role)
    {
        using var visitor = await server.Site.SignedInAsync(role);
        foreach (var door in Doors)
        {
            var answer = await visitor.GetAsync(door.Replace("HOSPITAL", server.Hospital.ToString(), StringComparison.Ordinal));
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.Redirect or HttpStatusCode.Forbidden, $"{role} {door}: {answer.Status}");
            var (text, words) = answer.Bytes.AsSpan().StartsWith("PK"u8) ? Unpacked(answer.Bytes) : (answer.Text, answer.Words);
            var said = Echo().Replace(text, "");
            Assert.False(said.Contains(SmallNumberServer.Planted, StringComparison.Ordinal), $"{role} {door} names the place of the four");
            Assert.False(text.Contains("REF-PLANTED", StringComparison.Ordinal), $"{role} {door} gives a supplier's reference");
            Assert.False(FourOrThirteen().IsMatch(words), $"{role} {door} shows the four: {FourOrThirteen().Match(words).Value}");
        }
    }

    // Workbooks, documents and packs are archives: what a reader of them sees is inside, and may be an archive again.
    static (string Text, string Words) Unpacked(byte[] bytes)
    {
        var text = new StringBuilder();
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(content);
            text.Append(content.GetBuffer().AsSpan(0, (int)content.Length).StartsWith("PK"u8) ? Unpacked(content.ToArray()).Text : Encoding.UTF8.GetString(content.ToArray())).Append('\n');
        }
        return (text.ToString(), string.Join(' ', Tag().Replace(text.ToString(), " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void AnArchive_IsReadInside()
    {
        using var pack = new MemoryStream();
        using (var zip = new ZipArchive(pack, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(zip.CreateEntry("word/document.xml").Open())) writer.Write("<w:t>four</w:t> <w:t>records</w:t>");

        Assert.Matches(FourOrThirteen(), Unpacked(pack.ToArray()).Words);
    }

    // The return has 13 records, nine of them in figures: thirteen less nine would be the four.
    [Theory]
    [InlineData("chair")]
    [InlineData("practitioner")]
    public async Task RowCounts_AreForTheBodyThatSentThem(string other)
    {
        using var own = await server.Site.SignedInAsync("practitioner2@testshire.example");
        using var stranger = await server.Site.SignedInAsync(other);
        var page = $"/share/returns/received/{server.Hospital}";

        Assert.Contains("13", (await own.GetAsync("/share/returns/all")).Words, StringComparison.Ordinal);
        Assert.DoesNotMatch(Thirteen(), (await stranger.GetAsync("/share/returns/all")).Words);
        Assert.DoesNotMatch(Thirteen(), (await stranger.GetAsync(page)).Words);
        Assert.DoesNotMatch(Thirteen(), (await stranger.GetAsync("/share/returns/board.csv")).Text);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync(page + "/faults")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync(page + "/faults.csv")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync($"/share/returns/{server.Hospital}/faults.csv")).Status);
    }

    // None and few read alike: July was never sent a call, September has four.
    [Fact]
    public async Task Zero_ReadsAsFew()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var few = await analyst.GetAsync("/understand/explore?theme=hospital-admissions&from=2026-09&to=2026-09");
        var none = await analyst.GetAsync("/understand/explore?theme=ambulance-calls&from=2026-09&to=2026-09&area=1&times=true&box=501900,150000,501950,150010");

        Assert.Contains("fewer than 5", few.Words, StringComparison.Ordinal);
        Assert.Contains("fewer than 5", none.Words, StringComparison.Ordinal);
        Assert.Contains("so small a figure is not shown", few.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAnswer_SaysThatFiguresAreSuppressed()
    {
        await server.Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'boundary', 'Boundary', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, 90, l.id, 'B', 'Testshire', 'POLYGON ((500000 150000, 502000 150000, 502000 151000, 500000 151000, 500000 150000))' from l
            """, server.Site.Testshire);
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var map = await analyst.GetAsync("/understand/explore?handler=Map&theme=ambulance-calls");

        Assert.Contains("\"suppressed\":true", map.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Elsewhere", map.Text, StringComparison.Ordinal);
    }

    // T-88: the public register is the one public page with words of members.
    [Fact]
    public async Task PublicWords_AreScreened()
    {
        await server.Site.OwnerScalarAsync("set session_replication_role = replica; update share.agreement set title = 'Sharing for Mr Jonathan Smithers, 07700 900123'; set session_replication_role = default");
        using var anybody = server.Site.Visitor();

        var (page, file) = (await anybody.GetAsync("/public/agreements"), await anybody.GetAsync("/public/agreements.csv"));

        foreach (var text in new[] { page.Text, file.Text })
        {
            Assert.Contains("Sharing for", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Smithers", text, StringComparison.Ordinal);
            Assert.DoesNotContain("900123", text, StringComparison.Ordinal);
        }
        await server.Site.OwnerScalarAsync("set session_replication_role = replica; update share.agreement set title = 'Agreement of all on everything'; set session_replication_role = default");
    }

    // A page that gives figures of records, or none, is in docs/rules/doors.md; a new page needs its line there.
    [Fact]
    public void EveryRoute_HasItsLineInTheTableOfDoors()
    {
        var table = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "doors.md"));
        var lines = DoorCell().Matches(table).Select(m => m.Groups["route"].Value.Trim('`')).ToHashSet(StringComparer.Ordinal);
        var routes = server.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(routes.Count > 80);
        Assert.True(routes.TrueForAll(r => lines.Any(l => Covers(l, r))), "Without a line in docs/rules/doors.md: " + string.Join(", ", routes.Where(r => !lines.Any(l => Covers(l, r)))));
    }

    static bool Covers(string line, string route) => line.EndsWith('*') ? route.StartsWith(line[..^1], StringComparison.Ordinal) : route == line;

    [GeneratedRegex(@"\b(4|13|four|thirteen) (records|rows|hospital admissions|new|joined|ready)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FourOrThirteen();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<![\d:])13(?![\d:])")]
    private static partial Regex Thirteen();

    // What the visitor asked for, said back.
    [GeneratedRegex("(value=\"|place=|q=|, |for “|“|\")Plantedplace")]
    private static partial Regex Echo();

    [GeneratedRegex(@"^\| (?<route>`[^`]+`) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex DoorCell();
}

/// <summary>Rows that somebody may not read have no influence on any answer (T-23): the same as from a database without them.</summary>
public sealed partial class NoInfluenceTests(SmallNumberServer server) : IClassFixture<SmallNumberServer>
{
    [Fact]
    public async Task WithoutASignature_EveryAnswerIsThatOfADatabaseWithoutTheRows()
    {
        await server.Site.OwnerScalarAsync("""
            set session_replication_role = replica;
            delete from share.agreement_signature where agency_id = (select id from partnership.agency where partnership_id = $1 and key = 'housing');
            update partnership.member set agency_id = (select id from partnership.agency where partnership_id = $1 and key = 'housing') where partnership_id = $1 and display_name = 'Pat Practitioner';
            set session_replication_role = default
            """.Replace("$1", $"'{server.Site.Testshire}'", StringComparison.Ordinal));
        string[] doors =
        [
            "/understand/explore?theme=ambulance-calls", "/understand/explore?handler=Download&format=csv&theme=ambulance-calls", "/share/incidents", "/share/incidents?theme=ambulance-calls",
            "/share/incidents?box=500000,150000,501000,151000", "/share/incidents.csv", "/share/incidents?area=1", "/search?q=Somewhere", "/act/problems",
        ];
        using var housing = await server.Site.SignedInAsync(Role.Practitioner);
        using var council = await server.Site.SignedInAsync("practitioner2@testshire.example");
        var seen = await council.GetAsync("/share/incidents?theme=ambulance-calls");
        var before = new List<string>();
        foreach (var door in doors) before.Add(Bare((await housing.GetAsync(door)).Text));

        await server.Site.OwnerScalarAsync("delete from share.incident where not is_open");

        Assert.Contains("14 records", seen.Words, StringComparison.Ordinal);
        for (var i = 0; i < doors.Length; i++) Assert.Equal(before[i], Bare((await housing.GetAsync(doors[i])).Text));
    }

    static string Bare(string text) => Changing().Replace(text, "");

    [GeneratedRegex("""(name="__RequestVerificationToken"[^>]*>|nonce="[^"]*")""")]
    private static partial Regex Changing();
}
