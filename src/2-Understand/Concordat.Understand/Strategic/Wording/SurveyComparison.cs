using System.Globalization;
using Concordat.Documents.Model;

namespace Concordat.Understand.Strategic.Wording;

/// <summary>An estimate of a survey with its 95% interval.</summary>
internal sealed record SurveyEstimate(double Value, double Low, double High);

/// <summary>How a survey's estimates moved beside what was recorded.</summary>
/// <param name="SurveyPercent">Change of the estimates, per cent; null where the earlier is 0.</param>
/// <param name="RecordedPercent">Change of the recorded counts, per cent; null where they are not compared.</param>
/// <param name="IsOpposite">True where one went up and the other down.</param>
/// <param name="IsClear">True where each of the two movements can be told from chance: the survey's intervals do not overlap, and the counts have a signal.</param>
/// <param name="Sentence">It in words.</param>
internal sealed record SurveyComparison(double? SurveyPercent, double? RecordedPercent, bool IsOpposite, bool IsClear, string Sentence)
{
    /// <summary>Sets a survey beside the recorded change of a year.</summary>
    public static SurveyComparison Of(SurveyEstimate before, SurveyEstimate now, double? recordedPercent, Signal recorded)
    {
        double? percent = before.Value > 0 ? 100 * (now.Value - before.Value) / before.Value : null;
        var apart = now.Low > before.High || now.High < before.Low;
        var opposite = percent is { } s && recordedPercent is { } r && Math.Sign(s) * Math.Sign(r) < 0;
        var clear = apart && recorded is (Signal.Rise or Signal.Fall);
        return new(percent, recordedPercent, opposite, clear, Words(percent, recordedPercent, opposite, clear, apart));
    }

    /// <summary>How much of what happens stands in the records, in a sentence; null where neither share is known.</summary>
    /// <param name="reported">Of those harmed, per cent who told somebody.</param>
    /// <param name="recorded">Of what was told, per cent that was recorded.</param>
    /// <param name="source">Label of the reference that says so.</param>
    public static string? Extent(double? reported, double? recorded, string source) => (reported, recorded) switch
    {
        ({ } told, { } kept) => $"About {Share(told)}% of it is reported and {Share(kept)}% of that recorded, so the records hold about {Share(told * kept / 100)} of 100 [{source}].",
        ({ } told, null) => $"About {Share(told)}% of it is reported [{source}]; how much of that is recorded is not known.",
        (null, { } kept) => $"About {Share(kept)}% of what is reported is recorded [{source}]; how much is reported is not known.",
        _ => null,
    };

    static string Share(double percent) => percent.ToString("0.#", CultureInfo.GetCultureInfo("en-GB"));

    static string Words(double? survey, double? recorded, bool opposite, bool clear, bool apart)
    {
        var told = survey is { } s ? $"The survey's estimate moved by {Signed(s)}%{(apart ? "" : ", which may be chance, for its intervals overlap")}" : "The survey's earlier estimate is 0, so it has no change in per cent";
        if (recorded is not { } r) return $"{told}. The recorded counts cannot be compared.";
        var both = $"{told}; the recorded count by {Signed(r)}%.";
        if (!opposite) return both;
        return clear
            ? $"{both} They move in opposite directions: what people report or what is recorded has changed, so the recorded count is no measure of the change by itself."
            : $"{both} They point in opposite directions, but not both can be told from chance.";
    }

    static string Signed(double value) => (value < 0 ? "−" : "+") + Math.Abs(value).ToString("0.0", CultureInfo.GetCultureInfo("en-GB"));
}
