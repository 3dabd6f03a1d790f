using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary>Times the computation alone, without reading and writing.</summary>
internal static class Timed
{
    public static T Run<T>(JsonObject result, Func<T> compute)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = compute();
        var before = result["elapsed_seconds"]?.GetValue<double>() ?? 0;
        result["elapsed_seconds"] = before + Stopwatch.GetElapsedTime(started).TotalSeconds;
        return answer;
    }
}
