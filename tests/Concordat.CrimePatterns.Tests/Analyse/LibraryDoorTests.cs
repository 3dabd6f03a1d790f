using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse;
using Concordat.CrimePatterns.LocalStatistics;

namespace Concordat.CrimePatterns.Tests.Analyse;

/// <summary>The doors of methods that no golden case asks for: each gives the worked example of its page.</summary>
public sealed class LibraryDoorTests
{
    [Fact]
    public void Moran_FourAreas_GivesTheWorkedExample()
    {
        var result = Run("moran", "count\n1\n2\n3\n8\n", """{"permutations": 99}""");

        Assert.Equal(3 / 29.0, (double)result["moran"]!["value"]!, 1e-12);
        Assert.Equal(120 / 232.0, (double)result["geary"]!["value"]!, 1e-12);
        Assert.InRange((double)result["p_ge"]!, 0.01, 1);
    }

    [Fact]
    public void CountChange_AprilToMay_GivesTheWorkedExample()
    {
        var result = Run("count-change", "before,now,exposure_before,exposure_now\n40,62,30,31\n", "{}");

        Assert.Equal(3.10, (double)result["z"]![0]!, 0.005);
        Assert.Equal("rise", (string?)result["signal"]![0]);
        Assert.Equal(55, (double)result["change_percent"]![0]!);
        Assert.Equal(1.5, (double)result["ratio"]![0]!, 1e-12);
        Assert.Equal(0.992, (double)result["low"]![0]!, 0.0005);
    }

    [Fact]
    public void Projection_LevelSeries_GivesTheWorkedExample()
    {
        var csv = "count\n" + string.Concat(Enumerable.Range(0, 36).Select(m => m % 12 is >= 3 and < 9 ? "20\n" : "10\n"));

        var years = Run("projection", csv, "{}")["years"]!.AsArray();
        var month = Run("monthly-expectation", csv, "{}");

        Assert.Equal([(127.0, 240.0), (116, 256), (105, 274)], years.Select(year => ((double)year!["low"]!, (double)year["high"]!)));
        Assert.Equal(36, Run("projection", csv, "{}")["months"]!.AsArray().Count);
        Assert.Equal(8.9, (double)month["expected"]!, 0.05);
        Assert.Contains("needs 24", Assert.ThrowsAny<ArgumentException>(() => Run("projection", "count\n1\n2\n", "{}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HotspotHistory_ThreePlaces_NamesThem()
    {
        var result = Run("hotspot-history", "place,period,hot,score\na,1,0,0\nb,1,1,4\nc,1,1,3\na,2,1,5\nb,2,1,4\nc,2,0,1\n", "{}");

        Assert.Equal(["new", "persistent", "former"], result["places"]!.AsArray().Select(place => (string)place!["class"]!));
        Assert.Equal(0.5, (double)result["persistence"]![0]!);
        Assert.Contains("every place in every period", Assert.ThrowsAny<ArgumentException>(() => Run("hotspot-history", "place,period,hot,score\na,1,0,0\nb,2,1,4\n", "{}")).Message, StringComparison.Ordinal);
        Assert.Contains("came before", Assert.ThrowsAny<ArgumentException>(() => Run("hotspot-history", "place,period,hot,score\na,1,0,0\na,1,1,4\nb,2,1,1\nb,2,1,1\n", "{}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SyntheticControl_MixtureOfTwo_GivesTheWorkedExample()
    {
        double[] a = [10, 14, 9, 12, 11, 13], b = [30, 22, 27, 25, 29, 24], c = [5, 50, 10, 40, 20, 30];
        var rows = Enumerable.Range(0, 6).Select(t => FormattableString.Invariant($"{0.3 * a[t] + 0.7 * b[t] - (t < 4 ? 0 : 5)},{a[t]},{b[t]},{c[t]}\n"));

        var result = Run("synthetic-control", "treated,a,b,c\n" + string.Concat(rows), """{"donors": ["a", "b", "c"], "periods_before": 4}""");

        Assert.Equal(0.3, (double)result["weights"]!["a"]!, 1e-6);
        Assert.Equal(0.7, (double)result["weights"]!["b"]!, 1e-6);
        Assert.Equal(-10, (double)result["total_gap_after"]!, 1e-5);
        Assert.Equal(0.25, (double)result["placebo_p"]!);
        Assert.Contains("list of column names", Assert.ThrowsAny<ArgumentException>(() => Run("synthetic-control", "treated\n1\n", """{"donors": "a", "periods_before": 1}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BaselineForecast_OneEvent_GivesTheWorkedExample()
    {
        const string Parameters = """{"x0": 0, "y0": 0, "cell": 100, "ncol": 10, "nrow": 10, "day": 10, "memories": [30], "bandwidths": [150], "step_days": 7, "steps": 1}""";

        var result = Run("baseline-forecast", "x,y,day\n450,450,9\n950,950,10\n", Parameters);
        double Lit(int cell) => (double)result["shares"]![cell]! - 0.05 / 100;

        Assert.Equal(Math.Exp(-0.5 * Math.Pow(100 / 150.0, 2)), Lit(45) / Lit(44), 1e-9);
        Assert.Equal((30.0, 150.0), ((double)result["memory_days"]!, (double)result["bandwidth_metres"]!));
    }

    [Fact]
    public void RelativeRisk_PopulationAsEvents_IsOneWhereThereIsAny()
    {
        var result = Run("relative-risk", "x,y,events,population\n15,15,2,4\n35,25,1,2\n", """{"x0": 0, "y0": 0, "cell": 10, "ncol": 6, "nrow": 4, "bandwidth": 15, "least_share": 0.05}""");

        Assert.All(result["risk"]!.AsArray().Where(risk => risk is not null), risk => Assert.Equal(1, (double)risk!, 1e-9));
        Assert.InRange((int)result["undefined"]!, 1, 23);
    }

    [Fact]
    public void FalseDiscovery_SomeProbabilities_GivesBothCorrections()
    {
        double[] p = [0.01, 0.02, 0.03, 0.5], hochberg = new double[4], yekutieli = new double[4];
        FalseDiscovery.BenjaminiHochberg(p, hochberg);
        FalseDiscovery.BenjaminiYekutieli(p, yekutieli);

        var result = Run("false-discovery", "p\n0.01\n0.02\n0.03\n0.5\n", "{}");

        Assert.Equal(hochberg, result["q_bh"]!.AsArray().Select(q => (double)q!));
        Assert.Equal(yekutieli, result["q_by"]!.AsArray().Select(q => (double)q!));
    }

    private static JsonObject Run(string method, string csv, string parameters)
    {
        using var reader = new StringReader(csv);
        return AnalyseCatalogue.Run(method, new AnalyseInput { Input = CsvTable.Read(reader), Params = Json(parameters), Neighbours = Json("[[2],[1,3],[2,4],[3]]"), Seed = 3 });
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
