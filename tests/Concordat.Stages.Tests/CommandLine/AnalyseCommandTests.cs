using System.Text.Json;
using Concordat.CommandLine;

namespace Concordat.Stages.Tests.CommandLine;

public sealed class AnalyseCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    private string Saved(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private int Run(params string[] args) => AnalyseCommand.Run(args, _output, _error);

    [Fact]
    public void Run_MethodOnAFile_WritesTheResultWhereAsked()
    {
        string input = Saved("input.csv", "count\n5\n2\n1\n0\n0\n0\n0\n0\n0\n0\n"), parameters = Saved("params.json", "{}"), result = Path.Combine(_folder, "result.json");

        var code = Run("gini", "--input", input, "--params", parameters, "--out", result, "--seed", "7");

        Assert.Equal(0, code);
        Assert.Equal("", _error.ToString());
        using var json = JsonDocument.Parse(File.ReadAllText(result));
        Assert.Equal(0.8, json.RootElement.GetProperty("gini").GetDouble(), 1e-9);
        Assert.Equal(7, json.RootElement.GetProperty("seed").GetInt64());
        Assert.Equal("gini", json.RootElement.GetProperty("method").GetString());
        Assert.True(json.RootElement.GetProperty("elapsed_seconds").GetDouble() >= 0);
    }

    [Fact]
    public void Run_NoOut_WritesToTheTerminal()
    {
        Assert.Equal(0, Run("gini", "--input", Saved("i.csv", "count\n1\n3\n"), "--params", Saved("p.json", "{}")));
        Assert.Contains("\"gini\"", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no method guess", "guess", "--input", "i", "--params", "p")]
    [InlineData("--params is missing", "gini", "--input", "i")]
    [InlineData("--colour is no option", "gini", "--colour", "red")]
    [InlineData("--seed needs a value", "gini", "--seed")]
    [InlineData("given twice", "gini", "--seed", "1", "--seed", "2")]
    [InlineData("cannot be read", "gini", "--input", "/no/such/file.csv", "--params", "/no/such/params.json")]
    [InlineData("--seed is many", "gini", "--input", "i", "--params", "p", "--seed", "many")]
    [InlineData("--permutations is 0", "gini", "--input", "i", "--params", "p", "--permutations", "0")]
    public void Run_UnusableCommand_SaysWhyInASentence(string part, params string[] args)
    {
        Assert.Equal(2, Run(args));
        Assert.Contains(part, _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dbscan", "x,y\n1,2\n3,Infinity\n", """{"eps": 20, "min_pts": 2}""", "analyse: y[1] is Infinity. Leave out rows without a value, and keep only finite numbers.")]
    [InlineData("dbscan", "x,y\n1,2\n", """{"eps": -20, "min_pts": 2}""", "analyse: distance is -20 and must be a finite number above 0.")]
    [InlineData("knox", "x,y,day\n0,0,1\n9,0,2\n", """{"sds": [0, 40, 20], "tds": [0, 3]}""", "analyse: spaceEdges[2] is 20.")]
    [InlineData("knox", "x,y,day\n-1.40,50.9,1\n-1.41,50.8,2\n", """{"sds": [0, 200], "tds": [0, 3]}""", "which look like degrees, while spaceEdges is 200. Give eastings and northings in metres (EPSG:27700).")]
    [InlineData("knox", "x,y,day\n0,0,1\n9,0,2\n", """{"sds": [0, 200], "tds": [0, 3], "nrep": 99, "wanted_p": 0.001}""", "A p-value of 0.001 needs 999 or more.")]
    [InlineData("kde", "x,y\n0,0\n", """{"x0": 0, "y0": 0, "cell": 1, "ncol": 100000, "nrow": 50000, "bandwidth": 25}""", "needs 40.0 GB.")]
    public void Run_InputAMethodRefuses_GivesItsSentence(string method, string csv, string parameters, string sentence)
    {
        Assert.Equal(2, Run(method, "--input", Saved("i.csv", csv), "--params", Saved("p.json", parameters)));
        Assert.Contains(sentence, _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnusableInput_SaysWhyInASentence()
    {
        Assert.Equal(2, Run("gini", "--input", Saved("i.csv", "count\nmany\n"), "--params", Saved("p.json", "{}")));
        Assert.Contains("Row 1", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Run("gini", "--input", Saved("i.csv", "count\n1\n"), "--params", Saved("p.json", "{"), "--out", Path.Combine(_folder, "none", "r.json")));
        Assert.Equal(2, Run("gini", "--input", Saved("i.csv", "count\n1\n"), "--params", Saved("p.json", "{}"), "--out", Path.Combine(_folder, "none", "r.json")));
        Assert.Contains("cannot be written", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Help_ListsTheMethods()
    {
        Assert.Equal(0, Run("--help"));
        Assert.Contains("farrington", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Exit codes", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Run());
    }
}
