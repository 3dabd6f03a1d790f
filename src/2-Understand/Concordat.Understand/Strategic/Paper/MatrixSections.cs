using System.Globalization;
using Concordat.Documents.Charts;
using Concordat.Documents.Model;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Paper;

/// <summary>The ranking of issues with its matrix in full, and the recommended priorities with their reasons.</summary>
internal static class MatrixSections
{
    public static Section Ranking(StrategicResult result, WrittenParts? written = null) => new()
    {
        Heading = "Ranking of issues",
        Intro = "By a matrix of harm and risk. Anybody with the same figures and weights gets the same order.",
        Blocks =
        [
            Scores(result), Criteria(result),
            .. written is { Judged.Count: > 0 } ? [new Subheading("Scores given by people"), new BulletList([.. written.Judged.Select(j => new Paragraph(j))])] : Array.Empty<Block>(),
            new Subheading("How much the order depends on the weights"),
            new Paragraph(string.Create(British, $"Each weight was multiplied {result.Method.Draws:N0} times by a number drawn evenly between {Engine.Ranking.LeastFactor} and {Engine.Ranking.GreatestFactor} (seed {result.Method.Seed}), and the issues were ranked again. The share says how often an issue was among the first {Words.Small(result.TopN)}.")),
            Chart(result), Sensitivity(result),
        ],
    };

    public static Section Recommended(StrategicResult result, WrittenParts? written = null)
    {
        var chosen = result.Issues.Where(i => i.IsRecommended).ToList();
        return new()
        {
            Heading = PartState.NameOf(StrategicPart.Recommended),
            Intro = "The assessment recommends; the group decides.",
            Blocks = chosen.Count == 0
                ? [new Paragraph("No issue has a record in the last twelve months, so none is recommended.")]
                : [.. chosen.SelectMany(i => Issue(i, result, written)), .. Near(result), .. Present(result), Decisions(chosen, written is not null)],
        };
    }

    static TableBlock Scores(StrategicResult result) => new()
    {
        Caption = "Scores of each issue, 1 to 5, and the weighted mean",
        Columns = [new("No.", WidthShare: 7), new("Issue", WidthShare: 28), .. result.Matrix.Criteria.Select(c => new TableColumn(c.Name, ColumnKind.Number, 13)), new("Total", ColumnKind.Number, 11), new("Confidence", WidthShare: 19)],
        RowHeaderColumn = 1,
        Rows = [.. result.Issues.Select(i => new TableRow([i.Rank, i.Name, .. i.Scores.Select(s => (Cell)s), Cell.Of(i.Total, 2), Confidence(i)]))],
        Note = "Confidence says how much the figures behind the scores can carry; it does not change them. "
            + (result.Matrix.Judged.Count == 0 ? "Scored by rule; nobody has adjusted a score by hand." : "Scored by rule, but for the scores given by people below."),
    };

    static TableBlock Criteria(StrategicResult result)
    {
        var all = result.Matrix.Criteria.Sum(c => c.Weight);
        return new()
        {
            Caption = "Criteria and weights",
            Columns = [new("Criterion", WidthShare: 16), new("Weight", ColumnKind.Number, 12), new("How it is scored", WidthShare: 72)],
            Rows = [.. result.Matrix.Criteria.Select(c => new TableRow(c.Name, Cell.Percent(c.Weight / all), c.Rule))],
            Note = "Harm is a judgement in five steps, no measured severity: the partnership should set its own.",
        };
    }

    static ChartBlock Chart(StrategicResult result) => new(
        $"Share of the drawn weights under which each issue is among the first {Words.Small(result.TopN)}, per cent",
        new BarChart
        {
            Title = $"How often each issue is among the first {Words.Small(result.TopN)}",
            Description = $"{Words.List([.. result.Issues.Where(i => i.TopShare >= 0.9).Select(i => i.Name)])} stay among the first under nine in ten of the weights or more.",
            SeriesName = "Per cent of draws",
            LabelName = "Issue",
            Bars = [.. result.Issues.Select(i => new ChartPoint(i.Name, Math.Round(100 * i.TopShare)))],
        },
        "Drawn weights; see the method.");

    static TableBlock Sensitivity(StrategicResult result) => new()
    {
        Caption = "Rank of each issue when the weights vary, and with each criterion left out",
        Columns = [new("Issue", WidthShare: 28), new("Rank", ColumnKind.Number, 8), new("Keeps its rank", ColumnKind.Number, 13), new("Nine draws in ten", ColumnKind.Number, 14), .. result.Matrix.Criteria.Select(c => new TableColumn($"Without {c.Name.ToLowerInvariant()}", ColumnKind.Number, 11))],
        Rows = [.. result.Issues.Select(i => new TableRow([i.Name, i.Rank, Cell.Percent(i.KeepShare), i.BestRank == i.WorstRank ? $"{i.BestRank}" : $"{i.BestRank} to {i.WorstRank}", .. i.RankWithout.Select(r => (Cell)r)]))],
    };

    static IEnumerable<Block> Issue(RankedIssue issue, StrategicResult result, WrittenParts? written)
    {
        var theme = result.Of(issue.Theme);
        yield return new Finding($"We recommend {issue.Name.ToLowerInvariant()} as a priority: it ranks {Ordinal(issue.Rank)} of {Words.Number(result.Issues.Count)} issues.",
        [
            $"Scored highest on {Words.List([.. Highest(issue, result.Matrix)])}.",
            $"Among the first {Words.Small(result.TopN)} under {Words.Percent(100 * issue.TopShare)} of the weights drawn: {issue.Standing}.",
            .. theme.Spots.Where(s => s.Lasts || s.Emerges).ToList() is { Count: > 0 } spots ? [$"Places to begin with: {Words.List([.. spots.Select(s => Words.Inside(s.Name))])}."] : Array.Empty<string>(),
            $"Confidence: {Confidence(issue)} ({theme.ReliabilityReason}).",
        ]);
        var options = written is null ? AgencyOptions.For(issue.Theme) : written.Options.GetValueOrDefault(issue.Theme, []);
        if (options.Count == 0) yield break;
        yield return new TableBlock
        {
            Caption = $"What each agency could do about {issue.Name.ToLowerInvariant()}",
            Columns = [new("Agency", WidthShare: 24), new("Could", WidthShare: 76)],
            Rows = [.. options.Select(o => new TableRow(o.Agency, o.Could))],
        };
    }

    static IEnumerable<string> Highest(RankedIssue issue, RiskMatrix matrix) =>
        matrix.Criteria.Select((c, i) => (c.Name, Score: issue.Scores[i])).Where(c => c.Score == issue.Scores.Max()).Select(c => $"{c.Name.ToLowerInvariant()} ({c.Score})");

    static IEnumerable<Block> Near(StrategicResult result)
    {
        if (result.Issues.Where(i => !i.IsRecommended && i.TopShare >= 0.1).Select(i => i.Name.ToLowerInvariant()).ToList() is { Count: > 0 } near)
            yield return new Callout("Close to the line", new Paragraph($"With other weights {Words.List(near)} would be among the first. The group should say which weights it holds to."));
    }

    static IEnumerable<Block> Present(StrategicResult result)
    {
        if (result.Priorities.Count == 0) yield break;
        var ranked = result.Issues.ToDictionary(i => i.Theme);
        var kept = result.Priorities.Where(p => ranked.GetValueOrDefault(p) is { IsRecommended: true }).Select(p => ranked[p].Name).ToList();
        var others = result.Priorities.Where(p => ranked.GetValueOrDefault(p) is not { IsRecommended: true }).Select(p => Partnership.Themes.ThemeList.Find(p)!.Name).ToList();
        if (kept.Count > 0) yield return new Paragraph("Present priorities recommended again: ", $"{Words.List(kept)}.");
        if (others.Count > 0) yield return new Paragraph("Present priorities that do not rank among the first: ", $"{Words.List(others)}. The group should say whether to keep them, and why.");
    }

    static TableBlock Decisions(IReadOnlyList<RankedIssue> chosen, bool hasPage) => new()
    {
        Caption = "The group's decision on each recommendation",
        Columns = [new("Recommended", WidthShare: 34), new("Accepted, changed or rejected", WidthShare: 28), new("Reason", WidthShare: 38)],
        Rows = [.. chosen.Select(i => new TableRow(i.Name, Cell.Empty, Cell.Empty))],
        // The paper no longer changes once it is issued; the decision comes after it.
        Note = hasPage ? "To be filled in by hand. What was decided since stands on the assessment’s page, with the reasons." : null,
    };

    internal static string Confidence(RankedIssue issue) => issue.Reliability.ToString().ToLowerInvariant();

    static string Ordinal(int rank) => rank switch
    {
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        5 => "fifth",
        _ => Words.Number(rank),
    };

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}
