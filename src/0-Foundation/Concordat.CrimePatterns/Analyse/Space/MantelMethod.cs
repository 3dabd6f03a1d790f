using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.SpaceTime;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>mantel</c>: the correlation of distance with days apart.</summary>
internal sealed class MantelMethod : IAnalyseMethod
{
    public string Name => "mantel";

    public JsonObject Run(AnalyseInput input)
    {
        var table = input.Input;
        var permutations = input.PermutationsOr("nrep", 999);
        var (x, y, day, reciprocal) = (table.Number("x"), table.Number("y"), table.Number("day"), input.Flag("reciprocal", false));
        return Result(() => Mantel.Test(x, y, day, reciprocal, permutations, input.Seed, input.Threads), permutations, input.Seed);
    }

    public static JsonObject Result(Func<InteractionTest> run, int permutations, long seed)
    {
        var result = new JsonObject();
        var test = Timed.Run(result, run);
        result["statistic"] = Json.Number(test.Statistic);
        result["expected"] = Json.Number(test.Expected);
        result["p_ge"] = test.High;
        result["p_le"] = test.Low;
        result["permutations"] = permutations;
        result["seed"] = seed;
        return result;
    }
}
