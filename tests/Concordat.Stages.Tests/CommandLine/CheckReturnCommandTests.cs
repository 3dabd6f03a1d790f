using System.Text.Json;
using Concordat.CommandLine;

namespace Concordat.Stages.Tests.CommandLine;

/// <summary>The contract of <c>check-return</c>: exit codes, report.json, kept.csv, --fields.</summary>
public sealed class CheckReturnCommandTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("check-return");

    [Fact]
    public void File_WithFaults_IsDoneWithTheRowsInTheReport()
    {
        var (code, _, _) = Run("8", "Category,Reported on?,Location,Notes\nNoise,13/10/2020,Mill Lane,ring 07700 900123\nNoise,31/02/2020,,\nWombling,13/10/2020,,", out var results);

        Assert.Equal(0, code);
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "report.json")));
        var root = report.RootElement;
        Assert.Equal((3, 1, 2), (root.GetProperty("read").GetInt32(), root.GetProperty("kept").GetInt32(), root.GetProperty("set_aside").GetInt32()));
        Assert.Equal(("return.csv", "8"), (root.GetProperty("file").GetString(), root.GetProperty("set").GetString()));
        Assert.Equal("date", root.GetProperty("columns").GetProperty("Reported on?").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("columns").GetProperty("Notes").ValueKind);
        Assert.Equal([(3, "Reported on?", "D-01"), (4, "Category", "C-01")], root.GetProperty("faults").EnumerateArray()
            .Select(f => (f.GetProperty("row").GetInt32(), f.GetProperty("column").GetString()!, f.GetProperty("code").GetString()!)));
        Assert.Equal(1, root.GetProperty("removed").GetProperty("telephone").GetInt32());
        Assert.Equal(1, root.GetProperty("places").EnumerateObject().Sum(p => p.Value.GetInt32()));
        var kept = File.ReadAllLines(Path.Combine(results, "kept.csv"));
        Assert.Equal("category,date,time,postcode,location,reference,easting,northing,place_method,precision_metres,theme,month", kept[0]);
        Assert.Equal("noise,2020-10-13,,,Mill Lane,,,,none,,anti-social-behaviour,2020-10", kept[1]);
        Assert.Equal(["kept.csv", "report.json"], Directory.GetFiles(results).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("99", "Date\n13/10/2020", "no set \"99\"")]
    [InlineData("8", "", "empty")]
    [InlineData("8", "Story,Date\nsomething,13/10/2020", "\"category\"")]
    [InlineData("8", "Category,Count\nNoise,14", "table of counts")]
    public void File_ThatCannotBeReadAsTheSet_EndsWithTwoAndSaysWhy(string set, string csv, string says)
    {
        var (code, _, error) = Run(set, csv, out var results);

        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(results, "kept.csv")));
    }

    [Fact]
    public void Map_IsFollowed()
    {
        var map = Path.Combine(_folder.FullName, "map.json");
        File.WriteAllText(map, """{"columns": {"Was ist": "category", "Wann": "date"}, "codes": {"category": {"L": "noise"}}, "date_order": "mdy"}""");

        var (code, output, _) = Run("8", "Was ist,Wann\nL,10/03/2020", out var results, "--map", map);

        Assert.Equal(0, code);
        Assert.Contains("1 rows read: 1 kept", output, StringComparison.Ordinal);
        Assert.StartsWith("noise,2020-10-03", File.ReadAllLines(Path.Combine(results, "kept.csv"))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--set", "8", "nothere.csv")]
    [InlineData("--set", "8")]
    [InlineData("file.csv")]
    [InlineData("--set", "8", "--blurb", "x", "file.csv")]
    [InlineData("--set", "8", "--period", "autumn", "file.csv")]
    public void Options_ThatCannotBeUsed_EndWithTwo(params string[] args)
    {
        var error = new StringWriter();

        Assert.Equal(2, CheckReturnCommand.Run(args, TextWriter.Null, error, TimeProvider.System));
        Assert.NotEmpty(error.ToString());
    }

    [Fact]
    public void Fields_AreListedWithTheirCodes()
    {
        var output = new StringWriter();

        Assert.Equal(0, CheckReturnCommand.Run(["--set", "3", "--fields"], output, TextWriter.Null, TimeProvider.System));

        var lines = output.ToString().Split(Environment.NewLine);
        Assert.Contains(lines, l => l.StartsWith("kind ", StringComparison.Ordinal) && l.Contains("required", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.TrimStart().StartsWith("deliberate-secondary ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("time ", StringComparison.Ordinal) && l.Contains("optional", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    (int Code, string Output, string Error) Run(string set, string csv, out string results, params string[] more)
    {
        var file = Path.Combine(_folder.FullName, "return.csv");
        File.WriteAllText(file, csv);
        results = Path.Combine(_folder.FullName, "results");
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CheckReturnCommand.Run(["--set", set, file, "--out", results, .. more], output, error, TimeProvider.System);
        return (code, output.ToString(), error.ToString());
    }
}
