using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>A priority's section: its count with the chart, then its hot spots with the map and the table.</summary>
internal sealed class PrioritySections(TacticalResult result, BaseMap baseMap, PaperDetails details)
{
    public Section Of(ThemeResult theme, int index, IReadOnlyList<TacticalFinding> findings) => new()
    {
        Heading = theme.Name,
        Intro = theme.Priority is { } title ? $"Serves priority {index + 1}, “{title}”." : result.HasPriorities ? $"Priority {index + 1}." : null,
        StartsPage = index == 0 || theme.Map.HotSpots.Count > 0,
        Blocks =
        [
            .. Charted(theme, [.. findings.Where(f => f.Kind == FindingKind.Finding && f.Evidence.Kind != EvidenceKind.HotSpotMap)]),
            .. Mapped(theme, [.. findings.Where(f => f.Kind == FindingKind.Finding && f.Evidence.Kind == EvidenceKind.HotSpotMap)]),
            .. Why(theme, findings),
            .. findings.Count == 0 ? [new Paragraph("No finding is put forward for this priority.")] : Array.Empty<Block>(),
        ],
    };

    // Causes, offenders among them, and links; where nobody knows, what evidence is missing.
    IEnumerable<Block> Why(ThemeResult theme, IReadOnlyList<TacticalFinding> findings)
    {
        foreach (var cause in findings.Where(f => f.Kind == FindingKind.Cause)) yield return TacticalPaper.Told(cause);
        foreach (var link in findings.Where(f => f.Kind == FindingKind.Link)) yield return TacticalPaper.Told(link);
        if (details.KnownShares is not { } known) yield break;
        var without = findings.Any(f => f.Kind == FindingKind.Cause) ? "" : "No cause is put forward. ";
        yield return new Paragraph(known.TryGetValue(theme.Key, out var share) ? $"{without}Offenders: {share}"
            : $"{without}Offenders: no record says who did it, so how many of them the justice system knows already cannot be told. Counts from the police or probation are missing; they are entered in the strategic assessment.");
    }

    // The chart stands under the first finding that rests on it.
    IEnumerable<Block> Charted(ThemeResult theme, IReadOnlyList<TacticalFinding> findings)
    {
        var drawn = false;
        foreach (var finding in findings)
        {
            yield return new Finding(finding.Sentence, finding.Facts);
            if (drawn || finding.Evidence.Kind != EvidenceKind.MonthChart || theme.Series.All(m => m.Count is null)) continue;
            drawn = true;
            yield return new ChartBlock(
                $"{Words.Capital(theme.Noun)} each month, with the range that would be no signal after the month before",
                MonthChart.Of(theme.Noun, theme.Series, theme.Comparison.Signal, finding.Sentence),
                $"{Source(details.Source)}{AsAt()} Figures: data annex.");
        }
    }

    IEnumerable<Block> Mapped(ThemeResult theme, IReadOnlyList<TacticalFinding> findings)
    {
        foreach (var finding in findings) yield return new Finding(finding.Sentence, finding.Facts);
        if (findings.Count == 0 || theme.Map.HotSpots.Count == 0) yield break;
        var caption = $"Squares of {result.Method.Settings.CellMetres:0} metres that stand out from {result.AreaName} for {theme.Noun}, {result.Month.LongName}";
        yield return new MapBlock(caption,
            HotSpotDrawing.Map(result, theme.Map.HotSpots, baseMap, caption, findings[0].Sentence),
            $"{details.Source}, {result.Month.LongName}.{AsAt()}", findings[0].Evidence.Method);
        yield return HotSpotDrawing.Table(result, theme.Map.HotSpots, theme.Name);
    }

    static string Source(string source) => source + ".";

    string AsAt() => result.Method.DataAsAt is { } asAt ? $" As at {asAt}." : "";
}
