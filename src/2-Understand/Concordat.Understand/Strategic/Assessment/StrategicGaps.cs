using Concordat.Partnership.Themes;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Registers;
using Concordat.Understand.Strategic.Wording;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>What keeps an assessment from being approved, a sentence each with what to do.</summary>
internal static class StrategicGaps
{
    /// <param name="pages">Pages of the paper.</param>
    /// <param name="lengthReason">Why it is longer than it should be; null for none given.</param>
    /// <param name="isUpToDate">Whether the figures were made with the breaks as they stand.</param>
    public static IReadOnlyList<string> Of(FrozenStrategic content, int pages, string? lengthReason, bool isUpToDate) =>
        [.. Parts(content), .. Registers(content), .. References(content), .. Rest(content, pages, lengthReason, isUpToDate)];

    static IEnumerable<string> Parts(FrozenStrategic content) => PartState.Of(content.Result, content.Findings).Where(p => p.IsEmpty).Select(p => p.Part switch
    {
        StrategicPart.LastYear => "“How far last year's plan was done” is empty. Add its items under Last year's plan",
        StrategicPart.Recommended => "“Recommended priorities” is empty, for no issue has a record in the last twelve months",
        _ => $"“{p.Name}” is empty. Write at least one block for it",
    });

    static IEnumerable<string> Registers(FrozenStrategic content)
    {
        if (content.Of(RegisterList.Consultation).Count == 0) yield return "Nobody was consulted. An assessment cannot be approved without at least one consultation: record how, who, when, what they said and what was done";
        if (content.Of(RegisterList.Validations).Count == 0 && content.Result.Themes.Any(t => t.Outlook.Years.Count > 0))
            yield return "Nobody has validated the projections. Put them to somebody who knows the field, and record what they said";
        var recommended = content.Result.Issues.Where(i => i.IsRecommended).Select(i => i.Theme).ToList();
        foreach (var (register, what) in new[] { (RegisterList.Causes, "causes"), (RegisterList.Options, "what each agency could do") })
            if (recommended.Where(t => content.Of(register).All(l => l["theme"] != t)).Select(t => ThemeList.Find(t)!.Name).ToList() is { Count: > 0 } without)
                yield return $"These recommended issues do not say {what}: {string.Join(", ", without)}. Add it under {RegisterList.Find(register)!.Name}";
    }

    static IEnumerable<string> References(FrozenStrategic content) => Citations.Missing(
        content.Findings.Select(f => (Name(f), f.Sentence)), [.. content.Of(RegisterList.References).Select(l => l["label"])])
        .Concat(content.Of(RegisterList.Survey).Where(l => content.Of(RegisterList.References).All(r => !string.Equals(r["label"], l["source"], StringComparison.OrdinalIgnoreCase)))
            .Select(l => $"The survey “{l["name"]}” names the reference “{l["source"]}”, which is not in the references. Add it there"));

    static IEnumerable<string> Rest(FrozenStrategic content, int pages, string? reason, bool isUpToDate)
    {
        if (Length.Refusal(pages, reason) is { } tooLong) yield return tooLong;
        if (!isUpToDate) yield return "The breaks in series changed after the figures were made. Make the figures again";
    }

    /// <summary>A block's name for people: its theme and its part.</summary>
    public static string Name(StrategicFinding finding) => Name(finding.Theme, finding.Part);

    /// <inheritdoc cref="Name(StrategicFinding)"/>
    public static string Name(string? theme, StrategicPart part) => $"{(theme is null ? "All themes" : ThemeList.Find(theme)?.Name ?? theme)}: {PartState.NameOf(part).ToLowerInvariant()}";
}
