using System.Text.Json.Nodes;
using Concordat.CrimePatterns.SpaceTime;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>mantel</c>: the correlation of distance with days apart.</summary>
internal sealed class MantelMethod : IAnalyseMethod
{
    public string Name => "mantel";

    public JsonObject Run(AnalyseInput input)
    {
        var table = input.Input;
        var permutations = input.Permutations ?? input.Whole("nrep", 999);
        var test = Mantel.Test(table.Number("x"), table.Number("y"), table.Number("day"), input.Flag("reciprocal", false), permutations, input.Seed, input.Threads);
        return Result(test, permutations, input.Seed);
    }

    public static JsonObject Result(InteractionTest test, int permutations, long seed) => new()
    {
        ["statistic"] = Json.Number(test.Statistic),
        ["expected"] = Json.Number(test.Expected),
        ["p_ge"] = test.High,
        ["p_le"] = test.Low,
        ["permutations"] = permutations,
        ["seed"] = seed,
    };
}
