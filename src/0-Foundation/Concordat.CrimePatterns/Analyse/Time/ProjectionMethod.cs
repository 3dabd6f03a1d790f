using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary><c>projection</c>: where monthly counts are heading, by month and by year, with ranges.</summary>
internal sealed class ProjectionMethod : IAnalyseMethod
{
    public string Name => "projection";

    public JsonObject Run(AnalyseInput input)
    {
        var history = input.Series();
        var (years, confidence, result) = (input.Whole("years", 3), input.Number("confidence", 0.95), new JsonObject());
        var (byMonth, byYear) = Timed.Run(result, () => (Projection.Months(history, 12 * years, confidence), Projection.Years(history, years, confidence)));
        if (byYear.Count == 0)
            throw new ArgumentException($"The series has {history.Count(value => !double.IsNaN(value))} known months and a projection needs {MonthlyExpectation.FewestKnownMonths}. Give a longer series.");
        result["months"] = Ranges(byMonth.Select(month => (month.Expected, month.Low, month.High)));
        result["years"] = Ranges(byYear.Select(year => (year.Expected, year.Low, year.High)));
        return result;
    }

    private static JsonArray Ranges(IEnumerable<(double Expected, double Low, double High)> ranges) => new([.. ranges.Select(range => (JsonNode?)new JsonObject
    {
        ["expected"] = Json.Number(range.Expected),
        ["low"] = Json.Number(range.Low),
        ["high"] = Json.Number(range.High),
    })]);
}
