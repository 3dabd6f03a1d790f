using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.PoliceUk;
using Concordat.Understand.Papers;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.CommandLine;

/// <summary><c>concordat assess tactical</c>: the tactical assessment of a month from police.uk files, with no server and no database.</summary>
internal static class AssessTacticalCommand
{
    /// <returns>0 done, 2 something the caller can mend.</returns>
    internal static int Run(string[] args, TextWriter output, TextWriter error) =>
        AssessRun.Of(args, AssessTacticalOptions.Help, a => (AssessTacticalOptions.Read(a, out var fault), fault), o => o.Out, o => Assess(o, output, error), output, error);

    static int Assess(AssessTacticalOptions options, TextWriter output, TextWriter error)
    {
        var area = StudyArea.FromFile(options.Area);
        var wards = options.Wards is { } file ? BoundaryFile.Read(file) : [];
        if (AssessRun.Load(options.PoliceUk, area, options.Month, error) is not { } load) return 2;
        error.WriteLine($"Assessing {options.Month.LongName} in {area.Name}.");
        var result = TacticalAssessor.Assess(Input(options, area, load));
        if (options.AreaName is { } name) result = result with { AreaName = name };
        var findings = FindingWriter.Write(result);
        var report = TacticalPaper.Compose(result, findings, BaseMap.Of(area, wards), Details(options, result, load));
        ResultFiles.Write(options.Out, "tactical", report, () => TacticalJson.Write(result));
        output.WriteLine($"Wrote tactical.docx, tactical.html and tactical.json to {options.Out}");
        return 0;
    }

    static TacticalInput Input(AssessTacticalOptions options, StudyArea area, PoliceUkLoadResult load) => new()
    {
        Area = area,
        Incidents = load.Incidents,
        Held = load.Months,
        HeldByTheme = AssessRun.NotPublished(),
        Month = options.Month,
        Priorities = [.. options.Priorities.Select(t => new AssessedPriority(t))],
        Records = new(load.Counts.Read, load.Counts.InArea, load.Counts.Unlocated, load.Counts.Rejected, load.Counts.Updated),
        Files = load.Files,
        Version = AssessRun.Version,
    };

    static PaperDetails Details(AssessTacticalOptions options, TacticalResult result, PoliceUkLoadResult load) => new()
    {
        Partnership = options.Partnership.Length > 0 ? options.Partnership : result.AreaName,
        Marking = options.Marking,
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
