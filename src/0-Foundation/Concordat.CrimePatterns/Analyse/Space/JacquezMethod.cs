using System.Text.Json.Nodes;
using Concordat.CrimePatterns.SpaceTime;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>jacquez</c>: nearest neighbours in both space and time.</summary>
internal sealed class JacquezMethod : IAnalyseMethod
{
    public string Name => "jacquez";

    public JsonObject Run(AnalyseInput input)
    {
        var table = input.Input;
        var permutations = input.PermutationsOr("nrep", 999);
        var (x, y, day, nearest) = (table.Number("x"), table.Number("y"), table.Number("day"), input.Whole("k"));
        return MantelMethod.Result(() => Jacquez.Test(x, y, day, nearest, permutations, input.Seed, input.Threads), permutations, input.Seed);
    }
}
