using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.LocalStatistics;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>gistar-moran</c>: Gi* and Local Moran's I with analytic and permutation probabilities.</summary>
internal sealed class GiStarMoranMethod : IAnalyseMethod
{
    private static readonly string[] QuadrantNames = ["Low-Low", "High-Low", "Low-High", "High-High"];

    public string Name => "gistar-moran";

    public JsonObject Run(AnalyseInput input)
    {
        var counts = input.Input.Number(input.Text("value", "count"));
        var neighbours = input.NeighbourLists();
        var permutations = input.PermutationsOr("permutations", 9999);
        var (z, q, result) = (new double[counts.Length], new double[counts.Length], new JsonObject());
        var (p, moran, tails) = Timed.Run(result, () =>
        {
            GetisOrd.GiStar(counts, neighbours, z);
            var twoSided = Array.ConvertAll(z, Normal.TwoSided);
            FalseDiscovery.BenjaminiHochberg(twoSided, q);
            return (twoSided, LocalMoran.Compute(counts, neighbours), ConditionalPermutation.GiStar(counts, neighbours, permutations, input.Seed));
        });
        var moranTails = ConditionalPermutation.ForMoran(counts, tails);
        result["gistar_z"] = Json.List(z);
        result["gistar_p_two_sided"] = Json.List(p);
        result["gistar_p_bh"] = Json.List(q);
        result["gistar_significant_bh05"] = q.Count(value => value <= 0.05);
        result["moran_I"] = Json.List(moran.I);
        result["moran_E"] = Json.List(moran.Expected);
        result["moran_Var"] = Json.List(moran.Variance);
        result["moran_z"] = Json.List(moran.Z);
        result["moran_quadrant"] = Json.List(Array.ConvertAll(moran.Quadrant, quadrant => QuadrantNames[(int)quadrant]));
        result["perm_gistar_p_ge"] = Json.List(tails.High);
        result["perm_gistar_p_le"] = Json.List(tails.Low);
        result["perm_moran_p_ge"] = Json.List(moranTails.High);
        result["perm_moran_p_le"] = Json.List(moranTails.Low);
        result["permutations"] = permutations;
        result["seed"] = input.Seed;
        return result;
    }
}
