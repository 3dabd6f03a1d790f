using Concordat.Gate.Mapping;

namespace Concordat.Gate.Sets;

/// <summary>Which fields of a set may be taken, where a sharing agreement names some of them.</summary>
/// <remarks>What a set cannot do without is always taken: an agreement that leaves it out would stop every row. So is the supplier's reference, which is kept to match later versions of a record.</remarks>
public sealed class AgreedFields
{
    readonly SetDefinition _set;
    readonly HashSet<string> _keys;

    AgreedFields(SetDefinition set, HashSet<string> keys) => (_set, _keys) = (set, keys);

    /// <summary>The fields that these names stand for; null where all that the set permits may be taken: no name is given, or none is a field of the set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="names">Keys or labels, however they are spelt. A name that is no field of the set counts for nothing.</param>
    public static AgreedFields? Of(SetDefinition set, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(names);
        HashSet<string> keys = [.. names.Select(n => Named(set, n)?.Key).OfType<string>()];
        if (keys.Count == 0) return null;
        keys.UnionWith(set.Fields.Where(f => f.Required || f.Type == FieldType.Reference).Select(f => f.Key));
        if (!set.AnyOf.Any(keys.Contains)) keys.UnionWith(set.AnyOf);
        // A postcode says no more than the location does, and often finds it.
        if (set.Fields.Any(f => f.Type == FieldType.PlaceText && keys.Contains(f.Key))) keys.UnionWith(set.Fields.Where(f => f.Type == FieldType.Postcode).Select(f => f.Key));
        return new(set, keys);
    }

    /// <summary>The fields among which an agreement chooses: those that are kept, without the reference.</summary>
    public static IReadOnlyList<SetField> Choices(SetDefinition set) => [.. set.KeptFields.Where(f => f.Type != FieldType.Reference)];

    /// <summary>The field among <see cref="Choices"/> that a name stands for; null where there is none.</summary>
    public static SetField? Named(SetDefinition set, string name)
    {
        ArgumentNullException.ThrowIfNull(set);
        var field = set.Find(name) ?? set.Fields.FirstOrDefault(f => Words.Plain(f.Label) == Words.Plain(name));
        return field is null ? null : Choices(set).FirstOrDefault(c => c.Key == Whole(set, field));
    }

    /// <summary>Names that are no field of the set; they count for nothing.</summary>
    public static IReadOnlyList<string> Unknown(SetDefinition set, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. names.Where(n => Named(set, n) is null && set.Find(n)?.Type != FieldType.Reference)];
    }

    /// <summary>What the set cannot do without and these names leave out; empty where nothing is missing or no name is given.</summary>
    public static IReadOnlyList<SetField> Missing(SetDefinition set, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) return [];
        HashSet<string> keys = [.. names.Select(n => Named(set, n)?.Key).OfType<string>()];
        SetField[] missing = [.. Choices(set).Where(f => f.Required && !keys.Contains(f.Key))];
        return missing.Length > 0 || set.AnyOf.Count == 0 || set.AnyOf.Any(keys.Contains) ? missing : [set.Find(set.AnyOf[0])!];
    }

    /// <summary>True where the field may be taken: it is agreed, or a part of one that is.</summary>
    public bool Takes(SetField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Whole(_set, field) is not { } whole || _keys.Contains(whole);
    }

    // The field that a part is read for; null for parts that only decide which rows belong.
    static string? Whole(SetDefinition set, SetField field) => field.Feeds switch
    {
        null => field.Key,
        "place" => set.Fields.FirstOrDefault(f => f is { Type: FieldType.PlaceText, Feeds: null })?.Key,
        "kind" => null,
        var whole => whole,
    };
}
