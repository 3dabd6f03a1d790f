using System.Security.Cryptography;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Gate.Reading;
using Concordat.Gate.Sets;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;

namespace Concordat.CommandLine;

/// <summary><c>concordat check-return</c>: what the gate would do with a partner's file. Needs no server, keeps nothing.</summary>
internal static class CheckReturnCommand
{
    /// <returns>0 done, 2 something the caller can mend.</returns>
    internal static int Run(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        if (args.Length == 0 || args.Any(a => a is "--help" or "-h"))
        {
            output.WriteLine(CheckReturnOptions.Help);
            return args.Length == 0 ? 2 : 0;
        }
        if (CheckReturnOptions.Read(args, out var fault) is not { } options)
        {
            error.WriteLine(fault);
            return 2;
        }
        if (options.Fields)
        {
            FieldsList.Write(options.Set, output);
            return 0;
        }
        try
        {
            return Check(options, output, error, clock);
        }
        catch (Exception problem) when (problem is FileProblemException or MapNeededException or MapProblemException)
        {
            error.WriteLine(problem.Message);
            return 2;
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            error.WriteLine($"The results could not be written to {options.Out ?? "the terminal"}: {problem.Message} Give another folder with --out.");
            return 2;
        }
#pragma warning disable CA1031 // The last resort: a person at a terminal is owed a sentence, not a stack trace; the exception's own words might hold what a cell held.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            error.WriteLine($"check-return: the program failed ({failure.GetType().Name} in {failure.TargetSite?.DeclaringType?.Name}). Nothing was kept. Please report it with the command.");
            return 1;
        }
    }

    static int Check(CheckReturnOptions options, TextWriter output, TextWriter error, TimeProvider clock)
    {
        var map = options.Map is { } path ? MapFile.Read(Text(path)) : null;
        if (map is not null) MapCheck.Against(map, options.Set);
        var area = options.Area is { } boundary ? StudyArea.FromFile(boundary) : null;
        // Where dates are shifted, the shift holds for this check alone: a supplier's own key stays with the installation.
        var settings = new GateSettings { Today = London.Today(clock), Area = area, FirstDay = options.Period?.FirstDay, LastDay = options.Period?.LastDay, ShiftKey = RandomNumberGenerator.GetBytes(32) };
        using var stream = Open(options.File);
        var name = Path.GetFileName(options.File);
        var table = TableChoice.Choose(options.Set, () => Tables(stream, name, map), map, new IdentifierScanner(clock));
        using var tables = Tables(stream, name, map);
        foreach (var notice in tables.Notices) error.WriteLine(notice);
        using var results = new CheckReturnFiles(options.Out, options.Set);
        var faults = new List<RowFault>();
        var report = Gatekeeper.Pass(
            options.Set, tables[table], map, settings, new IdentifierScanner(clock), new CoordinatePlaceFinder(area is null ? null : area.Contains),
            results.Add, faults.Add, new Lines(error), CancellationToken.None);
        Tell(report, error);
        results.Finish(report, faults, output);
        return 0;
    }

    static SourceTables Tables(FileStream stream, string name, ReturnMap? map)
    {
        stream.Position = 0;
        return TableReader.Open(stream, name, new ReadingOptions { Sheet = map?.Sheet, HeaderRow = map?.HeaderRow });
    }

    static void Tell(GateReport report, TextWriter error)
    {
        foreach (var choice in report.Choices)
            if (choice.Field is { } field) error.WriteLine($"\"{report.Columns.Keys.ElementAt(choice.Index)}\" is {field.Key} ({Sure(choice.Sureness)}: {choice.Why})");
        foreach (var notice in report.Notices) error.WriteLine(notice);
        foreach (var (field, words) in report.UnknownCodes)
            error.WriteLine($"Not on the list of {field}: {string.Join(", ", words.Take(20).Select(w => $"\"{w.Key}\" ({w.Value})"))}. Map them under \"codes\", or leave the rows out.");
        foreach (var (code, count) in report.Faults.OrderByDescending(f => f.Value))
            error.WriteLine($"{code} {FaultCode.Find(code)?.Title}: {count:N0} rows");
    }

    internal static string Sure(Sureness sureness) => sureness switch
    {
        Sureness.Mapped => "mapped",
        Sureness.Certain => "certain",
        Sureness.Likely => "likely",
        _ => "unsure",
    };

    static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FileProblemException(Path.GetFileName(path) is { Length: > 0 } name ? name : path, Directory.Exists(path) ? "it is a folder, not a file" : File.Exists(path) ? "it cannot be opened" : "there is no such file", "Check the path of the file");
        }
    }

    static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FileProblemException(Path.GetFileName(path) is { Length: > 0 } name ? name : path, File.Exists(path) ? "the map cannot be opened" : "there is no such map", "Check the path given with --map");
        }
    }

    // Written at once, unlike Progress<T>, which would come after the results.
    sealed class Lines(TextWriter writer) : IProgress<GateProgress>
    {
        public void Report(GateProgress value)
        {
            if (value.Rows > 0 && value.Rows % 100_000 == 0) writer.WriteLine($"{value.Rows:N0} rows read");
        }
    }
}
