using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Query;
using Concordat.Share.Returns.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.SmallNumbers;

/// <summary>Two sets of invented records scattered over two wards of a district, a few outside it, some without a place or a time.</summary>
public sealed class ScatteredServer : IAsyncLifetime
{
    public static readonly string[] Themes = ["ambulance-calls", "hospital-admissions"];
    public SmallNumberServer Small { get; } = new();
    public IReadOnlyList<(string Theme, int Month, double? Easting, double? Northing, bool HasTime)> Truth { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await Small.Site.InitializeAsync();
        await Small.Site.SignAgreementAsync();
        await Small.Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values
                ($1, gen_random_uuid(), 'ward', 'Wards', 'invented', '2020-01-01'), ($1, gen_random_uuid(), 'district', 'Districts', 'invented', '2020-01-01') returning id, kind)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, n, l.id, 'W' || n, 'Area ' || n, case n when 1 then 'POLYGON ((500000 150000, 501000 150000, 501000 152000, 500000 152000, 500000 150000))'
              when 2 then 'POLYGON ((501000 150000, 502000 150000, 502000 152000, 501000 152000, 501000 150000))'
              else 'POLYGON ((500000 150000, 502000 150000, 502000 152000, 500000 152000, 500000 150000))' end
            from l, generate_series(1, 3) n where (l.kind = 'ward') = (n < 3)
            """, Small.Site.Testshire);
        var random = new Concordat.CrimePatterns.Numerics.RandomStream(20261121, 8);
        var truth = new List<(string, int, double?, double?, bool)>();
        foreach (var (theme, month, count) in new[] { (0, 7, 60), (0, 8, 140), (0, 9, 13), (1, 7, 4), (1, 8, 9), (1, 9, 75) })
            for (var i = 0; i < count; i++)
            {
                var placed = random.Unit() > 0.03;
                // One place in six comes back; a few lie beyond the district.
                var again = random.Unit() < 0.17;
                var (e, n) = again ? (500_410.0, 150_777.0) : (499_900 + Math.Floor(random.Unit() * 2150), 150_000 + Math.Floor(random.Unit() * 2000));
                truth.Add((Themes[theme], month, placed ? e : null, placed ? n : null, random.Unit() < 0.8));
            }
        Truth = truth;
        await Small.LoadAsync("Ambulance", 12, [.. truth.Where(t => t.Item1 == Themes[0]).Select(Record)]);
        await Small.LoadAsync("Hospital", 9, [.. truth.Where(t => t.Item1 == Themes[1]).Select(Record)]);
    }

    static PartnerRecord Record((string Theme, int Month, double? Easting, double? Northing, bool HasTime) t, int i)
    {
        var at = new DateTime(2026, t.Month, 1 + i * 7 % 28, i * 5 % 24, 10, 0, DateTimeKind.Utc);
        return new("REF-PLANTED-" + i.ToString(CultureInfo.InvariantCulture), t.Theme, new Month(2026, t.Month), t.HasTime ? at : null, t.HasTime ? at : null, t.HasTime ? "minute" : "month",
            t.Easting, t.Northing, t.Easting is null ? "none" : "gazetteer", t.Easting is null ? null : $"Lane {i % 90}");
    }

    public async Task DisposeAsync() => await Small.DisposeAsync();
}

/// <summary>Whatever is asked, however it is cut: every figure and every difference of figures is a sum of whole parcels (T-80, T-81, T-83, T-86, T-87).</summary>
public sealed class ParcelTests(ScatteredServer server) : IClassFixture<ScatteredServer>
{
    const int Threshold = 5;

    static bool IsSmall(double n) => n is > 0.001 and < Threshold - 0.001;

    // T-86.
    [Fact]
    public async Task EveryPlaceAndHourShown_StandsForAsManyAsTheThreshold()
    {
        var places = await server.Small.Site.OwnerScalarAsync("""
            select min(n)::int from (select count(*) as n from share.shown_incident where not is_open group by set_number, theme_key, month, version_from, version_to, easting, northing) p
            """);
        var hours = await server.Small.Site.OwnerScalarAsync("""
            select min(n)::int from (select count(*) as n from share.shown_incident where not is_open and shown_hour is not null group by set_number, theme_key, month, version_from, shown_day, shown_hour) p
            """);
        var middles = await server.Small.Site.OwnerScalarAsync("""
            select count(*)::int from share.shown_incident where is_middle
              and (place_name is not null or not ((easting::int % 250 = 125 and northing::int % 250 = 125) or (easting::int % 100 = 0 and northing::int % 100 = 0)))
            """);
        var told = await server.Small.Site.OwnerScalarAsync("""
            select count(*)::int from share.shown_incident where not is_open and (supplier_ref is not null or occurred_from is not null or lsoa_code is not null or outcome is not null)
            """);

        Assert.True((int)places! >= Threshold, $"{places}");
        Assert.True((int)hours! >= Threshold, $"{hours}");
        Assert.Equal(0, middles);
        Assert.Equal(0, told);
    }

    [Fact]
    public async Task Totals_OfGroupsThatAreCounted_AreTrue()
    {
        await using var scope = await server.Small.Site.ScopeAsAsync(Role.Analyst);
        var query = scope.ServiceProvider.GetRequiredService<IncidentQuery>();
        foreach (var group in server.Truth.GroupBy(t => (t.Theme, t.Month)))
        {
            var summary = await query.SummariseAsync(Filter(group.Key.Theme, group.Key.Month, group.Key.Month), CancellationToken.None);
            Assert.Equal(group.Count() < Threshold ? 0 : group.Count(), summary.Placed + summary.Unplaced);
        }
    }

    // Quarters of boxes, halves of months, wards of the district, times known: a figure is the sum of its parts, and every part is none or enough.
    [Fact]
    public async Task ThreeHundredRandomCuts_AddUpAndNoneIsSmall()
    {
        await using var scope = await server.Small.Site.ScopeAsAsync(Role.Analyst);
        var query = scope.ServiceProvider.GetRequiredService<IncidentQuery>();
        var rows = scope.ServiceProvider.GetRequiredService<IncidentRows>();
        var random = new Concordat.CrimePatterns.Numerics.RandomStream(20261121, 9);
        for (var run = 0; run < 75; run++)
        {
            var (west, south) = (500_000 + Math.Floor(random.Unit() * 1500), 150_000 + Math.Floor(random.Unit() * 1500));
            var (wide, high) = (2 + Math.Floor(random.Unit() * 900), 2 + Math.Floor(random.Unit() * 900));
            var first = 7 + (int)(random.Unit() * 3);
            var whole = new IncidentFilter
            {
                Themes = random.Unit() < 0.5 ? Themes((int)(random.Unit() * 2)) : [],
                From = new(2026, first),
                To = new(2026, first + (int)(random.Unit() * (10 - first))),
                AreaId = random.Unit() < 0.5 ? null : 1 + (int)(random.Unit() * 3),
                KnownTimesOnly = random.Unit() < 0.3,
                Box = (west, south, west + wide, south + high),
            };
            var middle = west + Math.Floor(wide / 2);
            var all = await CountAsync(query, rows, whole);
            var left = await CountAsync(query, rows, whole with { Box = (west, south, middle, south + high) });
            var right = await CountAsync(query, rows, whole with { Box = (middle, south, west + wide, south + high) });
            var wider = await CountAsync(query, rows, whole with { Box = null });
            Assert.Equal(all, left + right);
            foreach (var figure in new[] { all, left, right, wider, wider - all }) Assert.False(IsSmall(figure), $"{whole.Query}: {all} {left} {right} {wider}");
        }
    }

    [Fact]
    public async Task AreasAndTimes_NoDifferenceIsSmall()
    {
        await using var scope = await server.Small.Site.ScopeAsAsync(Role.Analyst);
        var query = scope.ServiceProvider.GetRequiredService<IncidentQuery>();
        foreach (var theme in ScatteredServer.Themes)
            foreach (var month in new[] { 7, 8, 9 })
                foreach (var times in new[] { false, true })
                {
                    async Task<int> Placed(int? area, bool known) => (await query.SummariseAsync(Filter(theme, month, month) with { AreaId = area, KnownTimesOnly = known }, CancellationToken.None)).Placed;
                    var (all, district, one, two) = (await Placed(null, times), await Placed(3, times), await Placed(1, times), await Placed(2, times));
                    foreach (var figure in new[] { all, district, one, two, all - district, all - one, all - two, all - one - two, district - one, district - two, district - one - two })
                        Assert.False(IsSmall(Math.Abs(figure)), $"{theme} {month} {times}: {all} {district} {one} {two}");
                    if (times) Assert.False(IsSmall(await Placed(1, false) - one), $"{theme} {month}: unknown times in ward 1");
                }
    }

    // T-81 on the tables that are served: what the sums leave open for a small cell (ward by month) is at least the threshold wide.
    [Fact]
    public async Task AttackOnTheTablesServed_EverySmallCellStaysOpen()
    {
        await using var scope = await server.Small.Site.ScopeAsAsync(Role.Analyst);
        var query = scope.ServiceProvider.GetRequiredService<IncidentQuery>();
        var tested = 0;
        foreach (var theme in ScatteredServer.Themes)
            foreach (var month in new[] { 7, 8, 9 })
            {
                async Task<int> Served(int? area) => await query.SummariseAsync(Filter(theme, month, month) with { AreaId = area }, CancellationToken.None) is var s ? s.Placed + s.Unplaced : 0;
                int Truth(int ward) => server.Truth.Count(t => t.Theme == theme && t.Month == month && Ward(t.Easting) == ward);
                var (total, wards) = (await Served(null), new[] { await Served(1), await Served(2) });
                var hidden = Enumerable.Range(0, 3).Where(w => w == 2 || wards[w] == 0).ToList();
                var left = total - wards.Sum();
                foreach (var cell in hidden.Where(w => IsSmall(Truth(w == 2 ? 0 : w + 1))))
                {
                    tested++;
                    // One equation: a hidden cell reaches from 0 to what the shown ones leave; a month that is hidden whole reaches as far as the threshold lets it.
                    Assert.True(total == 0 || left >= Threshold, $"{theme} {month} {cell}: {total} {string.Join(' ', wards)}");
                    Assert.True(total == 0 || hidden.Count > 1 || left != Truth(0), $"{theme} {month} {cell}");
                }
            }
        Assert.True(tested > 0);
    }

    [Fact]
    public async Task Hours_EachCellIsNoneOrEnough_AndNotCutByPlace()
    {
        await using var scope = await server.Small.Site.ScopeAsAsync(Role.Analyst);
        var query = scope.ServiceProvider.GetRequiredService<IncidentQuery>();

        foreach (var area in new int?[] { null, 1, 2, 3 })
        {
            var hours = (await query.SummariseAsync(Filter(ScatteredServer.Themes[0], 7, 8) with { AreaId = area }, CancellationToken.None)).HoursByWeekday!;
            Assert.All(hours.SelectMany(h => h), n => Assert.False(IsSmall(n)));
            Assert.Contains(hours.SelectMany(h => h), n => n >= Threshold);
        }
        var box = await query.SummariseAsync(Filter(ScatteredServer.Themes[0], 7, 8) with { Box = (500_000, 150_000, 501_000, 151_000) }, CancellationToken.None);
        Assert.Null(box.HoursByWeekday);
    }

    // Records that are replaced later: what the figures lose is none or enough in every area, and nothing is counted twice.
    [Fact]
    public async Task Ended_WhatLeavesIsNoneOrEnoughInEveryArea()
    {
        var (theme, month) = ("malicious-false-alarms", 8);
        await server.Small.LoadAsync("Alarms", 4, [.. SmallNumberServer.Records(theme, month, 24, 0, "Somewhere"), .. SmallNumberServer.Records(theme, month, 16, 1000, "Elsewhere")]);
        await using var scope = await server.Small.Site.ScopeAsAsync(Role.Analyst);
        var query = scope.ServiceProvider.GetRequiredService<IncidentQuery>();
        async Task<int[]> Served()
        {
            var figures = new List<int>();
            foreach (var area in new int?[] { null, 1, 2, 3 }) figures.Add((await query.SummariseAsync(Filter(theme, month, month) with { AreaId = area }, CancellationToken.None)).Placed);
            return [.. figures];
        }
        var before = await Served();
        // Seven go: two of the first ward, five of the second.
        await server.Small.Site.OwnerScalarAsync("""
            update share.incident set version_to = 90 where theme_key = 'malicious-false-alarms' and id in (
              (select id from share.incident where theme_key = 'malicious-false-alarms' and easting < 501000 order by id limit 2) union all
              (select id from share.incident where theme_key = 'malicious-false-alarms' and easting >= 501000 order by id limit 5))
            """);
        var after = await Served();

        Assert.Equal([40, 24, 16, 40], before);
        Assert.Equal(33, after[0]);
        foreach (var (was, now) in before.Zip(after)) Assert.False(now > 0 && IsSmall(was - now), $"{string.Join(' ', before)}; {string.Join(' ', after)}");
        Assert.False(after[1] > 0 && after[2] > 0 && IsSmall(after[0] - after[1] - after[2]));
    }

    static async Task<int> CountAsync(IncidentQuery query, IncidentRows rows, IncidentFilter filter)
    {
        var summary = await query.SummariseAsync(filter, CancellationToken.None);
        var listed = await rows.ListAsync(filter, 0, 1000, CancellationToken.None);
        Assert.Equal(summary.Placed + summary.Unplaced, listed.Total);
        Assert.Equal(listed.Total, listed.Rows.Count);
        return listed.Total;
    }

    static int Ward(double? easting) => easting switch { null => 0, < 500_000 or >= 502_000 => 0, < 501_000 => 1, _ => 2 };

    static string[] Themes(int at) => [ScatteredServer.Themes[at]];

    static IncidentFilter Filter(string theme, int from, int to) => new() { Themes = [theme], From = new(2026, from), To = new(2026, to) };
}
