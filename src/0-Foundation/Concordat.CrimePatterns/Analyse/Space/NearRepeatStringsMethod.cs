using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Clusters;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>near-repeat-strings</c>: chains of events near in space and time.</summary>
internal sealed class NearRepeatStringsMethod : IAnalyseMethod
{
    public string Name => "near-repeat-strings";

    public JsonObject Run(AnalyseInput input)
    {
        var table = input.Input;
        var found = NearRepeatStrings.Find(table.Number("x"), table.Number("y"), table.Number("day"), input.Number("dist"), input.Number("days"));
        return new JsonObject
        {
            ["component"] = Json.List(found.Strings),
            ["strings"] = found.Lengths.Length,
            ["linked_strings"] = found.Linked,
            ["events_in_strings"] = found.EventsInLinked,
            ["longest"] = found.Longest,
        };
    }
}
