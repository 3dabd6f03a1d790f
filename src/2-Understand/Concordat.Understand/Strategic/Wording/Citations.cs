using System.Text.RegularExpressions;

namespace Concordat.Understand.Strategic.Wording;

/// <summary>What the words of an assessment cite, and what of it stands in no register.</summary>
/// <remarks>A source is cited by its label in square brackets: "[Housing needs 2026]". A quotation of five words or more has a citation in its block.</remarks>
internal static partial class Citations
{
    const int FewestQuotedWords = 5;

    /// <summary>The labels cited, each once, in order.</summary>
    public static IReadOnlyList<string> In(string words) => [.. Label().Matches(words).Select(m => m.Groups["label"].Value.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What is missing, a sentence each; empty when all is there.</summary>
    /// <param name="blocks">Name and words of each block.</param>
    /// <param name="register">Labels of the references register.</param>
    /// <param name="quotesNeedSource">False for words that say by themselves whose they are.</param>
    public static IReadOnlyList<string> Missing(IEnumerable<(string Name, string Words)> blocks, IReadOnlyCollection<string> register, bool quotesNeedSource = true)
    {
        var missing = new List<string>();
        foreach (var (name, words) in blocks)
        {
            var cited = In(words);
            missing.AddRange(cited.Where(c => !register.Contains(c, StringComparer.OrdinalIgnoreCase)).Select(c => $"“{name}” cites [{c}], which is not in the references. Add the reference, or take the citation out"));
            if (quotesNeedSource && cited.Count == 0 && Quotation().Matches(words).Any(q => q.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= FewestQuotedWords))
                missing.Add($"“{name}” holds a quotation without its source. Put the reference's label in square brackets after it");
        }
        return missing;
    }

    [GeneratedRegex(@"\[(?<label>[^\[\]\n]{1,60})\]")]
    private static partial Regex Label();

    [GeneratedRegex("[\u201C\"](?<words>[^\u201C\u201D\"\n]+)[\u201D\"]")]
    private static partial Regex Quotation();
}
