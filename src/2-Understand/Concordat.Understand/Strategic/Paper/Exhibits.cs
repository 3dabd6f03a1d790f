using Concordat.Documents.Model;
using Concordat.Partnership.Themes;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.Understand.Strategic.Paper;

/// <summary>A chapter's findings with what stands under each of them.</summary>
internal sealed class Exhibits(StrategicResult result, BaseMap baseMap, StrategicDetails details)
{
    readonly HashSet<string> _mapped = [.. result.Issues.Where(i => i.IsRecommended).Select(i => i.Theme)];

    public Section Of(Chapter chapter, bool startsPage)
    {
        var groups = Groups(chapter.Findings);
        return new()
        {
            Heading = chapter.Heading,
            Intro = chapter.Intro,
            StartsPage = startsPage,
            Blocks = [.. groups.SelectMany(g => Blocks(g.Theme, g.Findings, isAlone: groups.Count == 1))],
        };
    }

    // Findings of one theme that follow each other stand under one heading.
    static List<(string? Theme, List<StrategicFinding> Findings)> Groups(IReadOnlyList<StrategicFinding> findings)
    {
        var groups = new List<(string? Theme, List<StrategicFinding> Findings)>();
        foreach (var finding in findings)
        {
            if (groups.Count == 0 || groups[^1].Theme != finding.Theme) groups.Add((finding.Theme, []));
            groups[^1].Findings.Add(finding);
        }
        return groups;
    }

    IEnumerable<Block> Blocks(string? theme, List<StrategicFinding> findings, bool isAlone)
    {
        if (!isAlone) yield return new Subheading(theme is null ? "All themes together" : ThemeList.Find(theme)!.Name);
        StrategicPart? part = null;
        foreach (var finding in findings)
        {
            if (finding.Part != part) yield return new Subheading(PartState.NameOf(finding.Part), isAlone ? 2 : 3);
            part = finding.Part;
            yield return new Finding(finding.Sentence, finding.Facts);
            foreach (var block in Under(finding)) yield return block;
        }
    }

    IEnumerable<Block> Under(StrategicFinding finding)
    {
        var theme = result.Of(finding.Theme ?? StrategicAssessor.TotalKey);
        switch (finding.Exhibit)
        {
            case Exhibit.Trend:
                if (TrendChart.Of(theme, finding.Sentence) is { } chart) yield return new ChartBlock(TrendChart.Caption(theme, result.To), chart, $"{details.Source}. Figures: data annex.");
                else yield return new Paragraph("No chart is drawn: a line needs at least two months.");
                break;
            case Exhibit.Spots:
                // The paper is kept short: every theme names its places, the recommended ones have their map and table.
                if (!_mapped.Contains(theme.Key)) break;
                yield return SpotExhibit.Map(result, theme, baseMap, finding.Sentence, details.Source);
                yield return SpotExhibit.Table(result, theme);
                break;
            case Exhibit.Repeats:
                foreach (var block in SpotExhibit.Repeats(result, baseMap, finding.Sentence, details.Source)) yield return block;
                break;
        }
    }
}
