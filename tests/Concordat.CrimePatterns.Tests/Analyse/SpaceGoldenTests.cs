using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse;
using Concordat.CrimePatterns.Analyse.Space;

namespace Concordat.CrimePatterns.Tests.Analyse;

/// <summary>The spatial and space-time methods against answers of other programs, with the tolerance each case states.</summary>
public sealed class SpaceGoldenTests
{
    [SharedDataTheory("golden")]
    [InlineData("gistar-moran-afcon")]
    [InlineData("gistar-moran-grid-synthetic")]
    public void GiStarMoran_GoldenCase_AgreesWithSpdep(string name)
    {
        var golden = GoldenCase.Find(name);

        var result = new GiStarMoranMethod().Run(golden.Input with { Permutations = 9999 });

        foreach (var key in (string[])["gistar_z", "gistar_p_two_sided", "gistar_p_bh", "moran_I", "moran_E", "moran_Var", "moran_z"])
            AssertNear(golden.Numbers(key), GoldenCase.Numbers(result[key]), 1e-9, 1e-9);
        foreach (var key in (string[])["perm_gistar_p_ge", "perm_gistar_p_le", "perm_moran_p_ge", "perm_moran_p_le"])
            AssertSameChance(golden.Numbers(key), GoldenCase.Numbers(result[key]), 9999, 19999);
        Assert.Equal(golden.Expected.GetProperty("gistar_significant_bh05").GetInt32(), (int)result["gistar_significant_bh05"]!);
        Assert.Equal(golden.Expected.GetProperty("moran_quadrant").EnumerateArray().Select(q => q.GetString()),
            result["moran_quadrant"]!.AsArray().Select(q => (string?)q));
    }

    [SharedDataTheory("golden")]
    [InlineData("kde-quartic-synthetic")]
    [InlineData("kde-gaussian-chorley")]
    public void KernelDensity_GoldenCase_AgreesWithSpatstat(string name)
    {
        var golden = GoldenCase.Find(name);

        var result = new KernelDensityMethod().Run(golden.Input);

        var most = golden.Expected.GetProperty("max").GetDouble();
        AssertNear(golden.Numbers("density"), GoldenCase.Numbers(result["density"]), 1e-9, 1e-12 * most);
        Assert.Equal(most, (double)result["max"]!, 1e-9 * most);
        Assert.Equal(golden.Expected.GetProperty("argmax_index").GetInt32(), (int)result["argmax_index"]!);
        Assert.Equal(golden.Expected.GetProperty("sum_times_cell_area").GetDouble(), (double)result["sum_times_cell_area"]!, 1e-6);
    }

    [SharedDataTheory("golden")]
    [InlineData("dbscan-moons")]
    [InlineData("dbscan-synthetic")]
    [InlineData("stdbscan-synthetic")]
    public void DensityClusters_GoldenCase_AgreesOnCoreNoiseAndPartition(string name)
    {
        var golden = GoldenCase.Find(name);
        IAnalyseMethod method = name.StartsWith("st", StringComparison.Ordinal) ? new StDbscanMethod() : new DbscanMethod();

        var result = method.Run(golden.Input);

        var (labels, core) = (GoldenCase.Numbers(result["labels"]), GoldenCase.Numbers(result["core"]));
        var (theirLabels, theirCore) = (golden.Numbers("labels"), golden.Numbers("core"));
        Assert.Equal(theirCore, core);
        Assert.Equal(theirLabels.Select(label => label == 0), labels.Select(label => label == 0));
        var cores = Enumerable.Range(0, core.Length).Where(i => core[i] == 1).ToArray();
        AssertSamePartition(cores.Select(i => theirLabels[i]), cores.Select(i => labels[i]));
        foreach (var key in (string[])["clusters", "noise", "border"])
        {
            if (golden.Expected.TryGetProperty(key, out var count)) Assert.Equal(count.GetInt32(), (int)result[key]!);
        }
    }

    [SharedDataFact("golden")]
    public void NearRepeatStrings_GoldenCase_AgreesWithExhaustiveSearch()
    {
        var golden = GoldenCase.Find("near-repeat-strings-synthetic");

        var result = new NearRepeatStringsMethod().Run(golden.Input);

        AssertSamePartition(golden.Numbers("component"), GoldenCase.Numbers(result["component"]));
        foreach (var key in (string[])["strings", "linked_strings", "events_in_strings", "longest"])
            Assert.Equal(golden.Expected.GetProperty(key).GetInt32(), (int)result[key]!);
    }

    [SharedDataFact("golden")]
    public void RepeatVictimisation_GoldenCase_AgreesByDefinition()
    {
        var golden = GoldenCase.Find("repeat-victimisation-synthetic");

        var result = JsonSerializer.SerializeToElement(new RepeatVictimisationMethod().Run(golden.Input));

        foreach (var expected in golden.Expected.EnumerateObject())
        {
            var actual = result.GetProperty(expected.Name);
            if (expected.Value.ValueKind == JsonValueKind.Object) Assert.True(JsonElement.DeepEquals(expected.Value, actual), expected.Name);
            else Assert.Equal(expected.Value.GetDouble(), actual.GetDouble(), 1e-12 * Math.Abs(expected.Value.GetDouble()));
        }
    }

    [SharedDataTheory("golden")]
    [InlineData("knox-bands-synthetic", 999)]
    [InlineData("knox-chicago-arson", 1999)]
    public void Knox_GoldenCase_AgreesWithNearRepeat(string name, int runs)
    {
        var golden = GoldenCase.Find(name);

        var result = JsonSerializer.SerializeToElement(new KnoxMethod().Run(golden.Input));

        Assert.True(JsonElement.DeepEquals(golden.Expected.GetProperty("observed"), result.GetProperty("observed")));
        Assert.True(JsonElement.DeepEquals(golden.Expected.GetProperty("bands_space"), result.GetProperty("bands_space")));
        Assert.True(JsonElement.DeepEquals(golden.Expected.GetProperty("bands_time"), result.GetProperty("bands_time")));
        double[] Cells(JsonElement from, string key) => [.. from.GetProperty(key).EnumerateArray().SelectMany(GoldenCase.Numbers)];
        var (expected, deviation) = (Cells(golden.Expected, "expected"), Cells(golden.Expected, "sd"));
        var found = Cells(result, "expected");
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 5 * deviation[i] * Math.Sqrt(2.0 / runs));
        AssertSameChance(Cells(golden.Expected, "p"), Cells(result, "p"), runs, runs);
    }

    [SharedDataTheory("golden")]
    [InlineData("stscan-synthetic", 999)]
    [InlineData("stscan-nyc-fever", 9999)]
    public void PermutationScan_GoldenCase_AgreesWithSaTScan(string name, int runs)
    {
        var golden = GoldenCase.Find(name);

        var result = JsonSerializer.SerializeToElement(new PermutationScanMethod().Run(golden.Input));

        var (theirs, ours) = (golden.Expected.GetProperty("clusters"), result.GetProperty("clusters"));
        Assert.InRange(ours.GetArrayLength(), theirs.GetArrayLength(), 10); // clusters near p = 1 come and go with the seed
        for (var i = 0; i < theirs.GetArrayLength(); i++)
        {
            foreach (var key in (string[])["location_ids", "day_start", "day_end", "observed"])
                Assert.True(JsonElement.DeepEquals(theirs[i].GetProperty(key), ours[i].GetProperty(key)), $"cluster {i}: {key}");
            Assert.Equal(theirs[i].GetProperty("expected_2dp").GetDouble(), ours[i].GetProperty("expected").GetDouble(), 0.00501);
            Assert.Equal(theirs[i].GetProperty("statistic").GetDouble(), ours[i].GetProperty("statistic").GetDouble(), 1e-4);
            AssertSameChance([theirs[i].GetProperty("p").GetDouble()], [ours[i].GetProperty("p").GetDouble()], runs, runs);
        }
        Assert.Equal(golden.Expected.GetProperty("n_locations").GetInt32(), result.GetProperty("n_locations").GetInt32());
        Assert.Equal(golden.Expected.GetProperty("sim_max_llr").GetProperty("q05").GetDouble(), result.GetProperty("sim_max_llr").GetProperty("q05").GetDouble(), 0.5);
        Assert.Equal(golden.Expected.GetProperty("sim_max_llr").GetProperty("median").GetDouble(), result.GetProperty("sim_max_llr").GetProperty("median").GetDouble(), 0.15);
    }

    private static void AssertSamePartition(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var pairs = expected.Zip(actual).Distinct().ToArray();
        Assert.Equal(pairs.Length, pairs.Select(pair => pair.First).Distinct().Count());
        Assert.Equal(pairs.Length, pairs.Select(pair => pair.Second).Distinct().Count());
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
