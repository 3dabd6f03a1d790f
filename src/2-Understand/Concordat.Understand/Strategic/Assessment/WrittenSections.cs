using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Paper;
using Concordat.Understand.Strategic.Registers;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>What people wrote beside the blocks, as the paper says it.</summary>
internal static class WrittenSections
{
    public static WrittenParts Of(FrozenStrategic content) => new()
    {
        Sections = [.. All(content)],
        Options = content.Of(RegisterList.Options).GroupBy(l => l["theme"]).ToDictionary(g => g.Key, g => (IReadOnlyList<AgencyOption>)[.. g.Select(l => new AgencyOption(l["agency"], l["could"]))]),
        References = [.. content.Of(RegisterList.References).Select(l => $"[{l["label"]}] {l["work"]}{(l.Day("seen") is { } seen ? $" (looked at on {seen.Long()})" : "")}")],
        Validations = [.. content.Of(RegisterList.Validations).Select(l => $"{(l["theme"].Length > 0 ? ThemeList.Find(l["theme"])?.Name : "All themes")}: {l["who"]}, {l.Day("on")?.Long()}: {l["verdict"]}. {l["words"]}")],
        MethodChanges = content.MethodChanges,
        LengthReason = content.LengthReason,
        Judged = [.. content.Result.Matrix.Judged.Select(j => $"{ThemeList.Find(j.Theme)?.Name}, {content.Result.Matrix.Criteria.FirstOrDefault(c => c.Key == j.Criterion)?.Name.ToLowerInvariant() ?? j.Criterion}: {j.Score}, by {j.Scorer}, confidence {j.Confidence}. {j.Why}")],
    };

    static IEnumerable<Section> All(FrozenStrategic content)
    {
        if (Lines(content, RegisterList.Causes) is { Count: > 0 } causes)
            yield return Section("Causes, and what else they could be", [Table(RegisterList.Causes, causes, "Causes of each issue, with the evidence, the alternatives and the confidence")]);
        if (Lines(content, RegisterList.Survey) is { Count: > 0 } surveys)
            yield return Section(WrittenParts.SurveyHeading, [
                .. RegisterTables.Surveys(surveys, content.Result).Select(s => new Finding($"{ThemeList.Find(s.Line["theme"])?.Name}: {s.Comparison.Sentence}", [$"{s.Line["name"]}, {s.Line["before-period"]} and {s.Line["now-period"]} [{s.Line["source"]}].", .. RegisterTables.Extent(s.Line) is { } extent ? [extent] : Array.Empty<string>()])),
                Survey(surveys)]);
        if (Sentences(content).ToList() is { Count: > 0 } sentences)
            yield return Section("Beside other areas, who is known or travels, and what is spent", [new BulletList([.. sentences.Select(s => new Paragraph(s))])]);
        if (Lines(content, RegisterList.Baselines) is { Count: > 0 } baselines)
            yield return Section("Baselines", [Table(RegisterList.Baselines, baselines, "What targets and results are compared with", "Fixed when this assessment was approved.")]);
        if (Lines(content, RegisterList.Gaps) is { Count: > 0 } gaps)
            yield return Section("Gap analysis", [Table(RegisterList.Gaps, gaps, "Strengths, weaknesses and gaps, with what closes them, by whom and when")]);
        if (Lines(content, RegisterList.Consultation) is { Count: > 0 } consulted)
            yield return Section("Consultation", [Table(RegisterList.Consultation, consulted, "Who was consulted, what they said and what was done about it")]);
    }

    static IEnumerable<string> Sentences(FrozenStrategic content) =>
        [.. RegisterTables.Similar(Lines(content, RegisterList.Similar)), .. RegisterTables.Known(Lines(content, RegisterList.Known)), .. RegisterTables.Travelling(Lines(content, RegisterList.Travelling)), .. RegisterTables.Activity(Lines(content, RegisterList.Activity))];

    static TableBlock Survey(IReadOnlyList<Line> lines)
    {
        string Estimate(Line l, string at) => $"{Show(l, at)} ({Show(l, $"{at}-low")} to {Show(l, $"{at}-high")})";
        return new()
        {
            Caption = "Estimates with their 95% intervals",
            Columns = [new("Theme"), new("Survey and measure"), new("Earlier", ColumnKind.Number), new("Later", ColumnKind.Number)],
            Rows = [.. lines.Select(l => new TableRow(ThemeList.Find(l["theme"])?.Name, l["name"], Estimate(l, "before"), Estimate(l, "now")))],
        };
        static string Show(Line l, string key) => RegisterList.Find(RegisterList.Survey)!.Fields.First(f => f.Key == key).Show(l[key]);
    }

    static IReadOnlyList<Line> Lines(FrozenStrategic content, string register) => content.Of(register);

    static TableBlock Table(string register, IReadOnlyList<Line> lines, string caption, string? note = null) => RegisterTables.Table(RegisterList.Find(register)!, lines, caption, note);

    static Section Section(string heading, IReadOnlyList<Block> blocks) => new() { Heading = heading, StartsPage = false, Blocks = blocks };
}
