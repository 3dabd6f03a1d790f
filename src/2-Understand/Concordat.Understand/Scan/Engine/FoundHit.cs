using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Scan.Engine;

/// <summary>Something that a rule found.</summary>
/// <param name="Rule">Key of the rule.</param>
/// <param name="Version">The rule's version.</param>
/// <param name="Pattern">What it is about: rule, theme and place, so that the same thing is not told twice.</param>
/// <param name="Month">The month it is about; of a change of level the first month of the new level.</param>
/// <param name="ThemeKey">Key of the theme; null over several.</param>
/// <param name="Place">Name of the place or area; null for the whole area.</param>
/// <param name="Observed">What was counted or measured; null where the rule measures nothing.</param>
/// <param name="Expected">What was expected where nothing had changed; null where the rule expects nothing.</param>
/// <param name="Bound">The figure beyond which it is a hit; null where there is none.</param>
/// <param name="Title">A few words for a list.</param>
/// <param name="Sentence">The finding in a sentence.</param>
/// <param name="Facts">Short supporting facts.</param>
/// <param name="RecordsQuery">The filter of its records, from the question mark on; null where it has none.</param>
internal sealed record FoundHit(
    string Rule, int Version, string Pattern, Month Month, string? ThemeKey, string? Place, double? Observed, double? Expected, double? Bound,
    string Title, string Sentence, IReadOnlyList<string> Facts, string? RecordsQuery = null);

/// <summary>What became of a rule in a scan.</summary>
/// <param name="Rule">Key of the rule.</param>
/// <param name="Version">Its version.</param>
/// <param name="Threshold">Its threshold.</param>
/// <param name="Tested">How many series, areas or squares it looked at.</param>
/// <param name="ExpectedFalse">How many hits it would give in such a scan where nothing had changed; null where the rule does not say.</param>
/// <param name="Found">Hits, those told before among them.</param>
/// <param name="Told">Hits that were new.</param>
/// <param name="NotRun">Why it could not run, in words; null where it did.</param>
internal sealed record RuleOutcome(string Rule, int Version, double Threshold, int Tested, double? ExpectedFalse, int Found, int Told, string? NotRun)
{
    public static RuleOutcome Without(RuleInForce rule, string reason) => new(rule.Rule, rule.Version, rule.Threshold, 0, null, 0, 0, reason);
}
