using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Scan.Engine;

/// <summary>Everything a scan looks at, in memory.</summary>
internal sealed record ScanData
{
    /// <summary>The last month looked at.</summary>
    public required Month Month { get; init; }

    /// <summary>Every theme that occurs, its months to the one looked at.</summary>
    public required IReadOnlyList<ThemeSeries> Series { get; init; }

    /// <summary>Smaller areas by theme; empty where none is held.</summary>
    public required IReadOnlyList<AreaCount> Areas { get; init; }

    /// <summary>Hot spots and places that come back, by the tactical rules; null where no boundary is held.</summary>
    public TacticalResult? Tactical { get; init; }

    /// <summary>Records of the last three months, with their days where known.</summary>
    public required IncidentColumns Recent { get; init; }

    /// <summary>The sets that are laid over each other; of those that are held and have records enough.</summary>
    public IReadOnlyList<SetRows> Sets { get; init; } = [];

    /// <summary>Places over time by theme: those that stood out in months of the last year; empty where no boundary is held.</summary>
    public IReadOnlyList<ThemePlaces> Places { get; init; } = [];

    /// <summary>The squares they are laid over; null where no boundary is held.</summary>
    public StudyCells? Coarse { get; init; }

    /// <summary>The smallest figure told of a theme: the threshold of small numbers where it comes from controlled sets, 0 otherwise.</summary>
    public required Func<Theme, int> FewestShown { get; init; }
}

/// <summary>What a scan came to.</summary>
internal sealed record ScanResult(IReadOnlyList<FoundHit> Hits, IReadOnlyList<RuleOutcome> Outcomes);

/// <summary>Runs the rules over the data. The same data and rules give the same hits, in the same order.</summary>
internal static class Scanner
{
    const string NoBoundary = "the partnership’s boundary is not held yet: add it under Share, Places";

    /// <param name="data">What is looked at.</param>
    /// <param name="rules">The rules in force, each once.</param>
    /// <param name="isJoint">Whether the sets are laid over each other: each quarter and on demand.</param>
    public static ScanResult Run(ScanData data, IReadOnlyList<RuleInForce> rules, bool isJoint)
    {
        var (hits, outcomes) = (new List<FoundHit>(), new List<RuleOutcome>());
        foreach (var rule in rules)
        {
            var (found, outcome) = One(data, rule, isJoint);
            hits.AddRange(found);
            outcomes.Add(outcome);
        }
        return new(hits, outcomes);
    }

    static (IReadOnlyList<FoundHit>, RuleOutcome) One(ScanData data, RuleInForce rule, bool isJoint) => rule.Rule switch
    {
        ScanRules.Exceedance => Each(data, rule, (ThemeSeries s, out bool t) => SeriesRules.Exceedance(s, rule, out t) is { } h ? [h] : [], n => n * rule.Threshold, "no theme has two years of months counted alike before this one"),
        ScanRules.Drift => Each(data, rule, (ThemeSeries s, out bool t) => SeriesRules.Drift(s, rule, out t) is { } h ? [h] : [], n => SeriesRules.FalseDrifts(n, rule.Threshold), "no theme has eighteen months counted alike with three records a month"),
        ScanRules.Level => Each(data, rule, (ThemeSeries s, out bool t) => SeriesRules.Level(s, rule, out t), null, "no theme has 25 months counted alike"),
        ScanRules.Area => Area(data, rule),
        ScanRules.HotSpot => data.Tactical is { } t ? Of(rule, PlaceRules.HotSpots(t, rule), t.Themes.Count(x => x.Map.WasMapped) * t.Method.StudyCellCount, null) : Not(rule, NoBoundary),
        ScanRules.Emerging => Emerging(data, rule),
        ScanRules.RepeatPlace => data.Tactical is { } r ? Of(rule, PlaceRules.Repeats(r.RepeatLocations, data.Month, rule), r.RepeatLocations.Count, null) : Not(rule, NoBoundary),
        ScanRules.NearRepeat => NearRepeats(data, rule),
        ScanRules.Together => Together(data, rule, isJoint),
        _ => Not(rule, "no record that is held says who was harmed"),
    };

    delegate IReadOnlyList<FoundHit> SeriesRule(ThemeSeries series, out bool wasTested);

    static (IReadOnlyList<FoundHit>, RuleOutcome) Each(ScanData data, RuleInForce rule, SeriesRule look, Func<int, double>? falseHits, string otherwise)
    {
        var (hits, tested) = (new List<FoundHit>(), 0);
        foreach (var series in data.Series)
        {
            var found = look(series, out var wasTested);
            if (wasTested) tested++;
            hits.AddRange(found.Where(h => h.Rule == ScanRules.Level || h.Observed is null || h.Rule == ScanRules.Drift || h.Observed >= data.FewestShown(series.Theme)));
        }
        return tested == 0 ? Not(rule, otherwise) : Of(rule, hits, tested, falseHits?.Invoke(tested));
    }

    static (IReadOnlyList<FoundHit>, RuleOutcome) Area(ScanData data, RuleInForce rule)
    {
        if (data.Areas.Count == 0) return Not(rule, "no wards are held: add their layer under Share, Places");
        var hits = AreaRule.Find(data.Areas, data.Month, rule, data.FewestShown, out var tested);
        return tested == 0 ? Not(rule, "no ward has nine months counted alike before this one") : Of(rule, hits, tested, null);
    }

    static (IReadOnlyList<FoundHit>, RuleOutcome) Emerging(ScanData data, RuleInForce rule)
    {
        if (data.Tactical is not { } tactical) return Not(rule, NoBoundary);
        var judged = data.Places.Where(p => p.Months.Count > 1 && p.Months[^1] == data.Month).ToList();
        return judged.Count == 0 ? Not(rule, "no theme has two months, this one among them, with records enough for a map") : Of(rule, EmergingRule.Find(judged, rule), judged.Count * tactical.Method.StudyCellCount, null);
    }

    static (IReadOnlyList<FoundHit>, RuleOutcome) NearRepeats(ScanData data, RuleInForce rule)
    {
        var (hits, tested, notRun) = PlaceRules.NearRepeats(data.Recent, new(data.Recent), data.Month, rule, data.FewestShown);
        return notRun is not null ? Not(rule, notRun) : Of(rule, hits, tested, null);
    }

    static (IReadOnlyList<FoundHit>, RuleOutcome) Together(ScanData data, RuleInForce rule, bool isJoint)
    {
        if (!isJoint) return Not(rule, "it belongs to the joint run each quarter");
        if (data.Coarse is not { } study) return Not(rule, NoBoundary);
        var overlays = data.Sets.GroupBy(s => s.Overlay).Select(g => g.ToList()).Where(g => g.Count > 1).ToList();
        if (overlays.Count == 0)
            return Not(rule, $"at least two of fires, anti-social behaviour and ambulance calls, or offences and road casualties, need {TogetherRule.FewestRecords} placed records in the quarter; {(data.Sets.Count == 0 ? "none has" : $"only {Words.List([.. data.Sets.Select(s => s.Name)])} {(data.Sets.Count == 1 ? "has" : "have")}")}");
        var (hits, tested) = (new List<FoundHit>(), 0);
        foreach (var sets in overlays)
        {
            var fewest = sets.SelectMany(s => s.Themes).Max(t => data.FewestShown(ThemeList.Find(t)!));
            var found = TogetherRule.Find(sets, study, new(sets[0].Rows), data.Month.AddMonths(-2), data.Month, rule, fewest);
            hits.AddRange(found.Hits);
            tested += found.Tested;
        }
        return Of(rule, hits, tested, null);
    }

    static (IReadOnlyList<FoundHit>, RuleOutcome) Of(RuleInForce rule, IReadOnlyList<FoundHit> hits, int tested, double? falseHits) =>
        (hits, new(rule.Rule, rule.Version, rule.Threshold, tested, falseHits, hits.Count, 0, null));

    static (IReadOnlyList<FoundHit>, RuleOutcome) Not(RuleInForce rule, string reason) => ([], RuleOutcome.Without(rule, reason));
}
