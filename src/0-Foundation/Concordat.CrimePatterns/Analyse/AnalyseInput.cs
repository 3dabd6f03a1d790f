using System.Text.Json;

namespace Concordat.CrimePatterns.Analyse;

/// <summary>What one run of a method is given.</summary>
public sealed record AnalyseInput
{
    /// <summary>The data, one row an event, area or period.</summary>
    public required CsvTable Input { get; init; }

    /// <summary>The method's parameters, a JSON object.</summary>
    public required JsonElement Params { get; init; }

    /// <summary>For methods on areas: a list for each area of its neighbours' numbers, counted from 1, without the area itself.</summary>
    public JsonElement? Neighbours { get; init; }

    /// <summary>Seed of all chance in the run.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Number of permutations where chance is involved; the parameters' own or the method's default when null.</summary>
    public int? Permutations { get; init; }

    /// <summary>Threads to use; 0 for one a processor. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>A number that must be among the parameters; the text "Inf" stands for infinity.</summary>
    /// <exception cref="ArgumentException">The parameter is missing or no number.</exception>
    public double Number(string name) => AsNumber(Required(name), name);

    /// <summary>A number that may be among the parameters.</summary>
    public double Number(string name, double otherwise) => Find(name) is { } value ? AsNumber(value, name) : otherwise;

    /// <summary>A whole number that must be among the parameters.</summary>
    public int Whole(string name) => AsWhole(Required(name), name);

    /// <summary>A whole number that may be among the parameters.</summary>
    public int Whole(string name, int otherwise) => Find(name) is { } value ? AsWhole(value, name) : otherwise;

    /// <summary>The number of permutations: as the command line gives it, else the parameter, else the method's own. The parameter <c>wanted_p</c>, when
    /// given, is the p-value that must be within their reach.</summary>
    /// <exception cref="ArgumentException">No number of permutations so small can give so small a p-value.</exception>
    public int PermutationsOr(string name, int otherwise)
    {
        var permutations = Permutations ?? Whole(name, otherwise);
        if (Find("wanted_p") is not null) SmallestPValue.Check(permutations, Number("wanted_p"));
        return permutations;
    }

    /// <summary>A text that must be among the parameters.</summary>
    public string Text(string name) => AsText(Required(name), name);

    /// <summary>A text that may be among the parameters.</summary>
    public string Text(string name, string otherwise) => Find(name) is { } value ? AsText(value, name) : otherwise;

    /// <summary>A yes or no that may be among the parameters.</summary>
    public bool Flag(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(name, value, "true or false"),
    };

    /// <summary>A list of numbers that must be among the parameters; the text "Inf" stands for infinity.</summary>
    public double[] Numbers(string name)
    {
        var list = Required(name);
        if (list.ValueKind != JsonValueKind.Array) throw Wrong(name, list, "a list of numbers");
        return [.. list.EnumerateArray().Select(item => AsNumber(item, name))];
    }

    /// <summary>The parameter, or null where it is missing or null.</summary>
    public JsonElement? Find(string name)
    {
        if (Params.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"The parameters are {Kind(Params)}. Give a JSON object such as {{\"{name}\": ...}}.", name);
        return Params.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>The neighbours as lists of indices counted from 0.</summary>
    /// <exception cref="ArgumentException">The neighbours are missing, or not lists of whole numbers from 1.</exception>
    public int[][] NeighbourLists()
    {
        if (Neighbours is not { ValueKind: JsonValueKind.Array } lists)
            throw Missing("neighbours", "Put a neighbours.json beside the input: one list of neighbour numbers, counted from 1, for each row.");
        return [.. lists.EnumerateArray().Select(ZeroBased)];
    }

    private static int[] ZeroBased(JsonElement list)
    {
        if (list.ValueKind == JsonValueKind.Number) return [AsWhole(list, nameof(Neighbours)) - 1]; // a list of one, written by R
        if (list.ValueKind != JsonValueKind.Array) throw Wrong(nameof(Neighbours), list, "a list of whole numbers from 1 for each row");
        return [.. list.EnumerateArray().Select(item => AsWhole(item, nameof(Neighbours)) - 1)];
    }

    private JsonElement Required(string name) => Find(name) ?? throw Missing(name, "Add it to the parameters.");

    private static ArgumentException Missing(string name, string remedy) => new($"The parameter {name} is missing. {remedy}", name);

    private static double AsNumber(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        if (value.ValueKind == JsonValueKind.String && value.GetString() is "Inf" or "inf" or "Infinity") return double.PositiveInfinity;
        throw Wrong(name, value, "a number");
    }

    private static int AsWhole(JsonElement value, string name) =>
        AsNumber(value, name) is var number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Wrong(name, value, "a whole number");

    private static string AsText(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, value, "a text in quotation marks");

    private static ArgumentException Wrong(string name, JsonElement value, string wanted) =>
        new($"The parameter {name} is {Kind(value)} and must be {wanted}.", name);

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.GetRawText(),
    };
}
