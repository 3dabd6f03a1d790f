using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Stages.Tests.Understand.Scan;

/// <summary>The rules of the scan on series whose answer is known.</summary>
public sealed class ScanRuleTests
{
    static readonly Month Last = new(2026, 10);
    static readonly Theme Burglary = ThemeList.Find("burglary")!;

    static ThemeSeries Series(IEnumerable<int?> counts)
    {
        var all = counts.ToList();
        return new(Burglary, [.. all.Select((c, i) => new MonthCount(Last.AddMonths(i - all.Count + 1), c))]);
    }

    static RuleInForce Rule(string key) => new(key, 1, ScanRules.Find(key)!.Threshold);

    // A series that goes round a level of 40 by at most three.
    static IEnumerable<int?> Steady(int months) => Enumerable.Range(0, months).Select(i => (int?)(40 + (i * 7 % 5 - 2) + (i * 3 % 3 - 1)));

    static int Draw(Random random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), 1.0, -1);
        while (product > limit) (product, count) = (product * random.NextDouble(), count + 1);
        return count;
    }

    [Fact]
    public void Exceedance_MonthFarAboveItsYears_IsAHitWithItsExpectation()
    {
        var hit = SeriesRules.Exceedance(Series(Steady(61).SkipLast(1).Append(90)), Rule(ScanRules.Exceedance), out var tested);

        Assert.True(tested);
        Assert.Equal(90, hit!.Observed);
        Assert.InRange(hit.Expected!.Value, 37, 43);
        Assert.InRange(hit.Bound!.Value, 45, 70);
        Assert.StartsWith($"90 burglaries in October 2026 are more than earlier years lead us to expect: about {hit.Expected:0}, and no more than", hit.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Exceedance_OrdinaryMonth_IsNone() => Assert.Null(SeriesRules.Exceedance(Series(Steady(61)), Rule(ScanRules.Exceedance), out _));

    /// <summary>A step that a marker explains is no finding; the same step without it is one for every rule of a series.</summary>
    [Fact]
    public void Series_AcrossABreak_IsNotCompared()
    {
        var plain = Series(Steady(58).Select(c => c / 2).Concat(Steady(10)));
        var parted = plain with { Breaks = [new(Last.AddMonths(-9), null, "A new system")] };

        Assert.NotEmpty(SeriesRules.Level(plain, Rule(ScanRules.Level), out _));
        Assert.Empty(SeriesRules.Level(parted, Rule(ScanRules.Level), out var levelTested));
        SeriesRules.Exceedance(plain, Rule(ScanRules.Exceedance), out var wholeTested);
        Assert.Null(SeriesRules.Exceedance(parted, Rule(ScanRules.Exceedance), out var exceedanceTested));
        Assert.Null(SeriesRules.Drift(parted, Rule(ScanRules.Drift), out var driftTested));
        Assert.Equal((true, false, false, false), (wholeTested, levelTested, exceedanceTested, driftTested));
    }

    [Fact]
    public void Exceedance_LongAfterABreak_RestsOnTheMonthsSince_AndSaysSo()
    {
        var series = Series(Enumerable.Repeat((int?)200, 24).Concat(Steady(39).SkipLast(1)).Append(90)) with { Breaks = [new(Last.AddMonths(-38), null, "A new system")] };

        var hit = SeriesRules.Exceedance(series, Rule(ScanRules.Exceedance), out _);

        Assert.InRange(hit!.Expected!.Value, 37, 43);
        Assert.Contains(hit.Facts, f => f.StartsWith("Months before August 2023 are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Exceedance_MonthMissingAtSource_IsNotTested()
    {
        Assert.Null(SeriesRules.Exceedance(Series(Steady(60).Append(null)), Rule(ScanRules.Exceedance), out var tested));
        Assert.False(tested);
    }

    /// <summary>The rate that the page promises: about the threshold where nothing changes, drawn from one seed.</summary>
    [Theory]
    [InlineData(61, 30)]
    [InlineData(39, 30)]
    [InlineData(28, 30)]
    public void Exceedance_WhereNothingChanges_AlarmsAboutAsOftenAsItsThreshold(int months, double mean)
    {
#pragma warning disable CA5394 // Draws of a test, not secrets.
        var random = new Random(20261021);
        var alarms = Enumerable.Range(0, 1000).Count(_ => SeriesRules.Exceedance(Series(Enumerable.Range(0, months).Select(_ => (int?)Draw(random, mean))), Rule(ScanRules.Exceedance), out var _) is not null);
#pragma warning restore CA5394

        // Expected 10 of 1,000; 99.9% of binomial draws lie within 1 to 22, and the fit adds some.
        Assert.InRange(alarms, 1, 30);
    }

    [Fact]
    public void Drift_SmallRiseThatLasts_IsToldOnceItsSumPasses()
    {
        var before = Steady(24).ToList();
        var told = Enumerable.Range(1, 6).Where(n => SeriesRules.Drift(Series(before.Concat(Enumerable.Repeat((int?)52, n))), Rule(ScanRules.Drift), out _) is not null).ToList();

        // Told in one month only, not again while the sum stays up.
        Assert.Single(told);
        Assert.InRange(told[0], 2, 6);
        Assert.Null(SeriesRules.Drift(Series(Steady(30)), Rule(ScanRules.Drift), out var tested));
        Assert.True(tested);
    }

    [Fact]
    public void Level_StepTenMonthsAgo_IsDated()
    {
        var hits = SeriesRules.Level(Series(Steady(40).Concat(Steady(10).Select(c => c * 2))), Rule(ScanRules.Level), out _);

        var hit = Assert.Single(hits);
        Assert.Equal(Last.AddMonths(-9), hit.Month);
        Assert.InRange(hit.Observed!.Value, 75, 85);
        Assert.Contains("95%", string.Join(' ', hit.Facts), StringComparison.Ordinal);
    }

    [Fact]
    public void Area_OneWardUpWhileOthersStay_IsTheOnlyHit()
    {
        var counts = Enumerable.Range(1, 8).Select(i => new AreaCount(i, $"Ward {i}", Burglary, i == 3 ? 30 : 10, [.. Enumerable.Repeat(10, 12)])).ToList();

        var hit = Assert.Single(AreaRule.Find(counts, Last, Rule(ScanRules.Area), _ => 0, out var tested));

        Assert.Equal((8, "Ward 3", 30.0), (tested, hit.Place, hit.Observed));
        // Ten a month, and elsewhere seventy as before.
        Assert.Equal(10, hit.Expected!.Value, 6);
        Assert.Contains("area=3", hit.RecordsQuery, StringComparison.Ordinal);
    }

    [Fact]
    public void Area_AllWardsUpAlike_IsNoHit()
    {
        var counts = Enumerable.Range(1, 8).Select(i => new AreaCount(i, $"Ward {i}", Burglary, 30, [.. Enumerable.Repeat(10, 12)])).ToList();

        Assert.Empty(AreaRule.Find(counts, Last, Rule(ScanRules.Area), _ => 0, out _));
    }

    [Fact]
    public void Area_FigureTooSmallToShow_IsNotTold()
    {
        var counts = Enumerable.Range(1, 8).Select(i => new AreaCount(i, $"Ward {i}", Burglary, i == 3 ? 30 : 10, [.. Enumerable.Repeat(10, 12)])).ToList();

        Assert.Empty(AreaRule.Find(counts, Last, Rule(ScanRules.Area), _ => 31, out _));
    }

    /// <summary>Forty a month at one corner since May, and none there before; a hundred scattered all the while.</summary>
    [Fact]
    public void Emerging_StandingOutForMonthsOnEnd_IsAHit_AndNotBeforeTheThresholdOrWhereItAlwaysStoodOut()
    {
        var town = new Tactical.SmallTown();
        var study = new StudyCells(town.Area, 250);
        ThemePlaces Places(int monthsHot)
        {
            List<Month> months = [.. Enumerable.Range(-11, 12).Select(Last.AddMonths)];
            List<(double E, double N, int Month)> rows = [];
            foreach (var (month, i) in months.Select((m, i) => (m, i)))
            {
                rows.AddRange(Enumerable.Range(0, 100).Select(n => (400_625.0 + n % 10 * 1000, 300_625.0 + n / 10 * 1000, month.Number)));
                if (i >= 12 - monthsHot) rows.AddRange(Enumerable.Repeat((402_350.0, 302_350.0, month.Number), 40));
            }
            IncidentColumns columns = new() { Count = rows.Count, Theme = new byte[rows.Count], Month = [.. rows.Select(r => r.Month)], Easting = [.. rows.Select(r => r.E)], Northing = [.. rows.Select(r => r.N)], Place = [.. rows.Select(_ => 0)], Places = ["On or near Mill Lane"] };
            var (mapped, groups) = Concordat.Understand.Explore.PlacesOverTime.PlaceHistories.Over(columns, study, months, 0);
            return new(Burglary, mapped, groups, study.Grid);
        }

        var hit = Assert.Single(EmergingRule.Find([Places(6)], Rule(ScanRules.Emerging)));

        Assert.StartsWith("Burglaries have stood out around Mill Lane in each of the last six months, and never before within the year.", hit.Sentence, StringComparison.Ordinal);
        Assert.Equal(Last, hit.Month);
        Assert.Empty(EmergingRule.Find([Places(2)], Rule(ScanRules.Emerging)));
        Assert.Empty(EmergingRule.Find([Places(12)], Rule(ScanRules.Emerging)));
    }

    [Fact]
    public void Together_OffencesAndRoadCasualties_AreLaidOverEachOther_AndNotOverTheServices()
    {
        var town = new Tactical.SmallTown();
        SetRows Rows(string name, string theme, string? overlay) => new(name, [theme],
            Columns(Enumerable.Range(0, 60).Select(i => (E: 250.0 + i % 10 * 1000, N: 250.0 + i / 10 * 1500)).Concat(Enumerable.Repeat((E: 2_250.0, N: 2_250.0), 30)).ToList()), overlay);
        ScanData Data(params SetRows[] sets) => new() { Month = Last, Series = [], Areas = [], Recent = sets[0].Rows, Sets = sets, Coarse = new(town.Area, TogetherRule.CellMetres), FewestShown = _ => 0 };
        RuleInForce[] rules = [Rule(ScanRules.Together)];

        var both = Scanner.Run(Data(Rows("fires", "deliberate-fires", null), Rows("offences", "burglary", "roads"), Rows("road casualties", "road-casualties", "roads")), rules, isJoint: true);
        var none = Scanner.Run(Data(Rows("fires", "deliberate-fires", null), Rows("offences", "burglary", "roads")), rules, isJoint: true);

        Assert.StartsWith("High in offences and road casualties together", Assert.Single(both.Hits).Title, StringComparison.Ordinal);
        Assert.Empty(none.Hits);
        Assert.Contains("only fires and offences have", Assert.Single(none.Outcomes).NotRun, StringComparison.Ordinal);
    }

    [Fact]
    public void Together_IsAHitOnlyWhereEverySetStandsOut()
    {
        var town = new Tactical.SmallTown();
        var study = new StudyCells(town.Area, TogetherRule.CellMetres);
        // Both sets pile up in the south-west; only fires also in the north-east.
        SetRows Rows(string name, bool both)
        {
            var places = Enumerable.Range(0, 60).Select(i => (E: 250.0 + i % 10 * 1000, N: 250.0 + i / 10 * 1500)).Concat(Enumerable.Repeat((E: 2_250.0, N: 2_250.0), 30)).Concat(both ? Enumerable.Repeat((E: 8_250.0, N: 8_250.0), 30) : []).ToList();
            return new(name, [name], Columns(places));
        }
        SetRows[] sets = [Rows("deliberate-fires", true), Rows("ambulance-calls", false)];

        var (hits, tested, byChance) = TogetherRule.Find(sets, study, new(sets[0].Rows), Last.AddMonths(-2), Last, Rule(ScanRules.Together), 0);

        var hit = Assert.Single(hits);
        Assert.Equal(study.Count, tested);
        Assert.Contains("stand out together", hit.Sentence, StringComparison.Ordinal);
        Assert.Contains("804.604", hit.RecordsQuery, StringComparison.Ordinal);
        Assert.DoesNotContain("816.616", hit.RecordsQuery, StringComparison.Ordinal);
        Assert.True(byChance < 1);
        // What is counted beside chance is counted by the same rule: each set by itself.
        Assert.Matches("^[0-9]+ squares? of 500 m\\. Over the whole area [0-9]+ squares? (is|are) high in each set by itself \\(p at most 0\\.05, before allowing for all squares\\); were the sets unrelated, 0\\.[0-9] would be\\.$", hit.Facts[0]);
    }

    [Fact]
    public void NearRepeats_NeedDays_AndSayTheWindow()
    {
        var places = Enumerable.Repeat((E: 2_250.0, N: 2_250.0), 5).ToList();
        var day = new DateTime(2026, 10, 3, 12, 0, 0, DateTimeKind.Utc);
        var dated = Columns(places, [.. Enumerable.Range(0, 5).Select(i => day.AddDays(3 * i).Ticks)]);

        var (hits, _, notRun) = PlaceRules.NearRepeats(dated, new(dated), Last, Rule(ScanRules.NearRepeat), _ => 0);
        var (none, _, why) = PlaceRules.NearRepeats(Columns(places), new(Columns(places)), Last, Rule(ScanRules.NearRepeat), _ => 0);

        Assert.Null(notRun);
        Assert.Contains("5 burglaries followed each other within 200 m and 14 days", Assert.Single(hits).Sentence, StringComparison.Ordinal);
        Assert.Contains("The fourteen days to 29 October 2026", hits[0].Facts[0], StringComparison.Ordinal);
        Assert.Empty(none);
        Assert.Contains("police.uk gives the month alone", why, StringComparison.Ordinal);
    }

    /// <summary>Small figures of another, controlled theme are no reason to keep quiet about an open one.</summary>
    [Theory]
    [InlineData("burglary", 0)]
    [InlineData("ambulance-calls", 1)]
    public void NearRepeats_FewestShown_IsThatOfTheirOwnTheme(string controlled, int hits)
    {
        var day = new DateTime(2026, 10, 3, 12, 0, 0, DateTimeKind.Utc);
        var recent = Columns([.. Enumerable.Repeat((E: 2_250.0, N: 2_250.0), 5)], [.. Enumerable.Range(0, 5).Select(i => day.AddDays(3 * i).Ticks)], controlled: true);
        var data = new ScanData { Month = Last, Series = [], Areas = [], Recent = recent, FewestShown = t => t.Key == controlled ? 6 : 0 };

        var result = Scanner.Run(data, [Rule(ScanRules.NearRepeat)], isJoint: false);

        Assert.Equal(hits, result.Hits.Count);
    }

    [Fact]
    public void FalseDrifts_UsualChart_AgreesWithItsTabledRunLength() =>
        // A one-sided chart with k = 0.5 and h = 5 runs about 930 periods between false alarms (Siegmund's approximation 938).
        Assert.Equal(1.0 / 938, SeriesRules.FalseDrifts(1, 5), 5);

    static IncidentColumns Columns(List<(double E, double N)> places, long[]? ticks = null, bool controlled = false) => new()
    {
        Count = places.Count,
        Theme = [.. places.Select(_ => (byte)ThemeList.IndexOf("burglary"))],
        Month = [.. places.Select(_ => Last.Number)],
        Easting = [.. places.Select(p => Tactical.SmallTown.West + p.E)],
        Northing = [.. places.Select(p => Tactical.SmallTown.South + p.N)],
        Place = [.. places.Select(_ => 0)],
        Places = ["On or near Mill Lane"],
        OccurredFromUtcTicks = ticks ?? [.. places.Select(_ => 0L)],
        HoldsControlled = controlled,
        OccurredToUtcTicks = ticks ?? [.. places.Select(_ => 0L)],
    };
}
