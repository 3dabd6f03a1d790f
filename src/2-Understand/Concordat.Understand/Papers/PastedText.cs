using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Concordat.Understand.Papers;

/// <summary>Words as somebody pasted them, cleaned of what a word processor left in them, and what was done told.</summary>
/// <param name="Text">Plain words; paragraphs parted by one blank line.</param>
/// <param name="Notes">What was taken out or kept, a sentence each; empty when nothing was.</param>
internal sealed partial record PastedText(string Text, IReadOnlyList<string> Notes)
{
    /// <summary>Takes out tracked deletions, keeps tracked insertions, leaves out pictures, comments and formatting. Other marks, such as "a &lt; b", stay as typed.</summary>
    public static PastedText Clean(string? pasted)
    {
        var text = (pasted ?? "").ReplaceLineEndings("\n");
        var notes = new List<string>();
        if (Markup().IsMatch(text))
        {
            text = Take(Deleted(), text, "", n => notes.Add($"{Count(n, "tracked deletion")} taken out."));
            text = Take(Inserted(), text, m => m.Groups["words"].Value, n => notes.Add($"{Count(n, "tracked insertion")} kept."));
            text = Take(Comments(), text, "", n => notes.Add($"{Count(n, "comment")} left out."));
            text = Take(Pictures(), text, "", n => notes.Add($"{Count(n, "picture")} left out: a block holds words alone."));
            text = BlockEnds().Replace(text, "\n");
            text = Take(Tags(), text, "", _ => notes.Add("Formatting of the word processor left out."));
            text = WebUtility.HtmlDecode(text);
        }
        // What a plain paste leaves where a picture or a field stood.
        text = Take(Placeholders(), text, "", n => notes.Add($"{Count(n, "picture")} left out: a block holds words alone."));
        return new(Even(text), notes);
    }

    static string Take(Regex pattern, string text, string put, Action<int> told) => Take(pattern, text, _ => put, told);

    static string Take(Regex pattern, string text, MatchEvaluator put, Action<int> told)
    {
        var found = 0;
        var result = pattern.Replace(text, m =>
        {
            found++;
            return put(m);
        });
        if (found > 0) told(found);
        return result;
    }

    static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";

    // Control characters go, hard spaces become spaces, runs of blank lines one.
    static string Even(string text)
    {
        var even = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
            even.Append(c switch { '\u00A0' or '\t' => ' ', '\v' or '\f' or '\u2028' or '\u2029' => '\n', '\u00AD' or '\u200B' or '\uFEFF' => '\0', _ => c });
        even.Replace("\0", "");
        var lines = even.ToString().Split('\n').Select(l => Spaces().Replace(new string([.. l.Where(c => !char.IsControl(c))]), " ").Trim());
        return BlankLines().Replace(string.Join('\n', lines), "\n\n").Trim();
    }

    const string Office = @"(?:del|ins|img|w:\w+|o:\w+|v:\w+|m:\w+|span|font|style|meta|link|html|body|p|br|b|i|u|strong|em|div|table|tbody|tr|td|th|ul|ol|li|h[1-6]|a|xml)";

    [GeneratedRegex(@"<(?:del|ins|img|w:\w+|o:\w+|v:\w+)\b[^>]*>|<!--|<[a-z][^>]*\bmso-|class=""?Mso", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex(@"<(?<t>del|w:del)\b[^>]*>.*?</\k<t>\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Deleted();

    [GeneratedRegex(@"<(?<t>ins|w:ins)\b[^>]*>(?<words>.*?)</\k<t>\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Inserted();

    [GeneratedRegex(@"<!--.*?(?:-->|\z)", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"<(?:img|v:imagedata)\b[^>]*>|<(?<t>w:drawing|w:pict)\b[^>]*>.*?</\k<t>\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Pictures();

    [GeneratedRegex(@"</(?:p|div|li|tr|h[1-6]|w:p)\s*>|<(?:br|w:br)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex BlockEnds();

    [GeneratedRegex("</?" + Office + @"\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tags();

    [GeneratedRegex("[\uFFFC]")]
    private static partial Regex Placeholders();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex("\n{3,}")]
    private static partial Regex BlankLines();
}
