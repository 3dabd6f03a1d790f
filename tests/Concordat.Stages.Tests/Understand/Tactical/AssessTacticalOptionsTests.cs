using Concordat.CommandLine;

namespace Concordat.Stages.Tests.Understand.Tactical;

public sealed class AssessTacticalOptionsTests
{
    [Theory]
    [InlineData("", "--police-uk is missing")]
    [InlineData("--police-uk p --month 2019-08 --out o", "--area is missing")]
    [InlineData("--police-uk p --area a --out o", "--month is missing")]
    [InlineData("--police-uk p --area a --month 2019-08", "--out is missing")]
    [InlineData("--police-uk p --area a --month August --out o", "Write it as 2019-12")]
    [InlineData("--police-uk p --area a --month 2019-13 --out o", "which is not a month")]
    [InlineData("--police-uk p --area a b --month 2019-08 --out o", "--area takes one value")]
    [InlineData("--police-uk p --area a --month 2019-08 --out o --priorities witchcraft", "The themes are: anti-social-behaviour")]
    [InlineData("--police-uk p --area a --month 2019-08 --out o --colour red", "--colour is not an option")]
    [InlineData("p --area a", "stands before any option")]
    [InlineData("--police-uk nowhere --area nowhere.geojson --month 2019-08 --out o", "there is no such file")]
    public void Run_BadOptions_SaysWhatToMend(string line, string expected)
    {
        var error = new StringWriter();

        var code = AssessTacticalCommand.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), TextWriter.Null, error);

        Assert.Equal(2, code);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Help_PrintsTheOptions()
    {
        var output = new StringWriter();

        Assert.Equal(0, AssessTacticalCommand.Run(["--help"], output, TextWriter.Null));
        Assert.Contains("--priorities", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("burglary,Vehicle crime", "burglary,vehicle-crime")]
    [InlineData("violent-crime, Violence and sexual offences", "violence-and-sexual-offences")]
    [InlineData("SHOPLIFTING", "shoplifting")]
    public void Priorities_KeysNamesAndSupplierTypes_AreUnderstood(string given, string expected)
    {
        var options = AssessTacticalOptions.Read(["--police-uk", "p", "--area", "a", "--month", "2019-08", "--out", "o", "--priorities", given], out var fault);

        Assert.Null(fault);
        Assert.Equal(expected.Split(','), options!.Priorities.Select(t => t.Key));
    }
}
