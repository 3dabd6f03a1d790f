using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>Lays out a tactical assessment: the same paper from the command line, from a draft and from an issued assessment.</summary>
public static class TacticalPaper
{
    /// <param name="findings">In reading order within their sections; a section without a finding is left out.</param>
    public static Report Compose(TacticalResult result, IReadOnlyList<TacticalFinding> findings, BaseMap baseMap, PaperDetails details)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(baseMap);
        ArgumentNullException.ThrowIfNull(details);
        var priorities = new PrioritySections(result, baseMap, details);
        return new()
        {
            Title = "Tactical assessment",
            Subtitle = result.Month.LongName,
            Partnership = details.Partnership,
            Marking = details.Marking,
            PreparedFor = details.PreparedFor,
            Status = details.Status,
            Version = details.Version,
            WrittenBy = details.WrittenBy,
            ApprovedBy = details.ApprovedBy,
            Handling = details.Handling,
            Date = details.Date,
            Summary = OnePage.Of(result, findings, details.Earlier),
            Sections =
            [
                .. details.Earlier is { } earlier ? [LastTime.Of(earlier)] : Array.Empty<Section>(),
                .. Plain(findings, Sections.WhatIsNew, $"What is new since {result.Month.AddMonths(-1).Name}"),
                .. result.Themes.Select((theme, i) => priorities.Of(theme, i, In(findings, theme.Key))),
                .. Repeats(result, findings, baseMap, details),
                .. Plain(findings, Sections.Outside, "Outside the priorities"),
                .. Borders(findings),
                .. Decided.Of(result, findings, details.Outcomes),
                MethodAnnex.Of(result, details),
                DataAnnex.Of(result, details),
            ],
        };
    }

    static List<TacticalFinding> In(IReadOnlyList<TacticalFinding> findings, string section) => [.. findings.Where(f => f.Section == section)];

    /// <summary>A finding; a cause or a link says that it is one, wherever it stands.</summary>
    public static Finding Told(TacticalFinding finding) => new(finding.Kind switch
    {
        FindingKind.Cause => $"Cause: {finding.Sentence}",
        FindingKind.Link => $"Link: {finding.Sentence}",
        _ => finding.Sentence,
    }, finding.Facts);

    static IEnumerable<Section> Plain(IReadOnlyList<TacticalFinding> findings, string key, string heading)
    {
        if (In(findings, key) is { Count: > 0 } mine)
            yield return new() { Heading = heading, IsNumbered = false, StartsPage = key == Sections.WhatIsNew, Blocks = [.. mine.Select(Told)] };
    }

    static IEnumerable<Section> Repeats(TacticalResult result, IReadOnlyList<TacticalFinding> findings, BaseMap baseMap, PaperDetails details)
    {
        if (In(findings, Sections.Repeats) is not [var first, ..] mine) yield break;
        yield return new()
        {
            Heading = "Places where records come back",
            IsNumbered = false,
            Intro = result.HasPriorities ? "Of all the priorities together." : "Of all themes together.",
            Blocks =
            [
                .. mine.Select(Told),
                .. result.RepeatLocations.Count > 0
                    ? [new MapBlock("Places where records come back, numbered as in the table", HotSpotDrawing.Places(result, baseMap, first.Sentence), $"{details.Source}, twelve months to {result.Month.LongName}."), RepeatTable(result)]
                    : Array.Empty<Block>(),
            ],
        };
    }

    static TableBlock RepeatTable(TacticalResult result) => new()
    {
        Caption = $"Records at each place in the twelve months to {result.Month.LongName}",
        Columns = [new("No.", WidthShare: 6), new("Place", WidthShare: 46), new("Records", ColumnKind.Number, 16), new("Months with a record", ColumnKind.Number, 16), new($"In {result.Month.Name}", ColumnKind.Number, 16)],
        RowHeaderColumn = 1,
        Rows = [.. result.RepeatLocations.Select((r, i) => new TableRow(i + 1, r.Name, r.Count, r.Months, r.CountInMonth > 0 ? Cell.Of(r.CountInMonth) : Cell.Of("too few to show")))],
        Note = "Several addresses may stand at one point.",
    };

    static IEnumerable<Section> Borders(IReadOnlyList<TacticalFinding> findings)
    {
        if (findings.Where(f => f.Border is not null).ToList() is not { Count: > 0 } across) yield break;
        yield return new()
        {
            Heading = "Across the border",
            IsNumbered = false,
            Intro = "What a neighbouring area should know.",
            Blocks = [.. across.Select(f => new Finding(f.Sentence, [$"With {f.Border!.Area}: {f.Border.Words}"]))],
        };
    }
}
