using Concordat.Gate.Sets;

namespace Concordat.CommandLine;

/// <summary>The fields of a set for <c>check-return --fields</c>: one line a field, its codes indented below.</summary>
internal static class FieldsList
{
    public static void Write(SetDefinition set, TextWriter output)
    {
        output.WriteLine($"Set {set.Key}: {set.Name}");
        output.WriteLine($"Supplied by {set.Supplier}, one row a {(set.Level == SetLevel.Count ? "total" : "record")}. Place kept: {Place(set.Place)}.");
        foreach (var note in set.Notes) output.WriteLine(note);
        output.WriteLine();
        foreach (var field in set.Fields)
        {
            output.WriteLine($"{field.Key,-30} {(field.Required ? "required" : "optional")}  {TypeName(field.Type),-17} {field.Label}. {field.Meaning}");
            foreach (var code in field.Codes)
                output.WriteLine($"    {code.Code,-34} {code.Label}{(code.To is { } to ? $" (until {to:yyyy-MM-dd})" : code.From is { } from ? $" (from {from:yyyy-MM-dd})" : "")}");
        }
        if (set.AnyOf.Count > 0) output.WriteLine($"\nAt least one of these is needed: {string.Join(", ", set.AnyOf)}.");
        if (set.Kinds?.Field is { } kind) output.WriteLine($"\n{kind} may be left out where it can be worked out from the fields marked (part).");
    }

    static string TypeName(FieldType type) => string.Concat(type.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    static string Place(PlaceKept place) => place switch
    {
        PlaceKept.Point => "a point on the British National Grid",
        PlaceKept.None => "none",
        _ => "the part of the postcode before the space",
    };
}
