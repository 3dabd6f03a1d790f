using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse;

namespace Concordat.CrimePatterns.Tests.Analyse;

public sealed class AnalyseCatalogueTests
{
    private static AnalyseInput Input(string csv, string parameters, long seed = 1)
        => new() { Input = CsvTable.Read(new StringReader(csv)), Params = JsonDocument.Parse(parameters).RootElement, Seed = seed };

    [SharedDataFact("golden")]
    public void Names_EveryGoldenCase_HasItsMethod()
    {
        var folder = SharedData.Path("golden");
        foreach (var name in Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!)) Assert.NotNull(GoldenTests.MethodOf(name));
        foreach (var method in new[] { "andresen-s", "aoristic", "arima", "changepoint", "cusum", "cusum-poisson", "ewma", "ewma-cusum", "did", "farrington", "gini", "pai", "poisson-its", "stl", "wdq-wdd" })
            Assert.Contains(method, AnalyseCatalogue.Names);
    }

    [SharedDataFact("golden")]
    public void Run_EveryGoldenCase_GivesTheExpectedKeysAndSaysHowItWasDone()
    {
        var folder = SharedData.Path("golden");
        foreach (var name in Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!))
        {
            var golden = GoldenCase.Find(name);
            var input = golden.Input with { Permutations = 99 };

            var result = AnalyseCatalogue.Run(GoldenTests.MethodOf(name), input);

            foreach (var key in golden.Expected.EnumerateObject().Select(p => p.Name).Where(key => !key.StartsWith("published", StringComparison.Ordinal) && key != "col_file")) // as another program or book printed it
                Assert.True(result.ContainsKey(key), $"{name}: {key} is missing");
            Assert.Equal(GoldenTests.MethodOf(name), result["method"]!.GetValue<string>());
            Assert.Equal(AnalyseCatalogue.Version, result["version"]!.GetValue<string>());
            Assert.Equal(golden.Input.Seed, result["seed"]!.GetValue<long>());
            Assert.Equal(99, result["permutations"]!.GetValue<int>());
            Assert.True(result["elapsed_seconds"]!.GetValue<double>() >= 0);
        }
    }

    [SharedDataFact("golden")]
    public void Run_EveryGoldenCase_GivesTheSameBytesOnAnyNumberOfThreads()
    {
        var folder = SharedData.Path("golden");
        foreach (var name in Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!))
        {
            var input = GoldenCase.Find(name).Input with { Permutations = 99 };
            string Text(int threads)
            {
                var result = AnalyseCatalogue.Run(GoldenTests.MethodOf(name), input with { Threads = threads });
                result.Remove("elapsed_seconds");
                return AnalyseCatalogue.ToText(result);
            }
            Assert.Equal(Text(1), Text(3));
        }
    }

    [Theory]
    [InlineData("nosuch", "count\n1\n", "{}", "no method nosuch")]
    [InlineData("gini", "number\n1\n", "{}", "column")]
    [InlineData("ewma", "value\n1\n", "{\"mean\": 1}", "lambda_")]
    [InlineData("ewma-cusum", "value\n1\n", "{}", "target")]
    [InlineData("cusum", "value\n1\n", "{\"target\": \"x\", \"K\": 1, \"H\": 1}", "target")]
    [InlineData("cusum-poisson", "count\n1\n", "{\"k\": 1, \"h\": 1, \"trans\": \"odd\", \"m\": 2}", "trans")]
    [InlineData("stl", "value\n1\n2\n3\n4\n5\n", "{\"period\": 12, \"s_window\": \"weekly\"}", "s_window")]
    [InlineData("stl", "value\n1\n2\n3\n4\n5\n", "{\"period\": 12, \"s_window\": 7}", "period")]
    [InlineData("changepoint", "value\n1\n2\n3\n", "{\"h\": -1}", "h")]
    [InlineData("farrington", "count\n1\n2\n3\n", "{\"version\": \"newest\"}", "version")]
    [InlineData("farrington", "count\n1\n2\n3\n", "{}", "range_from")]
    [InlineData("aoristic", "t_from,t_to\n1,2\n", "{\"bins\": 24}", "bins")]
    [InlineData("arima", "value\n1\n2\n", "{\"order\": [1, 0]}", "order")]
    [InlineData("did", "treated,post,count\n1,0,3\n", "{}", "treated")]
    [InlineData("wdq-wdd", "target_before,target_after,buffer_before,buffer_after,control_before,control_after\n1,1,1,1,1,1\n", "{\"wdd_inputs\": [{\"treated\": [1, 2]}]}", "control")]
    [InlineData("andresen-s", "x,y,set\n1,1,other\n", "{\"x0\": 0, \"y0\": 0, \"cell\": 5, \"ncol\": 2, \"nrow\": 2}", "base or test")]
    [InlineData("pai", "obs,pred,area\n1,1,0\n", "{}", "areas[0]")]
    public void Run_UnusableInput_NamesWhatIsWrong(string method, string csv, string parameters, string part)
        => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(() => AnalyseCatalogue.Run(method, Input(csv, parameters))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("gini", "count\n", "{}", "gini")]
    [InlineData("pai", "obs,pred,area\n", "{}", "PAI")]
    [InlineData("aoristic", "t_from,t_to\n", "{}", "hour_of_week")]
    [InlineData("cusum", "value\n", "{\"target\": 1, \"K\": 1, \"H\": 1}", "signals")]
    [InlineData("ewma", "value\n", "{\"mean\": 1, \"lambda_\": 0.2, \"sigma_of_mean\": 1, \"L\": 3}", "ewma")]
    public void Run_NoRows_GivesAnEmptyAnswer(string method, string csv, string parameters, string key)
        => Assert.True(AnalyseCatalogue.Run(method, Input(csv, parameters)).ContainsKey(key));

    [Fact]
    public void Run_UndefinedNumber_IsWrittenAsNull()
    {
        var text = AnalyseCatalogue.ToText(AnalyseCatalogue.Run("gini", Input("count\n0\n0\n", "{}")));

        Assert.Null(JsonNode.Parse(text)!["gini"]);
    }

    [Fact]
    public void Read_FileMissingOrBroken_SaysWhichAndWhere()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        string input = Path.Combine(folder, "input.csv"), parameters = Path.Combine(folder, "params.json");
        File.WriteAllText(input, "count\n1\n");
        File.WriteAllText(parameters, "{\n \"a\": 1,,\n}");

        Assert.Contains("line 2", Assert.Throws<ArgumentException>(() => AnalyseCatalogue.Read(input, parameters)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<ArgumentException>(() => AnalyseCatalogue.Read(Path.Combine(folder, "none.csv"), parameters)).Message, StringComparison.Ordinal);

        File.WriteAllText(parameters, "{}");
        File.WriteAllText(Path.Combine(folder, "neighbours.json"), "[[2],[1]]");
        Assert.Equal(2, AnalyseCatalogue.Read(input, parameters, seed: 5).NeighbourLists().Length);
        Directory.Delete(folder, recursive: true);
    }
}
