using System.Text.Json;
using Concordat.CrimePatterns.Analyse;

namespace Concordat.CrimePatterns.Tests.Analyse;

/// <summary>The spatial and space-time methods as the command line calls them.</summary>
public sealed class SpaceCatalogueTests
{
    [Theory]
    [InlineData("dbscan", """{"eps": 20, "min_pts": 2}""")]
    [InlineData("stdbscan", """{"eps1": 20, "eps2": 3, "min_pts": 2}""")]
    [InlineData("near-repeat-strings", """{"dist": 20, "days": 3}""")]
    [InlineData("kde", """{"x0": 0, "y0": 0, "cell": 10, "ncol": 4, "nrow": 3, "bandwidth": 25, "kernel": "quartic"}""")]
    [InlineData("knox", """{"sds": [0, 20, "Inf"], "tds": [0, 3, "Inf"], "method": "euclidean", "nrep": 9}""")]
    [InlineData("mantel", """{"nrep": 9, "reciprocal": true}""")]
    [InlineData("jacquez", """{"nrep": 9, "k": 1}""")]
    [InlineData("stscan", """{"max_radius": 20, "max_days": 3, "t_start": 0, "t_end": 9, "reps": 9}""")]
    [InlineData("repeat-victimisation", """{"windows_days": [7]}""")]
    [InlineData("gistar-moran", """{"value": "day"}""")]
    public void Run_EachMethod_AnswersAndRepeats(string method, string parameters)
    {
        var input = Input(parameters);

        var first = AnalyseCatalogue.Run(method, input);
        var second = AnalyseCatalogue.Run(method, input with { Threads = 1 });

        Assert.True((double)first["elapsed_seconds"]! >= 0);
        first.Remove("elapsed_seconds");
        second.Remove("elapsed_seconds");
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(method, (string?)first["method"]);
    }

    [Theory]
    [InlineData("dbscan", """{"min_pts": 2}""", "The parameter eps is missing")]
    [InlineData("dbscan", """{"eps": "far", "min_pts": 2}""", "The parameter eps is \"far\" and must be a number")]
    [InlineData("dbscan", """{"eps": 5, "min_pts": 2.5}""", "The parameter min_pts is 2.5 and must be a whole number")]
    [InlineData("kde", """{"x0": 0, "y0": 0, "cell": 10, "ncol": 4, "nrow": 3, "bandwidth": 25, "kernel": "cubic"}""", "must be quartic or gaussian")]
    [InlineData("knox", """{"sds": [0, 20], "tds": [0, 3], "method": "taxi"}""", "must be manhattan or euclidean")]
    [InlineData("knox", """{"sds": 20, "tds": [0, 3]}""", "The parameter sds is 20 and must be a list of numbers")]
    [InlineData("stscan", """{"analysis": 5, "max_radius": 20, "max_days": 3, "t_start": 0, "t_end": 9}""", "must be 3 (retrospective) or 4 (prospective)")]
    [InlineData("stscan", """{"max_radius": 20, "max_days": 3, "t_start": 0, "t_end": 9, "extra_locations": [[1]]}""", "must be a list of pairs")]
    public void Run_WrongParameters_NamesTheParameterAndRemedy(string method, string parameters, string message)
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(() => AnalyseCatalogue.Run(method, Input(parameters)));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutNeighbours_SaysHowToGiveThem()
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(() => AnalyseCatalogue.Run("gistar-moran", Input("""{"value": "day"}""") with { Neighbours = null }));

        Assert.Contains("neighbours.json", refusal.Message, StringComparison.Ordinal);
    }

    private static AnalyseInput Input(string parameters)
    {
        using var reader = new StringReader("x,y,day,victim\n0,0,1,a\n10,0,2,a\n30,5,9,b\n31,5,4,c\n12,20,5,c\n");
        return new AnalyseInput { Input = CsvTable.Read(reader), Params = Json(parameters), Neighbours = Json("[[2],[1,3],[2,4],[3,5],4]"), Seed = 3 };
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
