using System.Reflection;
using Concordat.Partnership.Files;

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

    /// <summary>Tells which file is read, at once: <see cref="Progress{T}"/> would come after the results.</summary>
    public sealed class Lines(TextWriter writer) : IProgress<string>
    {
        public void Report(string value) => writer.WriteLine($"Reading {value}");
    }
}
