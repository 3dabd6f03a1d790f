using System.Text.Json;
using Concordat.CrimePatterns.Analyse;

namespace Concordat.CrimePatterns.Tests.Analyse;

/// <summary>What no method may swallow: each is refused by a sentence that names the parameter, its value and the remedy.</summary>
public sealed class BadInputTests
{
    private const string Events = "x,y,day\n0,0,1\n10,0,2\n20,5,3\n";
    private const string Infinite = "x,y,day\n0,0,1\n10,Infinity,2\n20,5,3\n";
    private const string Missing = "x,y,day\n0,0,1\n10,0,\n20,5,3\n";
    private const string Degrees = "x,y,day\n-1.404,50.904,1\n-1.401,50.907,2\n-1.396,50.911,3\n";
    private const string Grid = "\"x0\": 0, \"y0\": 0, \"cell\": 10, \"ncol\": 4, \"nrow\": 3";

    [Theory]
    [InlineData("dbscan", Infinite, """{"eps": 20, "min_pts": 2}""", "y[1] is Infinity", "finite numbers")]
    [InlineData("stdbscan", Missing, """{"eps1": 20, "eps2": 3, "min_pts": 2}""", "day[1] is NaN", "Leave out rows")]
    [InlineData("near-repeat-strings", Infinite, """{"dist": 20, "days": 3}""", "y[1] is Infinity", "Leave out rows")]
    [InlineData("kde", Infinite, "{" + Grid + ", \"bandwidth\": 25}", "y[1] is Infinity", "Leave out rows")]
    [InlineData("knox", Missing, """{"sds": [0, 20], "tds": [0, 3]}""", "day[1] is NaN", "Leave out rows")]
    [InlineData("mantel", Missing, "{}", "day[1] is NaN", "Leave out rows")]
    [InlineData("jacquez", Missing, """{"k": 1}""", "day[1] is NaN", "Leave out rows")]
    [InlineData("stscan", Infinite, """{"max_radius": 20, "max_days": 3, "t_start": 0, "t_end": 9}""", "y[1] is Infinity", "Leave out rows")]
    [InlineData("stscan", Missing, """{"max_radius": 20, "max_days": 3, "t_start": 0, "t_end": 9}""", "Row 2", "whole number")]
    [InlineData("repeat-victimisation", "victim,day\na,1\nb,\n", "{}", "day[1] is NaN", "Leave out rows")]
    [InlineData("baseline-forecast", Infinite, "{" + Grid + ", \"day\": 4, \"memories\": [30], \"bandwidths\": [20]}", "y[1] is Infinity", "Leave out rows")]
    [InlineData("relative-risk", "x,y,events,population\n1,1,NaN,2\n", "{" + Grid + ", \"bandwidth\": 25}", "events[0] is NaN", "Leave out rows")]
    [InlineData("gistar-moran", "count\n1\nInfinity\n3\n", "{}", "counts[1] is Infinity", "Leave out rows")]
    [InlineData("moran", "count\n1\n\n3\n", "{}", "counts[1] is NaN", "Leave out rows")]
    [InlineData("false-discovery", "p\n0.2\n1.5\n", "{}", "p[1] is 1.5", "between 0 and 1")]
    [InlineData("gini", "count\n1\nInfinity\n", "{}", "counts[1] is Infinity", "finite number of 0 or more")]
    [InlineData("pai", "obs,pred,area\n1,Infinity,1\n", "{}", "pred[0] is Infinity", "Leave out rows")]
    [InlineData("stl", "value\n1\n2\n\n4\n5\n", """{"period": 2, "s_window": 7}""", "values[2] is NaN", "finite numbers")]
    [InlineData("changepoint", "value\n1\n2\nInfinity\n4\n5\n6\n", """{"h": 2}""", "values[2] is Infinity", "finite numbers")]
    [InlineData("arima", "value\n1\n2\nInfinity\n4\n5\n6\n", """{"order": [0, 0, 0]}""", "Value 3 is infinite", "another model")]
    [InlineData("projection", "count\n1\n-2\n3\n", "{}", "-2", "NaN")]
    [InlineData("monthly-expectation", "count\n1\n-2\n3\n", "{}", "-2", "NaN")]
    [InlineData("did", "treated,post,count\n1,0,-3\n", "{}", "-3", "Leave out rows")]
    [InlineData("synthetic-control", "treated,a\n1,1\nInfinity,2\n", """{"donors": ["a"], "periods_before": 1}""", "treated[1] is Infinity", "Leave out rows")]
    [InlineData("hotspot-history", "place,period,hot,score\na,1,1,NaN\n", "{}", "score[0] is NaN", "Leave out rows")]
    [InlineData("count-change", "before,now\n1,-4\n", "{}", "-4", "0 or more")]
    public void Run_NumberOutOfRange_IsNamedWithItsPlaceAndTheRemedy(string method, string csv, string parameters, string value, string remedy) => AssertRefused(method, csv, parameters, value, remedy);

    [Theory]
    [InlineData("dbscan", """{"eps": -5, "min_pts": 2}""", "distance is -5")]
    [InlineData("stdbscan", """{"eps1": 5, "eps2": -1, "min_pts": 2}""", "days is -1")]
    [InlineData("near-repeat-strings", """{"dist": 0, "days": 3}""", "distance is 0")]
    [InlineData("kde", "{" + Grid + ", \"bandwidth\": -25}", "bandwidth is -25")]
    [InlineData("kde", "{" + Grid + ", \"bandwidth\": -25, \"kernel\": \"gaussian\"}", "standardDeviation is -25")]
    [InlineData("stscan", """{"max_radius": -20, "max_days": 3, "t_start": 0, "t_end": 9}""", "MaxRadius is -20")]
    [InlineData("baseline-forecast", "{" + Grid + ", \"day\": 9, \"memories\": [30], \"bandwidths\": [-20]}", "BandwidthMetres is -20")]
    [InlineData("knox", """{"sds": [0, 40, 20], "tds": [0, 3]}""", "spaceEdges[2] is 20")]
    [InlineData("knox", """{"sds": [0, 20, 20], "tds": [0, 3]}""", "spaceEdges[2] is 20")]
    [InlineData("knox", """{"sds": [0, 20], "tds": [0, 7, 3]}""", "timeEdges[2] is 3")]
    [InlineData("knox", """{"sds": [-5, 20], "tds": [0, 3]}""", "spaceEdges[0] is -5")]
    public void Run_LengthOrBandsOutOfRange_AreNamed(string method, string parameters, string value) => AssertRefused(method, Events, parameters, value, "");

    [Theory]
    [InlineData("dbscan", """{"eps": 200, "min_pts": 2}""", "distance is 200")]
    [InlineData("stdbscan", """{"eps1": 200, "eps2": 14, "min_pts": 2}""", "distance is 200")]
    [InlineData("near-repeat-strings", """{"dist": 200, "days": 14}""", "distance is 200")]
    [InlineData("kde", "{" + Grid + ", \"bandwidth\": 300}", "bandwidth is 300")]
    [InlineData("knox", """{"sds": [0, 100, 200, "Inf"], "tds": [0, 14]}""", "spaceEdges is 200")]
    [InlineData("stscan", """{"max_radius": 2000, "max_days": 3, "t_start": 0, "t_end": 9}""", "MaxRadius is 2000")]
    [InlineData("baseline-forecast", "{" + Grid + ", \"day\": 9, \"memories\": [30], \"bandwidths\": [200]}", "bandwidths is 200")]
    public void Run_DegreesForMetres_AreRefused(string method, string parameters, string value) => AssertRefused(method, Degrees, parameters, value, "eastings and northings in metres");

    [Theory]
    [InlineData("knox", Events, """{"sds": [0, 20], "tds": [0, 3], "nrep": 99, "wanted_p": 0.001}""")]
    [InlineData("mantel", Events, """{"nrep": 99, "wanted_p": 0.001}""")]
    [InlineData("jacquez", Events, """{"k": 1, "nrep": 99, "wanted_p": 0.001}""")]
    [InlineData("stscan", Events, """{"max_radius": 20, "max_days": 3, "t_start": 0, "t_end": 9, "reps": 99, "wanted_p": 0.001}""")]
    [InlineData("gistar-moran", "count\n1\n2\n3\n", """{"permutations": 99, "wanted_p": 0.001}""")]
    [InlineData("moran", "count\n1\n2\n3\n", """{"permutations": 99, "wanted_p": 0.001}""")]
    public void Run_TooFewPermutationsForTheWantedPValue_SaysHowManyItNeeds(string method, string csv, string parameters)
        => AssertRefused(method, csv, parameters, "permutations is 99, whose smallest p-value is 0.01", "A p-value of 0.001 needs 999 or more");

    [Theory]
    [InlineData("kde")]
    [InlineData("relative-risk")]
    [InlineData("baseline-forecast")]
    public void Run_GridTooLarge_SaysHowMuchMemoryItNeeds(string method)
        => AssertRefused(method, "x,y,day,events,population\n0,0,1,1,1\n", """{"x0": 0, "y0": 0, "cell": 1, "ncol": 100000, "nrow": 50000, "bandwidth": 25, "day": 9, "memories": [30], "bandwidths": [200]}""",
            "needs 40.0 GB", "Use a larger cellSize");

    [Fact]
    public void Fits_MoreThanThereIs_SaysBoth()
    {
        Checks.Fits(4e9, "cell", "a grid", "", 4e9);
        var refusal = Assert.Throws<ArgumentException>(() => Checks.Fits(12.34e9, "cell", "a grid of 5 by 6 cells", "Use larger cells.", 4e9));

        Assert.StartsWith("cell: a grid of 5 by 6 cells needs 12.3 GB of memory and there are 4.0 GB. Use larger cells.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SmallestPValue_AnyNumber_IsReachedByThatManyAndNoFewer()
    {
        foreach (var permutations in (int[])[1, 2, 6, 19, 99, 999, 9999, 999_999])
        {
            var p = SmallestPValue.Of(permutations);
            Assert.Equal(permutations, SmallestPValue.PermutationsFor(p));
            SmallestPValue.Check(permutations, p);
            Assert.Throws<ArgumentOutOfRangeException>(() => SmallestPValue.Check(permutations, p / 1.001));
        }
        Assert.Contains("0 and must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => SmallestPValue.PermutationsFor(0)).Message, StringComparison.Ordinal);
        Assert.Contains("more than 10000000", Assert.Throws<ArgumentOutOfRangeException>(() => SmallestPValue.PermutationsFor(1e-12)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Degrees_WithLengthsInDegrees_AreTaken()
    {
        var result = AnalyseCatalogue.Run("dbscan", Input(Degrees, """{"eps": 0.01, "min_pts": 2}"""));

        Assert.Equal(1, (int)result["clusters"]!);
    }

    private static void AssertRefused(string method, string csv, string parameters, string value, string remedy)
    {
        var message = Assert.ThrowsAny<ArgumentException>(() => AnalyseCatalogue.Run(method, Input(csv, parameters))).Message;
        Assert.Contains(value, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    private static AnalyseInput Input(string csv, string parameters)
    {
        using var reader = new StringReader(csv);
        return new AnalyseInput { Input = CsvTable.Read(reader), Params = Json(parameters), Neighbours = Json("[[2],[1,3],[2]]"), Seed = 3 };
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
