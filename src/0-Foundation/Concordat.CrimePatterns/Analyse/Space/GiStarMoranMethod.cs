using System.Text.Json.Nodes;
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
        var permutations = input.Permutations ?? input.Whole("permutations", 999);
        var z = new double[counts.Length];
        GetisOrd.GiStar(counts, neighbours, z);
        var p = Array.ConvertAll(z, Normal.TwoSided);
        var q = new double[p.Length];
        FalseDiscovery.BenjaminiHochberg(p, q);
        var moran = LocalMoran.Compute(counts, neighbours);
        var tails = ConditionalPermutation.GiStar(counts, neighbours, permutations, input.Seed);
        var moranTails = ConditionalPermutation.ForMoran(counts, tails);
        return new JsonObject
        {
            ["gistar_z"] = Json.List(z),
            ["gistar_p_two_sided"] = Json.List(p),
            ["gistar_p_bh"] = Json.List(q),
            ["gistar_significant_bh05"] = q.Count(value => value <= 0.05),
            ["moran_I"] = Json.List(moran.I),
            ["moran_E"] = Json.List(moran.Expected),
            ["moran_Var"] = Json.List(moran.Variance),
            ["moran_z"] = Json.List(moran.Z),
            ["moran_quadrant"] = Json.List(Array.ConvertAll(moran.Quadrant, quadrant => QuadrantNames[(int)quadrant])),
            ["perm_gistar_p_ge"] = Json.List(tails.High),
            ["perm_gistar_p_le"] = Json.List(tails.Low),
            ["perm_moran_p_ge"] = Json.List(moranTails.High),
            ["perm_moran_p_le"] = Json.List(moranTails.Low),
            ["permutations"] = permutations,
            ["seed"] = input.Seed,
        };
    }
}
