using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Query;
using Concordat.Share.Returns.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.SmallNumbers;

/// <summary>Two partners' sets with a group of four planted, and a layer of two wards.</summary>
public sealed class SmallNumberServer : IAsyncLifetime
{
    public const string Planted = "Plantedplace";
    public ConcordatServer Site { get; } = new();
    public Guid Hospital { get; private set; }

    public async Task InitializeAsync()
    {
        await Site.InitializeAsync();
        await Site.SignAgreementAsync();
        await Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'ward', 'Wards', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, n, l.id, 'W' || n, 'Ward ' || n, case n when 1 then 'POLYGON ((500000 150000, 501000 150000, 501000 151000, 500000 151000, 500000 150000))'
              else 'POLYGON ((501000 150000, 502000 150000, 502000 151000, 501000 151000, 501000 150000))' end from l, generate_series(1, 2) n
            """, Site.Testshire);
        // Hospital admissions: nine in August, four in September. Ambulance calls: six in August, eight in September, of which three lie in the second ward.
        Hospital = await LoadAsync("Hospital", 9, [.. Records("hospital-admissions", 8, 9, 0, "Somewhere"), .. Records("hospital-admissions", 9, 4, 0, Planted)]);
        await LoadAsync("Ambulance", 12, [.. Records("ambulance-calls", 8, 6, 0, "Somewhere"), .. Records("ambulance-calls", 9, 5, 0, "Somewhere"), .. Records("ambulance-calls", 9, 3, 1000, "Elsewhere")]);
    }

    public async Task<Guid> LoadAsync(string title, short set, IReadOnlyList<PartnerRecord> records)
    {
        await using var scope = await Site.ScopeAsAsync(Role.Coordinator);
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        return await scope.ServiceProvider.GetRequiredService<IRecordLoader>().LoadAsync(
            new(title, title, session.AgencyId!.Value, set, [.. records.Select(r => r.Month).Distinct().Order()], records), CancellationToken.None);
    }

    public static IEnumerable<PartnerRecord> Records(string theme, int month, int count, int shift, string place) => Enumerable.Range(0, count).Select(i =>
        new PartnerRecord(null, theme, new Month(2026, month), new(2026, month, 3, 22, i, 0, DateTimeKind.Utc), new(2026, month, 3, 22, i, 0, DateTimeKind.Utc), "minute",
            500_100 + shift + i * 20, 150_500, "gazetteer", place));

    public async Task DisposeAsync() => await Site.DisposeAsync();
}

/// <summary>Every door that counts or lists incidents, with a group of four behind it (T-80, T-83, T-87).</summary>
public sealed partial class SmallNumberDoorsTests(SmallNumberServer server) : IClassFixture<SmallNumberServer>
{
    const string Four = "theme=hospital-admissions&from=2026-09&to=2026-09";

    [Theory]
    [InlineData("/understand/explore?" + Four)]
    [InlineData("/understand/explore?theme=hospital-admissions")]
    [InlineData("/understand/explore")]
    [InlineData("/understand/explore?handler=Download&format=csv&" + Four)]
    [InlineData("/understand/explore?handler=Download&format=csv&theme=hospital-admissions")]
    [InlineData("/understand/explore?handler=Map&" + Four)]
    [InlineData("/understand/explore?times=true&" + Four)]
    [InlineData("/share/incidents?" + Four)]
    [InlineData("/share/incidents?theme=hospital-admissions")]
    [InlineData("/share/incidents?set=9&from=2026-09")]
    [InlineData("/share/incidents?from=2026-09&box=500000,150000,501000,151000")]
    [InlineData("/share/incidents?from=2026-09&squares=250:2000.602-2001.602")]
    [InlineData("/share/incidents?place=Plantedplace")]
    [InlineData("/share/incidents?return=HOSPITAL")]
    [InlineData("/share/incidents?version=1")]
    [InlineData("/share/incidents?area=1")]
    [InlineData("/share/incidents.csv?" + Four)]
    [InlineData("/share/incidents.csv")]
    [InlineData("/share/incidents.csv?return=HOSPITAL")]
    [InlineData("/")]
    public async Task Door_NeitherTheFourNorTheirRecordsShow(string address)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var answer = await analyst.GetAsync(address.Replace("HOSPITAL", server.Hospital.ToString(), StringComparison.Ordinal));

        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, answer.Status.ToString());
        Assert.DoesNotContain(SmallNumberServer.Planted, answer.Text.Replace("value=\"" + SmallNumberServer.Planted, "", StringComparison.Ordinal).Replace("place=" + SmallNumberServer.Planted, "", StringComparison.Ordinal).Replace(", " + SmallNumberServer.Planted + ".", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotMatch(FourOrThirteen(), answer.Words);
    }

    [Fact]
    public async Task Explore_SaysFewerThanFiveAndWhy()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var answer = await analyst.GetAsync("/understand/explore?theme=hospital-admissions");

        Assert.Contains("fewer than 5", answer.Words, StringComparison.Ordinal);
        Assert.NotNull(answer.Document.QuerySelector("a[href='/help/methods/small-numbers']"));
        Assert.Contains("9 records", answer.Words, StringComparison.Ordinal);
    }

    // Every filter against every narrower one: what lies between them must be nothing or as many as the threshold.
    [Fact]
    public async Task Totals_NoDifferenceOfNestedFiltersIsSmall()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var (rows, counts) = (scope.ServiceProvider.GetRequiredService<IncidentRows>(), scope.ServiceProvider.GetRequiredService<IncidentQuery>());
        var totals = new List<(int Themes, int From, int To, int Area, int Listed, int Counted)>();
        string[] keys = ["hospital-admissions", "ambulance-calls"];
        foreach (var themes in new[] { 1, 2, 3 })
            foreach (var (from, to) in new[] { (8, 8), (9, 9), (8, 9) })
                foreach (var area in new[] { 0, 1, 2 })
                {
                    var filter = new IncidentFilter { Themes = [.. keys.Where((_, i) => (themes & (1 << i)) != 0)], From = new(2026, from), To = new(2026, to), AreaId = area == 0 ? null : area };
                    totals.Add((themes, from, to, area, (await rows.ListAsync(filter, 0, 1, CancellationToken.None)).Total, (await counts.SummariseAsync(filter, CancellationToken.None)).Placed));
                }

        foreach (var wide in totals)
            foreach (var narrow in totals.Where(t => (t.Themes & ~wide.Themes) == 0 && t.From >= wide.From && t.To <= wide.To && (wide.Area == 0 || t.Area == wide.Area)))
            {
                Assert.False(wide.Listed - narrow.Listed is > 0 and < 5, $"{wide} {narrow}");
                Assert.False(wide.Counted - narrow.Counted is > 0 and < 5, $"{wide} {narrow}");
                Assert.Equal(wide.Listed, wide.Counted);
            }
        Assert.Equal(23, totals.Single(t => t is { Themes: 3, From: 8, To: 9, Area: 0 }).Counted);
        Assert.Equal(6, totals.Single(t => t is { Themes: 2, From: 8, To: 8, Area: 1 }).Counted);
        // Five of eight lie in the first ward, and the other three would follow from them.
        Assert.Equal(0, totals.Single(t => t is { Themes: 2, From: 9, To: 9, Area: 1 }).Counted);
    }

    [Fact]
    public async Task OneMoreRecordLater_ChangesNoFigure()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var rows = scope.ServiceProvider.GetRequiredService<IncidentRows>();
        var filter = new IncidentFilter { Themes = ["malicious-false-alarms"] };
        await server.LoadAsync("Alarms", 4, [.. SmallNumberServer.Records("malicious-false-alarms", 8, 7, 0, "Somewhere")]);
        var before = (await rows.ListAsync(filter, 0, 1, CancellationToken.None)).Total;

        await server.LoadAsync("Alarms, one late", 4, [.. SmallNumberServer.Records("malicious-false-alarms", 8, 1, 300, "Late")]);
        await server.Site.OwnerScalarAsync("""
            update share.incident set version_to = 99 where id = (select id from share.incident where theme_key = 'malicious-false-alarms' and version_to is null order by version_from, id limit 1)
            """);

        Assert.Equal(7, before);
        Assert.Equal(7, (await rows.ListAsync(filter, 0, 1, CancellationToken.None)).Total);
    }

    [Fact]
    public async Task ProblemCounts_ASmallSideHidesBoth()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var counts = scope.ServiceProvider.GetRequiredService<IIncidentCounts>();

        // The square holds three or so of the eight in September, and none in August.
        var months = await counts.MonthlyInCellsAsync("ambulance-calls", new(250, [(2004, 602)]), new(2026, 8), new(2026, 9), CancellationToken.None);
        var planted = await counts.MonthlyInCellsAsync("hospital-admissions", new(250, [(2000, 602)]), new(2026, 9), new(2026, 9), CancellationToken.None);

        // None and few look alike.
        Assert.True(months[0] is { IsHidden: true, InCells: null, Elsewhere: null });
        Assert.True(months[1] is { IsHidden: true, InCells: null, Elsewhere: null });
        Assert.True(planted[0] is { IsHidden: true, InCells: null, Elsewhere: null });
    }

    [Fact]
    public async Task Threshold_BelowThree_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => server.Site.OwnerScalarAsync("insert into share.small_number_setting (partnership_id, threshold) values ($1, 2)", server.Site.Elsewhere));

        Assert.Equal("ck_small_number_setting_threshold", refused.ConstraintName);
    }

    // "4" or "13" as a figure of records; not in dates, times and axis marks.
    [GeneratedRegex(@"\b(4|13|four|thirteen) (records|hospital admissions)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FourOrThirteen();
}
