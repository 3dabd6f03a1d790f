using System.Globalization;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Paper;

/// <summary>How every figure was made, written from the run itself: a method that was not used is not named.</summary>
internal static class StrategicMethodSection
{
    public static Section Method(StrategicResult result, StrategicDetails details) => new()
    {
        Heading = "Method",
        IsNumbered = false,
        Intro = "Every figure in this paper can be made again from the same records and settings.",
        Blocks =
        [
            new Subheading("Records"), Records(result, details),
            new Subheading("How each figure was made"), Figures(result, details.Written),
            .. Since(details.Written), .. Validated(details.Written),
            new Subheading("What to be careful about"),
            new BulletList([.. Cautions(result, details).Select(c => new Paragraph(c))]),
            new Paragraph(string.Create(British, $"Concordat {result.Method.Version}, theme list {result.Method.ThemeListVersion}, seed {result.Method.Seed}. Maps: British National Grid (EPSG:27700), metres; pale squares have had at least one record.")),
        ],
    };

    public static Section References(StrategicResult result, StrategicDetails details) => new()
    {
        Heading = "References",
        IsNumbered = false,
        StartsPage = false,
        Blocks = [new BulletList([.. Sources(result, details).Select(s => new Paragraph(s))])],
    };

    static IEnumerable<string> Sources(StrategicResult result, StrategicDetails details)
    {
        yield return result.Method.Files.Count > 0 ? $"{details.Source}: the files are listed in the data annex with their checksums." : $"{details.Source}.";
        foreach (var line in details.Sources.Attribution()) yield return line;
        foreach (var line in details.Written?.References ?? []) yield return line;
        if (HasTrend(result)) yield return "Cleveland, R. B., Cleveland, W. S., McRae, J. E. and Terpenning, I. (1990). STL: a seasonal-trend decomposition procedure based on loess. Journal of Official Statistics 6, 3-73.";
        if (HasTrend(result)) yield return "Bai, J. and Perron, P. (2003). Computation and analysis of multiple structural change models. Journal of Applied Econometrics 18, 1-22.";
        if (result.Themes.Append(result.Total).Any(t => t.Trend.Changes.Count > 0)) yield return "Bai, J. (1997). Estimation of a change point in multiple regression models. Review of Economics and Statistics 79, 551-563.";
        if (HasOutlook(result)) yield return "McCullagh, P. and Nelder, J. A. (1989). Generalized linear models, second edition, chapter 9. Chapman and Hall.";
        yield return "Bartlett, M. S. (1936). The square root transformation in analysis of variance. Supplement to the Journal of the Royal Statistical Society 3, 68-78.";
        if (!HasSpots(result)) yield break;
        yield return "Ord, J. K. and Getis, A. (1995). Local spatial autocorrelation statistics: distributional issues and an application. Geographical Analysis 27, 286-306.";
        yield return "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society, Series B 57, 289-300.";
        yield return "Mann, H. B. (1945). Nonparametric tests against trend. Econometrica 13, 245-259.";
    }

    static IEnumerable<Block> Since(WrittenParts? written)
    {
        if (written?.MethodChanges is not { } changes) yield break;
        yield return new Subheading("Changes of method since the last assessment");
        if (changes.Count == 0) yield return new Paragraph("None: every figure is made as it was.");
        else yield return new BulletList([.. changes.Select(c => new Paragraph(c))]);
    }

    static IEnumerable<Block> Validated(WrittenParts? written)
    {
        if (written is not { Validations.Count: > 0 }) yield break;
        yield return new Subheading("Who validated the projections");
        yield return new BulletList([.. written.Validations.Select(v => new Paragraph(v))]);
    }

    static TableBlock Records(StrategicResult result, StrategicDetails details) => new()
    {
        Caption = "Records of all months read",
        ShowsCaption = false,
        Columns =
        [
            new("Source"), new("Read", ColumnKind.Number), new($"In {result.AreaName}", ColumnKind.Number), new("Without a place", ColumnKind.Number),
            new("Set aside", ColumnKind.Number), new("Updated", ColumnKind.Number),
        ],
        Rows = [new(details.Source, result.Records.Read, result.Records.InArea, result.Records.Unlocated, result.Records.Rejected, result.Records.Updated)],
        Note = $"Period: {result.From.LongName} to {result.To.LongName}. Counted are the records placed inside the area; those without a place are in no count."
            + (result.Missing.Count > 0 ? $" Missing at source: {MonthSpans.InWords(result.Missing, m => m.LongName)}; no figure takes a missing month as zero." : ""),
    };

    static TableBlock Figures(StrategicResult result, WrittenParts? written) => new()
    {
        Caption = "How each figure was made",
        ShowsCaption = false,
        Columns = [new("Figure", WidthShare: 18), new("Method", WidthShare: 46), new("Settings", WidthShare: 36)],
        Rows = [.. Rows(result, written)],
    };

    static IEnumerable<TableRow> Rows(StrategicResult result, WrittenParts? written)
    {
        yield return new("Rise, fall, no signal", "Twice the difference of the square roots of the two years, over the root of how much more the months vary than chance; only months known in both years.",
            $"Signal beyond 3; at least {YearComparison.FewestPairs} months and {YearComparison.FewestRecords} records; refused across a break in the series");
        if (HasTrend(result))
        {
            yield return new("Trend and season", "STL, robust, the season the same every year. A missing month is filled from trend and season for the computation alone.",
                $"At least {TrendReport.FewestMonths} months known since the last break, and three quarters of them");
            yield return new("Change of level", "Shifts in the mean of the square roots with the season taken out, by least squares; their number by the Bayesian information criterion, against a straight line too; 95% intervals.",
                $"Levels of at least {TrendReport.ShortestLevel} months; at most {TrendReport.MostChanges}; shifts of less than a tenth are not told");
        }
        if (HasOutlook(result))
            yield return new("Projection", "Quasi-Poisson regression with a trend and yearly harmonics, carried on; 95% range of the count. Months of the last year are judged by the same method from the years before.",
                "From the last change of level where 24 months are known since. Tested on the last year where 36 months are known. " + (written is { Validations.Count: > 0 } ? "Who validated it stands below" : "Validated by nobody yet"));
        if (HasSpots(result))
        {
            yield return new("Hot spots", "Getis-Ord Gi* on a square grid, one-sided, false discovery controlled over all squares; the records of the last twelve months.",
                string.Create(British, $"{result.Method.Settings.CellMetres:0} m squares from {result.Method.GridOrigin.EastingMetres:0}, {result.Method.GridOrigin.NorthingMetres:0}; {result.Method.StudyCellCount:N0} squares; {result.Method.Settings.NeighbourhoodMetres:0} m; q at most {result.Method.Settings.FalseDiscoveryRate}; at least {result.Method.Settings.FewestForMap} records; the {LastingSpotFinder.Most} with most"));
            yield return new("Lasting and emerging", "The same for each quarter; nine in ten quarters is lasting, an unbroken run to the last is emerging; growing or fading by the Mann-Kendall test.",
                $"{result.Method.Quarters.Count} quarters of which at least two months are held");
        }
        if (result.RepeatPlaces.Count > 0) yield return new("Repeat places", "Points with records in most months of the last year, of all themes.", $"At least three quarters of the months held; the {RepeatPlaceFinder.Most} with most");
        yield return new("Ranking", "Weighted mean of scores from 1 to 5; the criteria and weights stand in the chapter.",
            string.Create(British, $"{result.Method.Draws:N0} draws of weights, seed {result.Method.Seed}; the first {Words.Small(result.TopN)} are recommended"));
    }

    static IEnumerable<string> Cautions(StrategicResult result, StrategicDetails details)
    {
        yield return details.Written?.Sections.Any(s => s.Heading == WrittenParts.SurveyHeading) == true ? "Only what was reported and recorded is counted; the surveys beside it show where that differs."
            : "Only what was reported and recorded is here. No survey has been set beside it, so under-reporting is not seen.";
        foreach (var caution in details.Sources.Cautions()) yield return caution;
        if (result.Residents is null) yield return "The number of residents was not given, so no rate is shown.";
        foreach (var b in result.Breaks) yield return $"Break in the series in {b.Month.LongName}, {(b.Theme is { } key ? Partnership.Themes.ThemeList.Find(key)?.Name.ToLowerInvariant() ?? key : "all themes")}: {b.What}{(b.IsInferred ? " (seen from the records)" : "")}. Nothing is compared across it.";
        yield return "The rule for rise and fall marks about one comparison in thirty by chance where nothing has changed.";
        yield return "A projection says where the trend leads if nothing changes; it allows for chance, not for a change of trend.";
    }

    static bool HasTrend(StrategicResult result) => result.Themes.Append(result.Total).Any(t => t.Trend.Reason is null);
    static bool HasOutlook(StrategicResult result) => result.Themes.Append(result.Total).Any(t => t.Outlook.Years.Count > 0);
    static bool HasSpots(StrategicResult result) => result.Themes.Any(t => t.Spots.Count > 0);
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}
