using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.Clusters;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>near-repeat-strings</c>: chains of events near in space and time.</summary>
internal sealed class NearRepeatStringsMethod : IAnalyseMethod
{
    public string Name => "near-repeat-strings";

    public JsonObject Run(AnalyseInput input)
    {
        var table = input.Input;
        var (x, y, day) = (table.Number("x"), table.Number("y"), table.Number("day"));
        var (distance, days) = (input.Number("dist"), input.Number("days"));
        var result = new JsonObject();
        var found = Timed.Run(result, () => NearRepeatStrings.Find(x, y, day, distance, days));
        result["component"] = Json.List(found.Strings);
        result["strings"] = found.Lengths.Length;
        result["linked_strings"] = found.Linked;
        result["events_in_strings"] = found.EventsInLinked;
        result["longest"] = found.Longest;
        return result;
    }
}
