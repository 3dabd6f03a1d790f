using Concordat.Gate.Sets;
using Concordat.Platform.Site.Forms;

namespace Concordat.Share.ContextSets;

/// <summary>Kinds of contextual sets: tables of figures by area, and the published sets that the gate knows.</summary>
internal static class ContextKinds
{
    public const string Demography = "demography";

    /// <summary>The measure of <see cref="Demography"/> that serves as a denominator: residents of all ages.</summary>
    public const string Population = "population";

    static readonly (string Key, string Name)[] Figures =
    [
        (Demography, "Demography"), ("deprivation", "Deprivation"), ("business", "Business"), ("health", "Health"), ("environment", "Environment"), ("schools", "Schools"),
    ];

    public static IReadOnlyList<Choice> All { get; } =
    [
        .. Figures.Select(k => new Choice(k.Key, k.Name, "A table with an area code, a date and a column for each measure")),
        .. SetCatalogue.Standard.Sets.Where(s => !s.IsStatutory).Select(s => new Choice(s.Key, s.Name, "As published; checked row by row by the gate")),
    ];

    public static string Name(string kind) => All.FirstOrDefault(k => k.Value == kind)?.Text ?? kind;

    /// <summary>The set by which the gate checks a file of this kind; null for tables of figures.</summary>
    public static SetDefinition? SetOf(string kind) => SetCatalogue.Standard.Find(kind) is { IsStatutory: false } set ? set : null;
}
