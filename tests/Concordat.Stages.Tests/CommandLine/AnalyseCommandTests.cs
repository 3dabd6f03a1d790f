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
