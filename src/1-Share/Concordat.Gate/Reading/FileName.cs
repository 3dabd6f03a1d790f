using System.Globalization;
using System.Text;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;

namespace Concordat.Gate.Reading;

/// <summary>Names as senders write them, made fit to be shown. They are never used as a path.</summary>
static class FileName
{
    const int Longest = 120;

    static readonly IdentifierScanner Scanner = new();

    /// <summary>The name of a sheet, or of a file in an archive, as it may be told: with what is personal taken out.</summary>
    public static string Inner(string name) => ToldHeading.Of(Shown(name), Scanner);

    /// <summary>The last part of a path without control and direction marks; "file" where nothing is left.</summary>
    public static string Shown(string name)
    {
        var last = name.LastIndexOfAny(['/', '\\', ':']) is var at and >= 0 ? name[(at + 1)..] : name;
        var kept = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            if (kept.Length >= Longest) break;
            // Format characters turn the reading direction round, so that "gpj.exe" shows as "exe.jpg".
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)) kept.Append(rune.ToString());
        }
        var shown = kept.ToString().Trim().Trim('.').Trim();
        return shown.Length == 0 ? "file" : shown;
    }
}
