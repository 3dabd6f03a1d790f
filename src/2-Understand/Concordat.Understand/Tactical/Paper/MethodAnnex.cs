using System.Globalization;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>How every figure was made, written from the run itself.</summary>
internal static class MethodAnnex
{
    public static Section Of(TacticalResult result, PaperDetails details) => new()
    {
        Heading = "Method and data",
        IsNumbered = false,
        Intro = "Every figure in this paper can be made again from the same records and settings.",
        Blocks =
        [
            new Subheading("Records"), Records(result, details),
            new Subheading("How each figure was made"), Figures(result),
            new Subheading("What to be careful about"), .. Cautions(result, details),
            new Subheading("Software"), new Paragraph(Software(result)),
            .. result.Method.Files.Count > 0 ? [new Subheading("Files"), Files(result)] : Array.Empty<Block>(),
            .. details.Sources.Attribution().Select(a => new Paragraph(a)),
        ],
    };

    static TableBlock Records(TacticalResult result, PaperDetails details) => new()
    {
        Caption = "Records of all months read",
        ShowsCaption = false,
        Columns =
        [
            new("Source"), new("Read", ColumnKind.Number), new($"In {result.AreaName}", ColumnKind.Number), new("Without a place", ColumnKind.Number),
            new("Set aside", ColumnKind.Number), new("Updated", ColumnKind.Number), new("As at"),
        ],
        Rows = [new(details.Source, result.Records.Read, result.Records.InArea, result.Records.Unlocated, result.Records.Rejected, result.Records.Updated, result.Method.DataAsAt ?? "not stated")],
        Note = "Counted are the records placed inside the area. Records without a place cannot be given to an area and are in no count here."
            + (MissingMonths(result) is { } missing ? $" Missing at source: {missing}. A dash among figures means missing; it never means none." : ""),
    };

    static TableBlock Figures(TacticalResult result)
    {
        var s = result.Method.Settings;
        var m = result.Method;
        var month = result.Month.LongName;
        return new()
        {
            Caption = "How each figure was made",
            ShowsCaption = false,
            Columns = [new("Figure", WidthShare: 18), new("Method", WidthShare: 50), new("Settings", WidthShare: 32)],
            Rows =
            [
                new("Rise, fall, no signal", "Twice the difference of the square roots of the month and the month before. The range shown is the counts that would have been no signal after the month before.",
                    $"Signal beyond 3; fewer than {CountComparison.FewestRecords} records in the two months, or a missing month: not enough data"),
                new("Season", "Expected count from earlier months with a trend and a yearly pattern; quasi-Poisson; 95% range of the count. Told apart from rise and fall.",
                    "At least 24 and at most 60 months of records; otherwise not shown"),
                new("Hot spots", "Getis-Ord Gi* on a square grid, the square itself included, weights of 1; p from the upper tail of the normal distribution; false discovery controlled by Benjamini and Hochberg over all squares.",
                    string.Create(British, $"{s.CellMetres:0} m squares from {m.GridOrigin.EastingMetres:0}, {m.GridOrigin.NorthingMetres:0}; {m.StudyCellCount:N0} squares, every one that touches the area; {s.NeighbourhoodMetres:0} m between centres; {s.FalseDiscoveryRate * 100:0}%; records of {month} alone; at least {s.FewestForMap} for a map and {s.FewestInHotSpot} in a hot spot; a group of more than {s.WidestHotSpot} squares is parted at the saddles between its peaks")),
                new("New or continuing", "Continuing when it overlaps or touches a hot spot of the earlier month, found by the same rules; else new.",
                    ComparedWith(result)),
                new("Place names", "The commonest place name among its records; where that is only a kind of place, with the nearest street.", "Names as supplied"),
                new("Repeat places", "Points with records in the month that come back in other months, of all themes assessed.",
                    $"At least {RepeatLocations.FewestInMonth} in {month} and records in {RepeatLocations.FewestMonths} of the twelve months to it; the ten with most records"),
            ],
        };
    }

    static string ComparedWith(TacticalResult result) =>
        result.Themes.Select(t => t.Map.ComparedWith).FirstOrDefault(m => m is not null) is { } before
            ? $"Compared with {before.LongName}, the latest earlier month held, by the same method"
            : "No earlier month is held, so every hot spot is shown as new";

    static IEnumerable<Block> Cautions(TacticalResult result, PaperDetails details)
    {
        yield return new Paragraph($"Only what was reported and recorded is here. {string.Join(' ', details.Sources.Cautions())}");
        yield return new Paragraph(string.Create(British,
            $"The rule for rise and fall marks about one month in thirty by chance where nothing has changed: with {result.Themes.Count} compared, about {result.Themes.Count / 30.0:0.0} false signals a month. It does not know the season; the seasonal range does, where enough years are held."));
        if (result.Records.Read > 0)
            yield return new Paragraph(string.Create(British, $"Of {result.Records.Read:N0} records read, {result.Records.Unlocated:N0} have no place."));
    }

    static string Software(TacticalResult result) => string.Create(British,
        $"Concordat {result.Method.Version}, theme list {result.Method.ThemeListVersion}. No figure here rests on chance, so no seed is used. Maps: British National Grid (EPSG:27700), metres; pale squares have had at least one record in the months read.");

    static TableBlock Files(TacticalResult result) => new()
    {
        Caption = "Files the records came from",
        ShowsCaption = false,
        Columns = [new("File", WidthShare: 40), new("SHA-256", WidthShare: 60)],
        Rows = [.. result.Method.Files.Select(f => new TableRow(f.Name, f.Sha256))],
    };

    internal static string? MissingMonths(TacticalResult result)
    {
        if (result.Method.Held is not [var first, .., var last]) return null;
        var held = result.Method.Held.Select(m => m.Number).ToHashSet();
        var missing = Enumerable.Range(first.Number, last.Number - first.Number).Where(n => !held.Contains(n)).Select(n => new Month(n)).ToList();
        return missing.Count == 0 ? null : MonthSpans.InWords(missing, m => m.LongName);
    }

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}
