using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse;
using Concordat.CrimePatterns.Analyse.Space;

namespace Concordat.CrimePatterns.Tests.Analyse;

/// <summary>The spatial and space-time methods against answers of other programs, with the tolerance each case states.</summary>
public sealed class SpaceGoldenTests
{
    [Theory]
    [InlineData("gistar-moran-afcon")]
    [InlineData("gistar-moran-grid-synthetic")]
    public void GiStarMoran_GoldenCase_AgreesWithSpdep(string name)
    {
        if (GoldenCase.Find(name) is not { } golden) return; // the golden cases are not beside the project

        var result = new GiStarMoranMethod().Run(golden.Input with { Permutations = 9999 });

        foreach (var key in (string[])["gistar_z", "gistar_p_two_sided", "gistar_p_bh", "moran_I", "moran_E", "moran_Var", "moran_z"])
            AssertNear(golden.Numbers(key), GoldenCase.Numbers(result[key]), 1e-9, 1e-9);
        foreach (var key in (string[])["perm_gistar_p_ge", "perm_gistar_p_le", "perm_moran_p_ge", "perm_moran_p_le"])
            AssertSameChance(golden.Numbers(key), GoldenCase.Numbers(result[key]), 9999, 19999);
        Assert.Equal(golden.Expected.GetProperty("gistar_significant_bh05").GetInt32(), (int)result["gistar_significant_bh05"]!);
        Assert.Equal(golden.Expected.GetProperty("moran_quadrant").EnumerateArray().Select(q => q.GetString()),
            result["moran_quadrant"]!.AsArray().Select(q => (string?)q));
    }

    [Theory]
    [InlineData("kde-quartic-synthetic")]
    [InlineData("kde-gaussian-chorley")]
    public void KernelDensity_GoldenCase_AgreesWithSpatstat(string name)
    {
        if (GoldenCase.Find(name) is not { } golden) return; // the golden cases are not beside the project

        var result = new KernelDensityMethod().Run(golden.Input);

        var most = golden.Expected.GetProperty("max").GetDouble();
        AssertNear(golden.Numbers("density"), GoldenCase.Numbers(result["density"]), 1e-9, 1e-12 * most);
        Assert.Equal(most, (double)result["max"]!, 1e-9 * most);
        Assert.Equal(golden.Expected.GetProperty("argmax_index").GetInt32(), (int)result["argmax_index"]!);
        Assert.Equal(golden.Expected.GetProperty("sum_times_cell_area").GetDouble(), (double)result["sum_times_cell_area"]!, 1e-6);
    }

    private static void AssertNear(double[] expected, double[] actual, double relative, double absolute)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= absolute + (relative * Math.Abs(expected[i])) || (double.IsNaN(expected[i]) && double.IsNaN(actual[i])), $"[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
    }

    private static void AssertSameChance(double[] expected, double[] actual, double runs, double theirRuns)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var spread = Math.Sqrt(expected[i] * (1 - expected[i]));
            var allowed = (4 * spread / Math.Sqrt(runs)) + (4 * spread / Math.Sqrt(theirRuns)) + (2 / (runs + 1));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"[{i}]: expected {expected[i]}, got {actual[i]}, allowed {allowed}");
        }
    }
}
