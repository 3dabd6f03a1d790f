using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Concordat.Peers;

/// <summary>What one program's runs of one computation took.</summary>
/// <param name="Seconds">Elapsed, one a repetition.</param>
/// <param name="CpuSeconds">Processor time of all threads, one a repetition.</param>
/// <param name="PeakMegabytes">Most memory the process held, its input and its language's own included.</param>
/// <param name="FirstSeconds">The first run in a fresh process; null where it is one of the repetitions.</param>
/// <param name="Note">What the program has to say about the run, such as its version.</param>
internal sealed record Measurement(double[] Seconds, double[] CpuSeconds, double PeakMegabytes, double? FirstSeconds, string Note)
{
    private const double MostSeconds = 60; // what takes long is run less often

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public double Median => Middle(Seconds);

    public double MedianCpu => Middle(CpuSeconds);

    public static Measurement Parse(string line) => JsonSerializer.Deserialize<Measurement>(line, Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, Web);

    /// <summary>Runs in this process: once cold, more to warm up until two seconds have gone and the compiler has settled, then the repetitions.</summary>
    public static Measurement Of(Action run, int repetitions)
    {
        var (first, _) = Once(run);
        for (var warm = first; warm < 2;) warm += Once(run).Seconds + 0.005;
        var times = new List<(double Seconds, double Cpu)>();
        while (times.Count < repetitions && times.Sum(t => t.Seconds) < MostSeconds) times.Add(Once(run));
        return new([.. times.Select(t => t.Seconds)], [.. times.Select(t => t.Cpu)], PeakOfThisProcess(), first, ".NET " + Environment.Version);
    }

    private static (double Seconds, double Cpu) Once(Action run)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        run();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return (seconds, (process.TotalProcessorTime - cpu).TotalSeconds);
    }

    private static double PeakOfThisProcess()
    {
        const string Peak = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return double.Parse(line[Peak.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }

    private static double Middle(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
