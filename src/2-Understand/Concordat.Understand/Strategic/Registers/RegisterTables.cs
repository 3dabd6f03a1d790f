using System.Globalization;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Wording;

namespace Concordat.Understand.Strategic.Registers;

/// <summary>What the registers say in the paper: the lines as tables, with what follows from them worked out.</summary>
internal static class RegisterTables
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>A register as a table of its fields.</summary>
    public static TableBlock Table(Register register, IReadOnlyList<Line> lines, string caption, string? note = null) => new()
    {
        Caption = caption,
        Columns = [.. register.Fields.Select(f => new TableColumn(f.Label, f.Kind is FieldKind.Number or FieldKind.Count ? ColumnKind.Number : ColumnKind.Text))],
        Rows = [.. lines.Select(l => new TableRow([.. register.Fields.Select(f => Cell.Of(f.Show(l[f.Key])))]))],
        Note = note,
    };

    /// <summary>Each survey beside the recorded change of its theme.</summary>
    public static IReadOnlyList<(Line Line, SurveyComparison Comparison)> Surveys(IEnumerable<Line> lines, StrategicResult result) => [.. lines.Select(l => (l, Survey(l, result)))];

    static SurveyComparison Survey(Line line, StrategicResult result)
    {
        SurveyEstimate At(string key) => new(line.Number(key) ?? 0, line.Number($"{key}-low") ?? 0, line.Number($"{key}-high") ?? 0);
        var year = result.Themes.FirstOrDefault(t => t.Key == line["theme"])?.Year;
        return SurveyComparison.Of(At("before"), At("now"), year?.ChangePercent, year?.Signal ?? Signal.NotEnoughData);
    }

    /// <summary>How far each step of the project plan has slipped, in words; the steps in their order.</summary>
    public static IReadOnlyList<(Line Line, int Days, string Words)> Slippage(IEnumerable<Line> plan, DateOnly today) => [.. plan
        .Where(l => l.Day("first") is not null).OrderBy(DueOn).Select(l => Slipped(l, today))];

    /// <summary>The day a step of the plan is due: the one it moved to, or the first; null where it has none.</summary>
    public static DateOnly? DueOn(Line step) => step.Day("due") ?? step.Day("first");

    static (Line, int, string) Slipped(Line line, DateOnly today)
    {
        var first = line.Day("first")!.Value;
        var due = DueOn(line)!.Value;
        if (line.Day("done") is { } done) return (line, Days(done), Days(done) is > 0 and var late ? $"done {Count(late)} after the first plan" : "done in time");
        if (due < today) return (line, Days(today), $"not done, {Count(Days(today))} after the first plan");
        return (line, Days(due), Days(due) > 0 ? $"moved by {Count(Days(due))}" : "as planned");
        int Days(DateOnly day) => Math.Max(0, day.DayNumber - first.DayNumber);
    }

    static string Count(int days) => days == 1 ? "1 day" : $"{days} days";

    /// <summary>What the similar areas say, a sentence for each theme: our rank and our distance from the mean of the others.</summary>
    public static IEnumerable<string> Similar(IEnumerable<Line> lines)
    {
        foreach (var group in lines.GroupBy(l => (Theme: l["theme"], Family: l["family"], On: l["as-at"])))
        {
            if (group.Where(l => l["ours"] == "yes").ToList() is not [var ours] || group.All(l => l["ours"] == "yes")) continue;
            var rate = ours.Number("rate")!.Value;
            var mean = group.Where(l => l["ours"] != "yes").Average(l => l.Number("rate")!.Value);
            var rank = 1 + group.Count(l => l.Number("rate") > rate);
            yield return string.Create(British, $"{Partnership.Themes.ThemeList.Find(group.Key.Theme)?.Name}: {rate:0.0} for each thousand residents, rank {rank} of {group.Count()} from the highest; the mean of the others is {mean:0.0} ({group.Key.Family}, as at {RegisterField.DayOf(group.Key.On)?.Long()}).");
        }
    }

    /// <summary>The share already known, a sentence for each problem.</summary>
    public static IEnumerable<string> Known(IEnumerable<Line> lines) => lines.Where(l => l.Number("offenders") > 0).Select(l => string.Create(British,
        $"{Partnership.Themes.ThemeList.Find(l["theme"])?.Name}: {l.Number("known"):N0} of {l.Number("offenders"):N0} offenders ({100 * l.Number("known") / l.Number("offenders"):0}%) were already known to the justice system ({l["source"]}, as at {l.Day("as-at")?.Long()})."));

    /// <summary>The share that came from outside the area with its range, a sentence for each problem.</summary>
    public static IEnumerable<string> Travelling(IEnumerable<Line> lines) => lines.Where(l => l.Number("offenders") > 0).Select(l =>
        $"{Partnership.Themes.ThemeList.Find(l["theme"])?.Name}: {PartOfWhole.Words((int)l.Number("outside")!.Value, (int)l.Number("offenders")!.Value)} of the offenders came from outside the area{(l["route"].Length > 0 ? $", by {l["route"]}" : "")} ({l["source"]}, as at {l.Day("as-at")?.Long()}).");

    /// <summary>How far a survey's theme is under-reported and under-recorded, in a sentence; null where nobody said.</summary>
    public static string? Extent(Line survey) => SurveyComparison.Extent(survey.Number("reported"), survey.Number("recorded"), survey["extent-source"]);

    /// <summary>What one hour and one unit of each activity cost.</summary>
    public static IEnumerable<string> Activity(IEnumerable<Line> lines) => lines.Select(l => string.Create(British,
        $"{l["body"]}, {l["activity"]}, {l["period"]}: {l.Number("hours"):N0} hours, £{l.Number("pounds"):N0}{(l.Number("hours") > 0 ? $", £{l.Number("pounds") / l.Number("hours"):0.00} an hour" : "")}{(l.Number("units") > 0 ? $", £{l.Number("pounds") / l.Number("units"):0.00} a unit" : "")}."));
}
