using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Concordat.CrimePatterns.Analyse;

/// <summary>Every method of the library by the name the command line uses.</summary>
public static class AnalyseCatalogue
{
    private static readonly Dictionary<string, IAnalyseMethod> Methods = Discover();

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true };

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Methods.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Version of the methods, as results name it.</summary>
    public static string Version { get; } =
        typeof(AnalyseCatalogue).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Runs a method.</summary>
    /// <param name="method">One of <see cref="Names"/>.</param>
    /// <param name="input">Data, parameters, seed.</param>
    /// <returns>The method's results with <c>method</c>, <c>version</c>, <c>seed</c>, <c>permutations</c> where given, and <c>elapsed_seconds</c>
    /// (of the computation). Everything but the last depends on the input alone.</returns>
    /// <exception cref="ArgumentException">No such method, or the input does not suit it; the message names what and how to mend it.</exception>
    public static JsonObject Run(string method, AnalyseInput input)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(input);
        if (!Methods.TryGetValue(method, out var found))
            throw new ArgumentException($"There is no method {method}. The methods are {string.Join(", ", Names)}.", nameof(method));
        var started = Stopwatch.GetTimestamp();
        var result = found.Run(input);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        result.TryAdd("elapsed_seconds", elapsed);
        result["method"] = method;
        result["version"] = Version;
        result.TryAdd("seed", input.Seed);
        if (input.Permutations is { } permutations) result.TryAdd("permutations", permutations);
        return result;
    }

    /// <summary>Reads a run's files.</summary>
    /// <param name="inputPath">The data, comma-separated with headings.</param>
    /// <param name="paramsPath">The parameters, a JSON object.</param>
    /// <param name="neighboursPath">Neighbour lists, or null for <c>neighbours.json</c> beside the parameters if there is one.</param>
    /// <param name="seed">Seed of all chance.</param>
    /// <param name="permutations">Permutations, or null for the parameters' own.</param>
    /// <returns>What <see cref="Run"/> takes.</returns>
    /// <exception cref="ArgumentException">A file is missing or cannot be read as what it should be.</exception>
    public static AnalyseInput Read(string inputPath, string paramsPath, string? neighboursPath = null, long seed = 1, int? permutations = null)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(paramsPath)) ?? "", "neighbours.json");
        var neighbours = neighboursPath ?? (File.Exists(beside) ? beside : null);
        using var reader = new StringReader(Contents(inputPath, "input"));
        return new AnalyseInput
        {
            Input = CsvTable.Read(reader),
            Params = Parsed(paramsPath, "params"),
            Neighbours = neighbours is null ? null : Parsed(neighbours, "neighbours"),
            Seed = seed,
            Permutations = permutations,
        };
    }

    /// <summary>The results as text.</summary>
    /// <param name="result">Results of <see cref="Run"/>.</param>
    /// <returns>Indented JSON.</returns>
    public static string ToText(JsonObject result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.ToJsonString(Written);
    }

    private static JsonElement Parsed(string path, string role)
    {
        try
        {
            using var document = JsonDocument.Parse(Contents(path, role));
            return document.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException($"{role}: {path} is not JSON (line {wrong.LineNumber + 1}). Check commas, quotation marks and brackets.", role, wrong);
        }
    }

    private static string Contents(string path, string role)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"{role}: {path} cannot be read. Check the path and that you may read the file.", role, missing);
        }
    }

    private static Dictionary<string, IAnalyseMethod> Discover()
        => typeof(IAnalyseMethod).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IAnalyseMethod).IsAssignableFrom(type))
            .SelectMany(Instances)
            .ToDictionary(method => method.Name, StringComparer.Ordinal);

    // A class that answers to several names offers them as a static property All.
    private static IEnumerable<IAnalyseMethod> Instances(Type type)
        => type.GetProperty("All", BindingFlags.Static | BindingFlags.Public)?.GetValue(null) as IEnumerable<IAnalyseMethod>
            ?? [(IAnalyseMethod)Activator.CreateInstance(type)!];
}
