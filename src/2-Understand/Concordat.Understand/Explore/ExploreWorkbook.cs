using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Partnership;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.Understand.Explore;

/// <summary>The Explore page as a workbook: months, hours, hot spots and places, with how to read them.</summary>
internal static class ExploreWorkbook
{
    public static Workbook Of(ExploreData data, string title, CommunitySafetyPartnership partnership, string author, TableBlock months)
    {
        var sheets = new List<Sheet> { Sheet.From("Months", months) };
        if (data.Summary.HoursByWeekday is { } hours) sheets.Add(new("Hours", [new("Day"), .. Enumerable.Range(0, 24).Select(h => new TableColumn($"{h:00}", ColumnKind.Number))],
            hours.Select((day, i) => (IReadOnlyList<Cell>)[Cell.Of(Days[i]), .. day.Select(v => Cell.Of(v, 1))])));
        if (data.Map is { HotSpots.HotSpots.Count: > 0 } map) sheets.Add(Sheet.From("Hot spots", HotSpotDrawing.Table(map.Drawn, map.HotSpots.HotSpots, data.Noun)));
        if (data.Map is { Repeats.Count: > 0 } places) sheets.Add(new("Places", [new("Place"), new("Records", ColumnKind.Number), new("Months", ColumnKind.Number)],
            places.Repeats.Select(r => (IReadOnlyList<Cell>)[Cell.Of(r.Name), Cell.Of(r.Count), Cell.Of(r.Months)])));
        return new()
        {
            Title = $"{title}, {data.Filter.From?.LongName} to {data.Month.LongName}",
            Author = author,
            Marking = partnership.Marking,
            Owner = partnership.Name,
            Handling = new("For members of the partnership and their teams.", "Ask the analyst before passing it on."),
            Date = data.Month.LastDay,
            Sheets = sheets,
            Notes =
            [
                new("Records", new Paragraph($"{ShownFigure.Words(data.Summary.Placed, data.FewestShown)} placed; {ShownFigure.Words(data.Summary.Unplaced, data.FewestShown)} without a place are in no count.")),
                new("Range", new Paragraph("The counts that would have been no signal after the month before: twice the difference of the square roots, 3 at most.")),
                new("Hot spots", new Paragraph("Getis-Ord Gi*, 250 m squares, 400 m neighbourhood, false discovery 5%, records of the last month alone.")),
            ],
        };
    }

    static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
}
