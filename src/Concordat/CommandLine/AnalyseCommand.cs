using System.Globalization;
using Concordat.CrimePatterns.Analyse;

namespace Concordat.CommandLine;

/// <summary><c>concordat analyse METHOD</c>: one method of the mathematics library on a CSV file.</summary>
internal static class AnalyseCommand
{
    private const int Done = 0;
    private const int OurFailure = 1;
    private const int BadUsage = 2;

    private static readonly HashSet<string> Options = new(["--input", "--params", "--neighbours", "--out", "--seed", "--permutations"], StringComparer.Ordinal);

    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows <c>analyse</c> on the command line.</param>
    /// <param name="output">Receives the result where no file is named for it, and the help.</param>
    /// <param name="error">Receives the sentence that says what is wrong.</param>
    /// <returns>0 done; 2 when the command or its input cannot be used; 1 when the program failed.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Length == 0 || args.Contains("--help", StringComparer.Ordinal) || args[0] is "-h" or "help")
        {
            output.WriteLine(Help());
            return args.Length == 0 ? BadUsage : Done;
        }
        try
        {
            var options = Parse(args);
            var method = args[0];
            if (!AnalyseCatalogue.Names.Contains(method, StringComparer.Ordinal))
                throw new ArgumentException($"There is no method {method}. The methods are {string.Join(", ", AnalyseCatalogue.Names)}.");
            var input = AnalyseCatalogue.Read(Needed(options, "--input"), Needed(options, "--params"), options.GetValueOrDefault("--neighbours"),
                Number(options, "--seed", 1), options.ContainsKey("--permutations") ? Permutations(options) : null);
            Write(AnalyseCatalogue.ToText(AnalyseCatalogue.Run(method, input)), options.GetValueOrDefault("--out"), output);
            return Done;
        }
        catch (ArgumentException wrong)
        {
            error.WriteLine($"analyse: {Sentence(wrong)}");
            return BadUsage;
        }
#pragma warning disable CA1031 // The last resort: a person at a terminal is owed a sentence, not a stack trace.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            error.WriteLine($"analyse: the program failed ({failure.GetType().Name}: {failure.Message}). Please report it with the command and the files.");
            return OurFailure;
        }
    }

    private static Dictionary<string, string> Parse(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < args.Length; i += 2)
        {
            if (!Options.Contains(args[i])) throw new ArgumentException($"{args[i]} is no option. The options are {string.Join(", ", Options)}; --help explains them.");
            if (i + 1 == args.Length) throw new ArgumentException($"{args[i]} needs a value after it.");
            if (!options.TryAdd(args[i], args[i + 1])) throw new ArgumentException($"{args[i]} is given twice; give it once.");
        }
        return options;
    }

    private static string Needed(Dictionary<string, string> options, string name)
        => options.TryGetValue(name, out var value) ? value : throw new ArgumentException($"{name} is missing; give {name} and a file.");

    private static long Number(Dictionary<string, string> options, string name, long otherwise)
        => !options.TryGetValue(name, out var text) ? otherwise
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ArgumentException($"{name} is {text} and must be a whole number.");

    private static int Permutations(Dictionary<string, string> options)
        => Number(options, "--permutations", 0) is > 0 and <= 10_000_000 and var number ? (int)number
            : throw new ArgumentException($"--permutations is {options["--permutations"]} and must be between 1 and 10000000. 999 is usual.");

    private static void Write(string text, string? path, TextWriter output)
    {
        if (path is null)
        {
            output.WriteLine(text);
            return;
        }
        try
        {
            File.WriteAllText(path, text + "\n");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"--out: {path} cannot be written. Check that its folder is there and that you may write to it.", denied);
        }
    }

    // .NET adds the name of the parameter in brackets; the sentences name it already.
    private static string Sentence(ArgumentException wrong)
    {
        var message = wrong.Message;
        var added = wrong.ParamName is null ? -1 : message.IndexOf($" (Parameter '{wrong.ParamName}')", StringComparison.Ordinal);
        return added < 0 ? message : message[..added];
    }

    private static string Help() => $"""
        concordat analyse METHOD --input FILE.csv --params FILE.json [--neighbours FILE.json] [--out FILE.json] [--seed N] [--permutations N]

        Runs one method of crime-pattern analysis on a table and writes its results as JSON.

          --input         the data: comma-separated, first line the names of the columns
          --params        the method's parameters, a JSON object
          --neighbours    for methods on areas: a list of neighbour numbers (from 1) for each area; default neighbours.json beside the parameters
          --out           where to write the results; default the terminal
          --seed          seed of all chance, default 1; the same seed gives the same results
          --permutations  permutations or samples where chance is involved; default the parameters' own

        Methods: {string.Join(", ", AnalyseCatalogue.Names)}
        Each is described in docs/methods/.

        Exit codes: 0 done; 2 the command or its input cannot be used, with a sentence saying why; 1 the program failed.
        """;
}
