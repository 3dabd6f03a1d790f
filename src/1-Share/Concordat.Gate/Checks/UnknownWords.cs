namespace Concordat.Gate.Checks;

/// <summary>Words of suppliers that are on no list, for the person who will map them.</summary>
sealed class UnknownWords
{
    const int MostKept = 2_000, MostTold = 100, LongestTold = 80;

    readonly Dictionary<string, Dictionary<string, int>> _byField = [];

    /// <summary>Cells that stand for a small number which the publisher does not show.</summary>
    public int Suppressed { get; set; }

    /// <param name="word">With personal details taken out.</param>
    public void Add(string field, string word)
    {
        if (!_byField.TryGetValue(field, out var words)) _byField[field] = words = [];
        if (word.Length > LongestTold) word = "(a longer text)";
        if (words.Count < MostKept || words.ContainsKey(word)) words[word] = words.GetValueOrDefault(word) + 1;
    }

    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, int>>> Told() =>
        _byField.ToDictionary(f => f.Key, f => (IReadOnlyList<KeyValuePair<string, int>>)
            [.. f.Value.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Take(MostTold)]);
}
