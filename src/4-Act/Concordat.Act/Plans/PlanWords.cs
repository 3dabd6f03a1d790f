using System.Globalization;
using Concordat.Platform.Site.Forms;

namespace Concordat.Act.Plans;

/// <summary>The lists a plan is filled in from.</summary>
internal static class PlanWords
{
    public static IReadOnlyList<string> Strands { get; } = ["victim", "offender", "location"];
    public static IReadOnlyList<string> Terms { get; } = ["short", "medium", "long"];
    public static IReadOnlyList<string> Levels { get; } = ["bronze", "silver", "gold"];
    public static IReadOnlyList<string> Sources { get; } = ["own budget", "in kind", "outside money"];
    public static IReadOnlyList<string> Verdicts { get; } = ["worked", "partly worked", "failed", "not known"];
    public static IReadOnlyList<string> ReviewDecisions { get; } = ["kept", "altered", "removed"];

    /// <summary>"Short".</summary>
    public static string Capital(this string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    public static IReadOnlyList<Choice> Choices(this IEnumerable<string> words) => [.. words.Select(w => new Choice(w, w.Capital(), Hint(w)))];

    static string? Hint(string word) => word switch
    {
        "bronze" => "Local: the people on the spot",
        "silver" => "The division or district",
        "gold" => "Headquarters or the whole area",
        "short" => "A quick win: weeks",
        "medium" => "Months",
        "long" => "A year or more",
        _ => null,
    };
}

/// <summary>Money as people type it, kept in whole pence.</summary>
internal static class Money
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Reads "1,250" or "£1,250.50"; null for nothing or for what is no amount.</summary>
    public static long? Pence(string? text)
    {
        var words = text?.Replace("£", "", StringComparison.Ordinal).Trim();
        if (!decimal.TryParse(words, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, British, out var pounds) || pounds > 1_000_000_000) return null;
        return decimal.Truncate(pounds * 100) == pounds * 100 ? (long)(pounds * 100) : null;
    }

    /// <summary>True for nothing, or an amount of pounds and whole pence that is not below 0.</summary>
    public static bool IsValid(string? text) => string.IsNullOrWhiteSpace(text) || Pence(text) is >= 0;

    /// <summary>"1250.50", as a form shows it.</summary>
    public static string? Edit(long? pence) => pence is { } p ? (p / 100m).ToString("0.00", CultureInfo.InvariantCulture) : null;

    /// <summary>"£1,250.50".</summary>
    public static string Show(long? pence) => pence is { } p ? (p / 100m).ToString("£#,##0.00", British) : "–";
}
