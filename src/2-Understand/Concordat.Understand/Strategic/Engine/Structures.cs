using Concordat.Partnership.Themes;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>The side each theme is first seen from; a beginning, for partners to change.</summary>
internal static class Sides
{
    static readonly string[] Offender = ["drugs", "possession-of-weapons", "shoplifting", "public-order", "malicious-false-alarms"];
    static readonly string[] Location = ["anti-social-behaviour", "criminal-damage-and-arson", "deliberate-fires", "other-fire-incidents", "road-casualties", "transport-incidents", "public-safety-and-welfare"];

    public static ProblemSide Of(string theme) => Offender.Contains(theme) ? ProblemSide.Offender : Location.Contains(theme) ? ProblemSide.Location : ProblemSide.Victim;
}

/// <summary>A chapter: findings under one heading.</summary>
public sealed record Chapter(string Heading, string? Intro, IReadOnlyList<StrategicFinding> Findings);

/// <summary>Puts the same findings into one of four orders. No finding is changed, left out or told twice.</summary>
public static class Structures
{
    /// <summary>The structure as the command line and files name it.</summary>
    public static string Name(StrategicStructure structure) => structure switch
    {
        StrategicStructure.CrimeType => "crime-type",
        StrategicStructure.Priorities => "priorities",
        StrategicStructure.Supplier => "supplier",
        _ => "problem",
    };

    /// <summary>The structure so named; null when there is none.</summary>
    public static StrategicStructure? Named(string text) => Enum.GetValues<StrategicStructure>().Cast<StrategicStructure?>().FirstOrDefault(s => Name(s!.Value) == text);

    public static IReadOnlyList<Chapter> Arrange(StrategicResult result, IReadOnlyList<StrategicFinding> findings, StrategicStructure structure)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(findings);
        IEnumerable<Chapter> chapters = structure switch
        {
            StrategicStructure.CrimeType => [Whole(findings.Where(f => f.Theme is null)), .. ByTheme(findings, result.Issues.Select(i => i.Theme)), Rest(result, findings)],
            StrategicStructure.Priorities => ByPriority(result, findings),
            StrategicStructure.Supplier => BySupplier(result, findings),
            _ => BySide(findings),
        };
        return [.. chapters.Where(c => c.Findings.Count > 0)];
    }

    static Chapter Whole(IEnumerable<StrategicFinding> findings) => new("The area as a whole", null, [.. findings]);

    static IEnumerable<Chapter> ByTheme(IReadOnlyList<StrategicFinding> findings, IEnumerable<string> keys) =>
        keys.Select(k => new Chapter(ThemeList.Find(k)!.Name, null, [.. findings.Where(f => f.Theme == k)]));

    // Themes without a record in the last year are no issues, but what was found of them is told.
    static Chapter Rest(StrategicResult result, IReadOnlyList<StrategicFinding> findings)
    {
        var ranked = result.Issues.Select(i => i.Theme).ToHashSet();
        return new("Themes without a record in the last year", null, [.. findings.Where(f => f.Theme is { } t && !ranked.Contains(t))]);
    }

    static IEnumerable<Chapter> ByPriority(StrategicResult result, IReadOnlyList<StrategicFinding> findings)
    {
        yield return Whole(findings.Where(f => f.Theme is null));
        foreach (var chapter in ByTheme(findings, result.Priorities)) yield return chapter with { Intro = "A present priority." };
        var rest = result.Issues.Select(i => i.Theme).Concat(result.Themes.Select(t => t.Key)).Distinct().Except(result.Priorities).ToList();
        yield return new(result.Priorities.Count > 0 ? "Issues outside the present priorities" : "Issues, no present priorities given", null,
            [.. rest.SelectMany(k => findings.Where(f => f.Theme == k))]);
    }

    static IEnumerable<Chapter> BySupplier(StrategicResult result, IReadOnlyList<StrategicFinding> findings)
    {
        var order = result.Issues.Select(i => i.Theme).Concat(result.Themes.Select(t => t.Key)).Distinct().ToList();
        return findings.GroupBy(f => f.Supplier, StringComparer.Ordinal).Select(g => new Chapter($"From {g.Key}", null,
            [.. g.Where(f => f.Theme is null), .. order.SelectMany(k => g.Where(f => f.Theme == k))]));
    }

    static IEnumerable<Chapter> BySide(IReadOnlyList<StrategicFinding> findings)
    {
        yield return Whole(findings.Where(f => f.Side == ProblemSide.Whole));
        yield return new("Offenders", "The records say nothing about who did it, so this side lacks evidence: these are the themes first seen from it.", On(ProblemSide.Offender));
        yield return new("Victims", "The records say nothing about who was harmed, so this side lacks evidence: these are the themes first seen from it.", On(ProblemSide.Victim));
        yield return new("Locations", "Where records stand out and come back, of every theme, and the themes first seen from this side.", On(ProblemSide.Location));
        List<StrategicFinding> On(ProblemSide side) => [.. findings.Where(f => f.Side == side)];
    }
}
