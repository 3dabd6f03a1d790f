using System.Reflection;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Files;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.PoliceUk;

namespace Concordat.CommandLine;

/// <summary>What the commands that assess files have in common: help, faults told in words, and progress.</summary>
internal static class AssessRun
{
    /// <summary>Version of this program.</summary>
    public static string Version => typeof(AssessRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unversioned";

    /// <summary>Reads the options and does the work; faults of files and folders become sentences.</summary>
    /// <param name="read">Reads the options; null with the fault said.</param>
    /// <param name="folder">Where the results go, for the message when they cannot.</param>
    /// <returns>0 done, 2 something the caller can mend.</returns>
    public static int Of<T>(string[] args, string help, Func<string[], (T? Options, string? Fault)> read, Func<T, string> folder, Func<T, int> work, TextWriter output, TextWriter error) where T : class
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            output.WriteLine(help);
            return 0;
        }
        var (options, fault) = read(args);
        if (options is null)
        {
            error.WriteLine(fault);
            return 2;
        }
        try
        {
            return work(options);
        }
        catch (FileProblemException problem)
        {
            error.WriteLine(problem.Message);
            return 2;
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            error.WriteLine($"The results could not be written to {folder(options)}: {problem.Message} Give another folder with --out.");
            return 2;
        }
    }

    /// <summary>Reads the police.uk files of an area, telling which and what to know of them.</summary>
    /// <param name="month">The month that the assessment is of, or ends with.</param>
    /// <returns>Null, with the reason said, where the files do not hold the month.</returns>
    /// <exception cref="FileProblemException">A file cannot be read.</exception>
    public static PoliceUkLoadResult? Load(IEnumerable<string> policeUk, StudyArea area, Month month, TextWriter error)
    {
        var load = PoliceUkLoad.Load(policeUk, area, latestMonth: null, new Lines(error));
        foreach (var notice in load.Notices) error.WriteLine(notice);
        if (load.Months.Holds(month)) return load;
        error.WriteLine($"{month} is not among the files, so it cannot be assessed: a missing month is not a month with nothing in it. Months held: {MonthSpans.InWords(load.Months.Months)}.");
        return null;
    }

    /// <summary>Themes that police.uk cannot hold (fires, casualties, calls for help), with no month: none held is not none there.</summary>
    public static IReadOnlyDictionary<string, MonthsHeld> NotPublished() => ThemeList.All.Except(ThemeList.PoliceUkThemes).ToDictionary(t => t.Key, _ => new MonthsHeld([]));

    /// <summary>Tells which file is read, at once: <see cref="Progress{T}"/> would come after the results.</summary>
    sealed class Lines(TextWriter writer) : IProgress<string>
    {
        public void Report(string value) => writer.WriteLine($"Reading {value}");
    }
}
