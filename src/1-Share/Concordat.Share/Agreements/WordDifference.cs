namespace Concordat.Share.Agreements;

/// <summary>What became of a stretch of words.</summary>
internal enum WordChange
{
    Same,
    Removed,
    Added,
}

/// <summary>Some words in a row with the same fate.</summary>
internal sealed record WordStretch(WordChange Change, string Words);

/// <summary>How one text became another, word by word: the longest sequence of words that both have stays.</summary>
internal static class WordDifference
{
    /// <summary>Words are parted by white space; the time grows with the product of the two lengths.</summary>
    public static IReadOnlyList<WordStretch> Between(string before, string after)
    {
        var (a, b) = (Split(before), Split(after));
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var changes = new List<(WordChange Change, string Word)>();
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j]) (_, i, j) = (Note(WordChange.Same, a[i]), i + 1, j + 1);
            else if (i < a.Length && (j == b.Length || common[i + 1, j] >= common[i, j + 1])) (_, i) = (Note(WordChange.Removed, a[i]), i + 1);
            else (_, j) = (Note(WordChange.Added, b[j]), j + 1);
        }
        return Joined(changes);

        bool Note(WordChange change, string word)
        {
            changes.Add((change, word));
            return true;
        }
    }

    static List<WordStretch> Joined(List<(WordChange Change, string Word)> changes)
    {
        var stretches = new List<WordStretch>();
        foreach (var (change, word) in changes)
        {
            if (stretches.Count > 0 && stretches[^1].Change == change) stretches[^1] = new(change, $"{stretches[^1].Words} {word}");
            else stretches.Add(new(change, word));
        }
        return stretches;
    }

    static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
