using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Understand.Strategic;
using Concordat.Testing;
using Concordat.Understand.Scan.Work;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Understand.Profiles;

/// <summary>A profile keeps where it comes from, and what it comes from knows that it was taken up.</summary>
public sealed class ProfileOriginTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Chair)]
    public async Task Hit_ThatAProfileIsCommissionedFrom_IsTakenUp(string role)
    {
        var hit = await HitAsync($"Planted for {role}");
        var visitor = await server.Site.AsAsync(role);
        var form = await visitor.GetAsync($"/understand/profiles/new?origin=hit&from={hit}");

        var profile = await CommissionAsync(visitor, $"origin=hit&from={hit}", "hit");

        Assert.Contains($"Planted for {role} rose.", form.Document.QuerySelector("textarea[name=OriginWords]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/understand/scan/hits/{hit}", await server.Site.OwnerScalarAsync("select origin_url from understand.profile where id = $1", profile));
        Assert.Equal("taken up", await server.Site.OwnerScalarAsync("select state from understand.scan_hit where id = $1", hit));
        Assert.Matches("Taken up by .*Profile [0-9]+ was commissioned from it", (await visitor.GetAsync($"/understand/scan/hits/{hit}")).Words);
        // A second profile may come from it; what was decided stays.
        await CommissionAsync(visitor, $"origin=hit&from={hit}", "hit");
        Assert.Equal("taken up", await server.Site.OwnerScalarAsync("select state from understand.scan_hit where id = $1", hit));
    }

    [Fact]
    public async Task Hit_WhereTheFormSaysAnotherOrigin_StaysOpen()
    {
        var hit = await HitAsync("Planted and left");
        var analyst = await server.Site.AsAsync(Role.Analyst);

        await CommissionAsync(analyst, $"origin=hit&from={hit}", "decision");

        Assert.Equal("open", await server.Site.OwnerScalarAsync("select state from understand.scan_hit where id = $1", hit));
    }

    /// <summary>The database lets a chair take a hit up for a profile, and do nothing else with one.</summary>
    [Fact]
    public async Task Chair_DismissingAHit_IsRefusedByTheDatabase()
    {
        var hit = await HitAsync("Planted for the database");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Chair,
            "update understand.scan_hit set state = 'dismissed', reason = 'x', decided_by = platform.session_user_id(), decided_by_name = 'x', decided_at = now() where id = $1", hit));

        Assert.Equal("42501", refused.SqlState);
        Assert.Equal("open", await server.Site.OwnerScalarAsync("select state from understand.scan_hit where id = $1", hit));
    }

    [Fact]
    public async Task Block_OfAStrategicAssessment_IsAnOrigin_LinkedBack()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2081);
        var link = (await analyst.GetAsync($"{page}?chapter=2")).Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href") ?? "").First(h => h.Contains("origin=block", StringComparison.Ordinal));

        var form = await analyst.GetAsync(link);
        var profile = await CommissionAsync(analyst, link.Split('?')[1], "finding");

        Assert.NotEmpty(form.Document.QuerySelector("textarea[name=OriginWords]")!.TextContent.Trim());
        var url = (string)(await server.Site.OwnerScalarAsync("select origin_url from understand.profile where id = $1", profile))!;
        Assert.StartsWith($"{page}?block=", url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync(url)).Status);
    }

    [Fact]
    public async Task Series_OnceConfirmed_IsAnOrigin_AndAProposedOneIsNot()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var (proposed, confirmed) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await SeriesAsync(proposed, 901, "proposed", null);
        await SeriesAsync(confirmed, 902, "confirmed", "One tool was used.");

        Assert.Empty((await analyst.GetAsync($"/understand/profiles/new?origin=series&from={proposed}")).Document.QuerySelector("textarea[name=OriginWords]")!.TextContent.Trim());
        Assert.Contains("One tool was used.", (await analyst.GetAsync($"/understand/profiles/new?origin=series&from={confirmed}")).Document.QuerySelector("textarea[name=OriginWords]")!.TextContent, StringComparison.Ordinal);
        var profile = await CommissionAsync(analyst, $"origin=series&from={confirmed}", "series");
        Assert.Equal(("series", $"/understand/series/{confirmed}"), ((string)(await server.Site.OwnerScalarAsync("select origin from understand.profile where id = $1", profile))!, (string)(await server.Site.OwnerScalarAsync("select origin_url from understand.profile where id = $1", profile))!));
        Assert.Contains($"/understand/profiles/new?origin=series&from={confirmed}", (await analyst.GetAsync($"/understand/series/{confirmed}")).Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!));
    }

    Task<object?> SeriesAsync(Guid id, int number, string state, string? method) => server.Site.OwnerScalarAsync("""
        insert into understand.series (partnership_id, id, number, theme_key, title, rule, data_version, state, method, proposed_by_id, proposed_by_name, proposed_at, decided_by_id, decided_by_name, decided_at)
        select $1, $2, $3, 'burglary', 'Rear windows', 'by hand', 1, $4, $5, m.user_id, 'Ana Analyst', now(), case when $4 = 'confirmed' then m.user_id end, case when $4 = 'confirmed' then 'Ana Analyst' end, case when $4 = 'confirmed' then now() end
        from partnership.member m where m.partnership_id = $1 and m.display_name = 'Ana Analyst'
        """, server.Site.Testshire, id, number, state, (object?)method ?? DBNull.Value);

    async Task<Guid> CommissionAsync(Visitor visitor, string query, string origin)
    {
        var review = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(90);
        async Task<string> MemberAsync(string name) => $"{await server.Site.OwnerScalarAsync("select user_id from partnership.member where partnership_id = $1 and display_name = $2", server.Site.Testshire, name)}";
        var answer = await visitor.SendFormAsync($"/understand/profiles/new?{query}",
        [
            ("Kind", "problem"), ("Frame", "SARA"), ("Title", "Windows forced"), ("Question", "Why there?"), ("Origin", origin), ("OriginWords", "As it was found."),
            ("Author", await MemberAsync("Pat Practitioner")), ("Approver", await MemberAsync("Cora Coordinator")), ("ReviewOn.Day", $"{review.Day}"), ("ReviewOn.Month", $"{review.Month}"), ("ReviewOn.Year", $"{review.Year}"),
        ], "profiles/new");
        Assert.True(answer.Location is not null, answer.Words);
        return Guid.Parse(answer.Location!.OriginalString.Split('/')[^1]);
    }

    async Task<Guid> HitAsync(string title)
    {
        await using (var scope = await server.Site.ScopeAsAsync(Role.Analyst))
            await scope.ServiceProvider.GetRequiredService<ScanDesk>().RunAsync(ScanKind.Month, new(2026, 10), CancellationToken.None);
        var id = Guid.CreateVersion7();
        await server.Site.OwnerScalarAsync("""
            insert into understand.scan_hit (partnership_id, id, number, scan_id, rule, version, pattern, month, title, sentence, facts)
            select $1, $2, 100000 + abs(hashtext($3)) % 800000, s.id, 'area', 1, $3, s.month, $3, $3 || ' rose.', '{}' from understand.scan s where s.partnership_id = $1 order by s.made_at limit 1
            """, server.Site.Testshire, id, title);
        return id;
    }
}
