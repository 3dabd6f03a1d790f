using Concordat.Gate.Sets;

namespace Concordat.Share.Agreements;

/// <summary>The statutory sets by number and name, from the catalogue.</summary>
internal static class SetNames
{
    public static IReadOnlyList<(int Number, string Name)> All { get; } =
        [.. SetCatalogue.Standard.Sets.Where(s => s.Number is not null).Select(s => (s.Number!.Value, s.Name))];

    /// <summary>Key of the body that usually supplies the set; null when the catalogue has none.</summary>
    public static string? SupplierOf(int number) => SetCatalogue.Standard.Sets.FirstOrDefault(s => s.Number == number)?.Supplier;

    /// <summary>The fields that a line of an agreement names, as people read them; words that the catalogue does not know stand as they were written.</summary>
    public static string FieldsInWords(int number, IReadOnlyList<string> fields)
    {
        var set = SetCatalogue.Standard.Statutory(number);
        if (AgreedFields.Of(set, fields) is not { } agreed) return "All that the set permits" + Unknown(set, fields);
        return string.Join(", ", AgreedFields.Choices(set).Where(agreed.Takes).Select(f => f.Label)) + Unknown(set, fields);
    }

    static string Unknown(SetDefinition set, IReadOnlyList<string> fields) => AgreedFields.Unknown(set, fields) is { Count: > 0 } unknown
        ? $". No field of the set, and without effect: {string.Join(", ", unknown)}" : "";

    /// <summary>Numbers as people list them: "1 to 5, 8".</summary>
    public static string InWords(IEnumerable<int> numbers)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var number in numbers.Distinct().Order())
        {
            if (runs.Count > 0 && runs[^1].Last == number - 1) runs[^1] = (runs[^1].First, number);
            else runs.Add((number, number));
        }
        return string.Join(", ", runs.Select(r => r.First == r.Last ? $"{r.First}" : r.Last == r.First + 1 ? $"{r.First}, {r.Last}" : $"{r.First} to {r.Last}"));
    }

    /// <summary>The name; the number in words when the catalogue has none.</summary>
    public static string Of(int number) => All.FirstOrDefault(s => s.Number == number).Name ?? $"Set {number}";
}
