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
        var permutations = input.Permutations ?? input.Whole("nrep", 999);
        var test = Jacquez.Test(table.Number("x"), table.Number("y"), table.Number("day"), input.Whole("k"), permutations, input.Seed, input.Threads);
        return MantelMethod.Result(test, permutations, input.Seed);
    }
}
