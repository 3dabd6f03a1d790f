using Concordat.Partnership.Themes;
using Concordat.Platform.Site.Forms;

namespace Concordat.Share.OpenSources;

/// <summary>Kinds of public sources, and the two scales by which they are graded.</summary>
/// <remarks>The scales are those of the 3x5x2 intelligence report: College of Policing, Authorised Professional Practice, Intelligence management.</remarks>
internal static class OpenSourceChoices
{
    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        new("news", "News"), new("council papers", "Council papers"), new("social media", "Page of social media"), new("statistics", "Published statistics"), new("other", "Other public source"),
    ];

    /// <summary>How far the source is relied on.</summary>
    public static IReadOnlyList<Choice> SourceGrades { get; } =
    [
        new("1", "1: reliable", "Believed to be competent, and right before"),
        new("2", "2: untested", "Nothing is known yet for or against it"),
        new("3", "3: not reliable", "There is reason to doubt it"),
    ];

    /// <summary>How the source knows what it says.</summary>
    public static IReadOnlyList<Choice> InformationGrades { get; } =
    [
        new("A", "A: known directly to the source"),
        new("B", "B: known indirectly, and corroborated"),
        new("C", "C: known indirectly"),
        new("D", "D: not known how the source knows"),
        new("E", "E: suspected to be false"),
    ];

    public static IReadOnlyList<Choice> NamesChoices { get; } =
    [
        new("remove", "Take them out", "Each is replaced by a mark that says what stood there"),
        new("keep", "They stay", "I have looked: they are public, and needed for what this shows"),
    ];

    public static IReadOnlyList<Choice> Themes { get; } = [.. ThemeList.All.Select(t => new Choice(t.Key, t.Name))];

    public static string KindOf(string kind) => Kinds.FirstOrDefault(k => k.Value == kind)?.Text ?? kind;
}
