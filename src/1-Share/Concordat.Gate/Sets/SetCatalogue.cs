using System.Reflection;

namespace Concordat.Gate.Sets;

/// <summary>The information sets that are known, each loaded from its own file.</summary>
public sealed class SetCatalogue
{
    readonly Dictionary<string, SetDefinition> _byKey;

    SetCatalogue(IReadOnlyList<SetDefinition> sets)
    {
        Sets = sets;
        _byKey = sets.ToDictionary(s => s.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The twelve statutory sets, then the sets that are context.</summary>
    public static SetCatalogue Standard { get; } = LoadStandard();

    /// <summary>The statutory sets by number, then the others by key.</summary>
    public IReadOnlyList<SetDefinition> Sets { get; }

    /// <summary>The set of this key or number; null when there is none.</summary>
    public SetDefinition? Find(string key) => _byKey.GetValueOrDefault(key.Trim());

    /// <summary>The statutory set of this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 1 to 12.</exception>
    public SetDefinition Statutory(int number) =>
        Sets.FirstOrDefault(s => s.Number == number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, "The statutory sets are 1 to 12.");

    /// <summary>Reads one set from its JSON (the form is described in <c>Sets/README.md</c>).</summary>
    /// <exception cref="SetFileException">The JSON does not describe a set; the message says where and why.</exception>
    public static SetDefinition Load(string json) => SetFile.Read(json);

    /// <summary>This catalogue and one set more; a set of the same key takes the place of the old one.</summary>
    public SetCatalogue With(SetDefinition extra) => new(Ordered(Sets.Where(s => !s.Key.Equals(extra.Key, StringComparison.OrdinalIgnoreCase)).Append(extra)));

    static SetCatalogue LoadStandard()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string folder = "Concordat.Gate.Sets.Standard.";
        return new(Ordered(assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal))
            .Select(n => Load(Text(assembly, n)))));
    }

    static List<SetDefinition> Ordered(IEnumerable<SetDefinition> sets) =>
        [.. sets.OrderBy(s => s.Number ?? int.MaxValue).ThenBy(s => s.Key, StringComparer.Ordinal)];

    static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
