using System.Globalization;

namespace Concordat.Peers;

/// <summary>How time and memory grow with the input, at the same density.</summary>
internal static class Growth
{
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000, 10_000_000];

    // Knox at ten million would count ten thousand million pairs for each permutation.
    private static readonly Dictionary<string, int> Most = new() { ["knox"] = 1_000_000, ["knox-same-town"] = 1_000_000, ["stscan"] = 100_000, ["changepoint"] = 10_000, ["andresen-s"] = 10_000_000 };

    private static readonly string[] Methods =
    [
        "kde-quartic", "kde-gaussian", "gistar", "moran", "gistar-permuted", "dbscan", "stdbscan", "near-repeat-strings", "knox", "knox-same-town", "stscan",
        "stl", "stl-robust", "aoristic", "repeat-victimisation", "gini", "pai", "andresen-s",
    ];

    public static int Run(string[] args)
    {
        var options = Options.Parse(args);
        var lines = new List<string> { "| method | size | median, s | cpu, s | peak, MB | time over that of a tenth |", "| --- | ---: | ---: | ---: | ---: | ---: |" };
        lines.ForEach(Console.WriteLine);
        foreach (var method in Methods.Where(options.Wants))
        {
            double before = 0;
            foreach (var size in Sizes.Where(size => size <= Math.Min(options.Most, Most.GetValueOrDefault(method, int.MaxValue))))
            {
                var ours = Measure(method, size, options);
                lines.Add(Invariant($"| {method} | {size:#,0} | {ours.Median:0.0000} | {ours.MedianCpu:0.00} | {ours.PeakMegabytes:0} | {(before > 0 ? (ours.Median / before).ToString("0.0", CultureInfo.InvariantCulture) : "")} |"));
                Console.WriteLine(lines[^1]);
                before = ours.Median;
            }
        }
        if (options.Out.Length > 0) File.WriteAllLines(options.Out, lines);
        return 0;
    }

    private static Measurement Measure(string method, int size, Options options)
    {
        var folder = Directory.CreateTempSubdirectory("peers-").FullName;
        try
        {
            var runner = new Runner(options.Hold, folder);
            return runner.Ours(method, runner.Input(method, size), size >= 10_000_000 ? 1 : 3);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
