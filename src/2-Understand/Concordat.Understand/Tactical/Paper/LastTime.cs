using Concordat.Documents.Model;
using Concordat.Partnership.Themes;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>What was decided last time and how it went.</summary>
internal static class LastTime
{
    public static string InASentence(EarlierDecisions earlier)
    {
        int In(EarlierActionState state) => earlier.Actions.Count(a => a.State == state);
        return earlier.Actions.Count == 0
            ? $"{earlier.Meeting} agreed no actions on {Day(earlier.MetOn)}."
            : $"Of {Words.Number(earlier.Actions.Count)} actions agreed on {Day(earlier.MetOn)}, {Words.Small(In(EarlierActionState.Done))} are done, {Words.Small(In(EarlierActionState.OnCourse))} on course and {Words.Small(In(EarlierActionState.Overdue))} overdue.";
    }

    public static Section Of(EarlierDecisions earlier) => new()
    {
        Heading = "What we decided last time",
        IsNumbered = false,
        Intro = $"{earlier.Meeting}, {Day(earlier.MetOn)}.",
        Blocks =
        [
            new Paragraph(InASentence(earlier)),
            .. earlier.Actions.Count > 0 ? [Actions(earlier)] : Array.Empty<Block>(),
            .. earlier.AdoptedHotSpots.Count > 0 ? [HotSpots(earlier)] : Array.Empty<Block>(),
            .. earlier.AdoptedHotSpots.Where(h => h.InWords is not null).Select(h => new Paragraph($"{h.Name}: ", h.InWords!)),
        ],
    };

    static TableBlock Actions(EarlierDecisions earlier) => new()
    {
        Caption = "Actions agreed and where they stand",
        Columns = [new("What", WidthShare: 46), new("Who", WidthShare: 20), new("Due", ColumnKind.Date, 16), new("State", WidthShare: 18)],
        Rows = [.. earlier.Actions.Select(a => new TableRow(a.What, a.Agency, Cell.Of(a.DueOn), a.State switch
        {
            EarlierActionState.Done => "Done",
            EarlierActionState.OnCourse => "On course",
            _ => "Overdue",
        }))],
    };

    static TableBlock HotSpots(EarlierDecisions earlier) => new()
    {
        Caption = "Hot spots adopted, before and since",
        Columns = [new("Hot spot", WidthShare: 40), new("Theme", WidthShare: 30), new("Before", ColumnKind.Number, 15), new("Since", ColumnKind.Number, 15)],
        Rows = [.. earlier.AdoptedHotSpots.Select(h => new TableRow(h.Name, ThemeList.Find(h.Theme)?.Name ?? h.Theme, Cell.Of(h.CountBefore), Cell.Of(h.CountSince)))],
        Note = "Too early to claim. Counts that follow a peak tend to fall by themselves.",
    };

    static string Day(DateOnly day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
}
