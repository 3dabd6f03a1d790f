using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Registers;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>All that a strategic paper says, kept when it is approved so that it reads the same for ever.</summary>
/// <param name="Registers">The lines of each register, by its key.</param>
/// <param name="Sources">What the records are; null for papers of a time before it was kept.</param>
/// <param name="MethodChanges">What is done otherwise than last year, a sentence each; null where nothing was issued before.</param>
internal sealed record FrozenStrategic(
    StrategicResult Result, BaseMap BaseMap, IReadOnlyList<StrategicFinding> Findings, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Registers,
    IReadOnlyList<string>? MethodChanges, StrategicStructure Structure, string? LengthReason, RecordSources? Sources = null)
{
    /// <summary>The lines of a register; none for one that has none.</summary>
    public IReadOnlyList<Line> Of(string register) => Registers.TryGetValue(register, out var lines) ? [.. lines.Select(l => new Line(l))] : [];
}

/// <summary>What was done otherwise than in the assessment before: the method is kept constant or the change is told.</summary>
internal static class MethodChanges
{
    /// <summary>The changes, a sentence each; empty when the method is the same.</summary>
    public static IReadOnlyList<string> Between(StrategicResult before, StrategicResult now) => [.. All(before, now)];

    static IEnumerable<string> All(StrategicResult before, StrategicResult now)
    {
        if (before.Method.Settings != now.Method.Settings) yield return $"Hot spots: squares of {now.Method.Settings.CellMetres:0} m within {now.Method.Settings.NeighbourhoodMetres:0} m, q at most {now.Method.Settings.FalseDiscoveryRate}; before, {before.Method.Settings.CellMetres:0} m within {before.Method.Settings.NeighbourhoodMetres:0} m, q at most {before.Method.Settings.FalseDiscoveryRate}.";
        if (before.Method.ThemeListVersion != now.Method.ThemeListVersion) yield return $"Themes: version {now.Method.ThemeListVersion} of the list; before, version {before.Method.ThemeListVersion}.";
        if (before.Method.Version != now.Method.Version) yield return $"Software: Concordat {now.Method.Version}; before, {before.Method.Version}.";
        if (before.AreaName != now.AreaName) yield return $"Area: {now.AreaName}; before, {before.AreaName}.";
        foreach (var line in Ranking(before.Matrix, now.Matrix)) yield return line;
        var (past, present) = (before.Themes.Select(t => t.Name).ToList(), now.Themes.Select(t => t.Name).ToList());
        if (present.Except(past).ToList() is { Count: > 0 } joined) yield return $"Counted now and not before: {string.Join(", ", joined)}.";
        if (past.Except(present).ToList() is { Count: > 0 } left) yield return $"Counted before and not now: {string.Join(", ", left)}.";
        foreach (var b in now.Breaks.Where(b => before.Breaks.All(o => o.Month != b.Month || o.Theme != b.Theme)))
            yield return $"A break in series in {b.Month.LongName}: {b.What}.";
        if ((before.Residents is null) != (now.Residents is null)) yield return now.Residents is null ? "Rates are no longer given, for the number of residents is not known." : "Rates for each thousand residents are given for the first time.";
    }

    static IEnumerable<string> Ranking(RiskMatrix before, RiskMatrix now)
    {
        foreach (var c in now.Criteria)
            if (before.Criteria.FirstOrDefault(o => o.Key == c.Key) is not { } old) yield return $"Ranking: the criterion {c.Name.ToLowerInvariant()} is new.";
            else if (Math.Abs(old.Weight - c.Weight) > 1e-9) yield return $"Ranking: {c.Name.ToLowerInvariant()} weighs {c.Weight:0.##}; before, {old.Weight:0.##}.";
        if (before.Severity is { } then && now.Severity is { } table && then.TableId != table.TableId) yield return $"Ranking: severity by {table.Name}, version {table.Version}; before, {then.Name}, version {then.Version}.";
        if (now.Harm.Keys.Union(before.Harm.Keys).Any(t => before.HarmOf(t) != now.HarmOf(t))) yield return "Ranking: the harm of a typical case was set anew for some themes.";
        foreach (var gone in before.Criteria.Where(o => now.Criteria.All(c => c.Key != o.Key))) yield return $"Ranking: the criterion {gone.Name.ToLowerInvariant()} is no longer used.";
    }
}
