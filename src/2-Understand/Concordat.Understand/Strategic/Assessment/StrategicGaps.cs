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
        if (content.Of(RegisterList.Gaps).Count == 0) yield return "Strengths, weaknesses and gaps are not named. Add at least one line under Gap analysis";
        // Every issue that a block is about, recommended or not.
        var treated = content.Result.Issues.Select(i => i.Theme).Where(t => content.Findings.Any(f => f.Theme == t)).ToList();
        foreach (var (register, what) in new[] { (RegisterList.Causes, "causes"), (RegisterList.Options, "what each agency could do") })
            if (treated.Where(t => content.Of(register).All(l => l["theme"] != t)).Select(t => ThemeList.Find(t)!.Name).ToList() is { Count: > 0 } without)
                yield return $"These issues do not say {what}: {string.Join(", ", without)}. Add it under {RegisterList.Find(register)!.Name}";
    }

    static IEnumerable<string> References(FrozenStrategic content)
    {
        var labels = content.Of(RegisterList.References).Select(l => l["label"]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        IEnumerable<(string, string)> Words(string register) => content.Of(register).Select(l => (RegisterList.Find(register)!.Name, string.Join('\n', RegisterList.Find(register)!.Fields.Where(f => f.Kind == FieldKind.Words).Select(f => l[f.Key]))));
        // What people said at a consultation stands beside who they were and when.
        return [
            .. Citations.Missing([.. content.Findings.Select(f => (Name(f), f.Sentence)), .. Words(RegisterList.Causes), .. Words(RegisterList.Options), .. Words(RegisterList.Gaps)], labels),
            .. Citations.Missing(Words(RegisterList.Consultation), labels, quotesNeedSource: false),
            .. content.Of(RegisterList.Survey).SelectMany(l => new[] { l["source"], l["extent-source"] }.Where(s => s.Length > 0 && !labels.Contains(s))
                .Select(s => $"The survey “{l["name"]}” names the reference “{s}”, which is not in the references. Add it there")),
        ];
    }

    /// <summary>What whoever approves should know, though it keeps nothing from being approved, a sentence each.</summary>
    public static IEnumerable<string> Notices(FrozenStrategic content, DateOnly today)
    {
        if (!content.Of(RegisterList.Consultation).Any(l => l["kind"] == RegisterList.PublicMeeting && l.Day("on") is { } on && on > today.AddYears(-1) && on <= today))
            yield return "No public meeting is recorded within the last year. Record one under Consultation, or be ready to say why there was none";
    }

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
