using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.PoliceUk;
using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Paper;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.CommandLine;

/// <summary><c>concordat assess strategic</c>: the strategic assessment from police.uk files, with no server and no database.</summary>
internal static class AssessStrategicCommand
{
    /// <returns>0 done, 2 something the caller can mend.</returns>
    internal static int Run(string[] args, TextWriter output, TextWriter error) =>
        AssessRun.Of(args, AssessStrategicOptions.Help, a => (AssessStrategicOptions.Read(a, out var fault), fault), o => o.Out, o => Assess(o, output, error), output, error);

    static int Assess(AssessStrategicOptions options, TextWriter output, TextWriter error)
    {
        // The small files first: a fault in them should not wait for years of records.
        var plan = options.Plan is { } planFile ? StrategicFiles.Plan(planFile) : [];
        var breaks = options.Breaks is { } breaksFile ? StrategicFiles.Breaks(breaksFile) : [];
        var matrix = options.Matrix is { } matrixFile ? StrategicFiles.Matrix(matrixFile) : RiskMatrix.Standard;
        var area = StudyArea.FromFile(options.Area);
        var wards = options.Wards is { } file ? BoundaryFile.Read(file) : [];
        if (AssessRun.Load(options.PoliceUk, area, options.To, error) is not { } load) return 2;
        var result = StrategicAssessor.Assess(Input(options, area, load, plan, breaks, matrix));
        if (options.AreaName is { } name) result = result with { AreaName = name };
        error.WriteLine($"Assessing {result.From.LongName} to {result.To.LongName} in {result.AreaName}.");
        var findings = StrategicFindingWriter.Write(result);
        var report = StrategicPaper.Compose(result, findings, BaseMap.Of(area, wards), Details(options, result, load));
        var (pages, warning) = StrategicPaper.Length(report);
        foreach (var line in Warnings(options, result, findings, warning)) error.WriteLine(line);
        ResultFiles.Write(options.Out, "strategic", report, () => StrategicJson.Write(result, findings, options.Structure, pages));
        output.WriteLine($"Wrote strategic.docx, strategic.html and strategic.json to {options.Out}");
        return 0;
    }

    static IEnumerable<string> Warnings(AssessStrategicOptions options, StrategicResult result, IReadOnlyList<StrategicFinding> findings, string? length)
    {
        var months = result.To.Number - result.From.Number + 1;
        if (options.Years < 3 || months < 36) yield return $"Note: {months} months are looked at; a strategic assessment shows no less than three years.";
        foreach (var b in result.Breaks.Where(b => b.IsInferred)) yield return $"Note: {b.Theme} breaks in {b.Month}: {b.What}.";
        if (options.Structure == StrategicStructure.Priorities && options.Priorities.Count == 0) yield return "Note: no present priorities were given with --priorities, so every issue stands in one chapter.";
        foreach (var part in PartState.Of(result, findings).Where(p => p.IsEmpty)) yield return $"Note: the part \"{part.Name}\" is empty, so this draft cannot be approved as it is: {part.Why}{(part.Part == StrategicPart.LastYear ? " (--plan)" : "")}.";
        if (length is not null) yield return $"Note: {length}";
    }

    static StrategicInput Input(AssessStrategicOptions options, StudyArea area, PoliceUkLoadResult load, IReadOnlyList<PlanItem> plan, IReadOnlyList<SeriesBreak> breaks, RiskMatrix matrix) => new()
    {
        Area = area,
        Incidents = load.Incidents,
        Held = load.Months,
        HeldByTheme = AssessRun.NotPublished(),
        To = options.To,
        Years = options.Years,
        Priorities = options.Priorities,
        Breaks = breaks,
        Plan = plan,
        Residents = options.Residents,
        Matrix = matrix,
        Seed = options.Seed,
        Records = new(load.Counts.Read, load.Counts.InArea, load.Counts.Unlocated, load.Counts.Rejected, load.Counts.Updated),
        Files = load.Files,
        Version = AssessRun.Version,
        Supplier = "the police (data.police.uk)",
    };

    static StrategicDetails Details(AssessStrategicOptions options, StrategicResult result, PoliceUkLoadResult load) => new()
    {
        Partnership = options.Partnership.Length > 0 ? options.Partnership : result.AreaName,
        Marking = options.Marking,
        Structure = options.Structure,
        Status = "Draft from published records",
        Version = "1",
        WrittenBy = "Made by the command line; no analyst has edited it",
        Handling = new("Made from public records of data.police.uk.", "May be passed on with its sources named.", "No personal details are included."),
        // The paper is as old as its records, so that the same files give the same paper.
        Date = load.Months.Months[^1].LastDay,
        Source = "Police records (data.police.uk)",
        Sources = RecordSources.PoliceUk,
    };
}
