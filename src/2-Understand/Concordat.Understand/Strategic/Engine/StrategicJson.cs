using Concordat.Understand.Runs;
using static Concordat.Understand.Runs.FigureJson;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>Writes strategic.json: the figures for scripts. A count that is missing at source is null, never 0.</summary>
public static class StrategicJson
{
    /// <param name="pages">About how many pages the paper has.</param>
    /// <param name="options">What each agency could do, by issue, as people wrote it; null gives the common options.</param>
    public static byte[] Write(StrategicResult result, IReadOnlyList<StrategicFinding> findings, StrategicStructure structure, int pages, IReadOnlyDictionary<string, IReadOnlyList<AgencyOption>>? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(findings);
        return FigureJson.Write(new
        {
            Area = result.AreaName,
            From = result.From.ToString(),
            To = result.To.ToString(),
            Structure = Structures.Name(structure),
            Pages = pages,
            result.Records,
            result.Residents,
            MissingMonths = result.Missing.Select(m => m.ToString()),
            Breaks = result.Breaks.Select(b => new { Month = b.Month.ToString(), b.Theme, b.What, Inferred = b.IsInferred }),
            Parts = PartState.Of(result, findings).Select(p => new { Part = Word(p.Part.ToString()), p.Name, Empty = p.IsEmpty, p.Why }),
            Total = Theme(result.Total),
            Themes = result.Themes.Select(Theme),
            Hotspots = result.Themes.SelectMany(t => t.Spots).OrderByDescending(s => s.Count).Select(Spot),
            RepeatLocations = result.RepeatPlaces.Select(r => new { r.Name, r.Easting, r.Northing, r.Count, r.Months, r.MonthsHeld, r.CommonestTheme }),
            Issues = result.Issues.Select(i => Issue(i, result)),
            Recommendations = result.Issues.Where(i => i.IsRecommended).Select(i => new { i.Rank, i.Theme, i.Standing, Agencies = options is null ? AgencyOptions.For(i.Theme) : options.GetValueOrDefault(i.Theme, []) }),
            LastYearsPlan = result.Plan.Select(p => new { p.Item, Outcome = Word(p.Outcome.ToString()), p.Reason }),
            Chapters = Structures.Arrange(result, findings, structure).Select(c => new { c.Heading, Findings = c.Findings.Select(f => f.Id) }),
            Findings = findings.Select(f => new { f.Id, Part = Word(f.Part.ToString()), f.Theme, Side = Word(f.Side.ToString()), f.Supplier, f.Sentence, f.Facts }),
            Method = Method(result),
        });
    }

    static object Theme(ThemeReport t) => new
    {
        Theme = t.Key,
        t.Year.Count,
        MonthsKnown = t.Year.Known,
        Compared = new { Months = t.Year.Pairs, t.Year.Now, t.Year.Before },
        ChangePercent = Rounded(t.Year.ChangePercent, 2),
        ChangeLow = Rounded(t.Year.Low, 2),
        ChangeHigh = Rounded(t.Year.High, 2),
        Signal = Word(t.Year.Signal),
        Z = Rounded(t.Year.Z, 6),
        Dispersion = Rounded(t.Year.Dispersion, 6),
        t.Year.Reason,
        RatePerThousand = Rounded(t.RatePerThousand, 3),
        Confidence = Word(t.Reliability.ToString()),
        ConfidenceReason = t.ReliabilityReason,
        Concentration = Rounded(t.Concentration, 6),
        Series = t.Series.Select((m, i) => new { Month = m.Month.ToString(), m.Count, Trend = Rounded(t.Trend.Trend[i], 3) }),
        Season = t.Trend.SeasonByMonth.Select(s => Rounded(s, 3)),
        SeasonBeyondChance = t.Trend.HasSeason,
        ChangePoints = t.Trend.Changes.Select(c => new { Month = c.First.ToString(), Earliest = c.Earliest?.ToString(), Latest = c.Latest?.ToString(), Before = Rounded(c.Before, 3), After = Rounded(c.After, 3) }),
        Gradual = t.Trend.IsGradual,
        TrendReason = t.Trend.Reason,
        MonthsOutside = t.Signals.Select(s => new { Month = s.Month.ToString(), s.Count, s.Low, s.High, Signal = Word(s.Signal) }),
        Projection = t.Outlook.Months.Select(m => new { Month = m.Month.ToString(), Expected = Rounded(m.Expected, 3), m.Low, m.High }),
        ProjectionYears = t.Outlook.Years.Select(y => new { From = y.From.ToString(), To = y.To.ToString(), Expected = Rounded(y.Expected, 3), y.Low, y.High }),
        ProjectionTest = t.Outlook.Test is { } test ? new { Expected = Rounded(test.Expected, 3), test.Low, test.High, test.Counted, test.Held } : null,
        ProjectionCaution = t.Outlook.Caution,
        ProjectionReason = t.Outlook.Reason,
    };

    static object Spot(LastingSpot s) => new
    {
        s.Theme,
        s.Name,
        s.Easting,
        s.Northing,
        Cells = s.Cells.Count,
        s.Count,
        s.Now,
        s.Before,
        ZMax = s.Cells.Max(c => c.Z),
        QMin = s.Cells.Min(c => c.Q),
        Status = Word(s.History.ToString()),
        QuartersHot = s.HotQuarters,
        QuartersJudged = s.JudgedQuarters,
        CellList = s.Cells,
    };

    static object Issue(RankedIssue i, StrategicResult result) => new
    {
        i.Rank,
        i.Theme,
        Scores = result.Matrix.Criteria.Select((c, n) => (c.Key, Score: i.Scores[n])).ToDictionary(c => c.Key, c => c.Score),
        Total = Rounded(i.Total, 6),
        i.TopShare,
        i.KeepShare,
        i.BestRank,
        i.WorstRank,
        RankWithout = result.Matrix.Criteria.Select((c, n) => (c.Key, Rank: i.RankWithout[n])).ToDictionary(c => c.Key, c => c.Rank),
        Recommended = i.IsRecommended,
        i.Standing,
        Confidence = Word(i.Reliability.ToString()),
    };

    static object Method(StrategicResult result) => new
    {
        Criteria = result.Matrix.Criteria.Select(c => new { c.Key, c.Weight, c.Rule }),
        Harm = result.Themes.ToDictionary(t => t.Key, t => result.Matrix.HarmOf(t.Key)),
        result.TopN,
        WeightFactors = (double[])[Ranking.LeastFactor, Ranking.GreatestFactor],
        result.Method.Draws,
        result.Method.Seed,
        result.Method.Settings.CellMetres,
        GridOrigin = (double[])[result.Method.GridOrigin.EastingMetres, result.Method.GridOrigin.NorthingMetres],
        result.Method.StudyCellCount,
        result.Method.Settings.NeighbourhoodMetres,
        Fdr = result.Method.Settings.FalseDiscoveryRate,
        WindowMonths = result.Method.Held.Where(m => m > result.To.AddMonths(-12)).Select(m => m.ToString()),
        Quarters = result.Method.Quarters.Select(q => new { From = q.From.ToString(), To = q.To.ToString() }),
        MonthsHeld = result.Method.Held.Select(m => m.ToString()),
        result.Method.Version,
        ThemeList = result.Method.ThemeListVersion,
        result.Method.Files,
    };
}
