using Concordat.Gate.Identifiers;
using Concordat.Share.Disclosures.Contracts;

namespace Concordat.Share.Disclosures.Rights;

/// <summary>Hides other people by the rules of the gate, which know names, numbers and dates by their shape.</summary>
internal sealed class ThirdParties(TimeProvider clock) : IThirdParties
{
    /// <summary>What stands in the place of a person named by hand.</summary>
    public const string Somebody = "[another person]";

    // Private-use characters: no finder takes them for a letter of a name.
    const int FirstStandIn = 0xE000, MostStandIns = 0x1000;

    public string Hide(string text, IReadOnlyList<string> own, IReadOnlyList<string> hidden)
    {
        var kept = own.Where(w => w.Length > 1).OrderByDescending(w => w.Length).Take(MostStandIns).ToList();
        var found = new List<string>();
        // Words to hide go before words to keep are set aside: a longer name that holds the person's own is another person's.
        foreach (var word in hidden.Where(h => h.Length > 1 && !kept.Exists(k => k.Contains(h, StringComparison.OrdinalIgnoreCase))).OrderByDescending(h => h.Length))
            text = text.Replace(word, Somebody, StringComparison.OrdinalIgnoreCase);
        foreach (var word in kept) text = SetAside(text, word, found);
        text = new IdentifierScanner(clock).Clean(text, CellSetting.FreeText, new());
        for (var i = 0; i < found.Count; i++) text = text.Replace(StandIn(i), found[i], StringComparison.Ordinal);
        return text;
    }

    /// <summary>Each way in which the word is written comes back as it stood.</summary>
    static string SetAside(string text, string word, List<string> found)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0 && found.Count < MostStandIns; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            found.Add(text.Substring(at, word.Length));
            text = string.Concat(text.AsSpan(0, at), StandIn(found.Count - 1), text.AsSpan(at + word.Length));
        }
        return text;
    }

    static string StandIn(int number) => ((char)(FirstStandIn + number)).ToString();
}
