using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.LocalStatistics;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>moran</c>: Moran's I and Geary's C over the whole map.</summary>
internal sealed class GlobalMoranMethod : IAnalyseMethod
{
    public string Name => "moran";

    public JsonObject Run(AnalyseInput input)
    {
        var values = input.Series();
        var neighbours = input.NeighbourLists();
        var permutations = input.PermutationsOr("permutations", 999);
        var result = new JsonObject();
        var (moran, geary, tails) = Timed.Run(result, () => (Moran.I(values, neighbours), Moran.GearyC(values, neighbours),
            Moran.Permute(values, neighbours, permutations, input.Seed, input.Threads)));
        result["moran"] = Association(moran);
        result["geary"] = Association(geary);
        result["p_ge"] = Json.Number(tails.High);
        result["p_le"] = Json.Number(tails.Low);
        result["permutations"] = permutations;
        return result;
    }

    private static JsonObject Association(GlobalAssociation found) => new()
    {
        ["value"] = Json.Number(found.Value),
        ["expected"] = Json.Number(found.Expected),
        ["variance_normal"] = Json.Number(found.VarianceNormal),
        ["variance_random"] = Json.Number(found.VarianceRandom),
        ["z"] = Json.Number(found.Z),
    };
}
