using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>What a run of an assessment keeps: its figures and the outline they are drawn on.</summary>
internal sealed record TacticalRunResult(TacticalResult Result, BaseMap BaseMap)
{
    public static TacticalRunResult Of(PatternRun run) => RunJson.Read<TacticalRunResult>(run.Result);
}

/// <summary>All that a paper says, kept when it is approved so that it reads the same for ever.</summary>
/// <param name="KnownShares">What is known of the offenders of a theme, a sentence by its key; null for papers of a time before it was kept.</param>
/// <param name="Sources">What the records are; null for papers of a time before it was kept.</param>
internal sealed record FrozenPaper(TacticalResult Result, BaseMap BaseMap, IReadOnlyList<TacticalFinding> Findings, EarlierDecisions? Earlier, IReadOnlyDictionary<string, string>? KnownShares = null, RecordSources? Sources = null);
