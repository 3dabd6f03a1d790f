namespace Concordat.Gate.Placing;

/// <summary>The words of a gazetteer's names: numbered, found exactly, by a slip of the pen, run together, or by their beginning.</summary>
internal sealed class WordList
{
    readonly Dictionary<string, int> _ids = [];
    readonly List<string> _texts = [];
    readonly Dictionary<string, (int First, int Second)> _pairs = [];
    // Every word, and every word less one letter, to the words it came from: any two words one letter apart meet here.
    readonly Dictionary<string, List<int>> _less = [];
    int[] _sorted = [];

    public int Count => _texts.Count;

    public string Text(int id) => _texts[id];

    public int Add(string word)
    {
        if (_ids.TryGetValue(word, out var id)) return id;
        _ids[word] = id = _texts.Count;
        _texts.Add(word);
        return id;
    }

    public void AddPairs(int[] words)
    {
        for (var i = 1; i < words.Length; i++) _pairs.TryAdd(_texts[words[i - 1]] + _texts[words[i]], (words[i - 1], words[i]));
    }

    public void Seal()
    {
        for (var id = 0; id < _texts.Count; id++)
        {
            if (_texts[id].Length < 4 || char.IsAsciiDigit(_texts[id][^1])) continue;
            foreach (var less in LessOne(_texts[id]).Append(_texts[id]).Distinct())
            {
                if (!_less.TryGetValue(less, out var from)) _less[less] = from = new(1);
                from.Add(id);
            }
        }
        _sorted = [.. Enumerable.Range(0, _texts.Count).OrderBy(i => _texts[i], StringComparer.Ordinal)];
    }

    public int Find(string word) => _ids.GetValueOrDefault(word, -1);

    public (int First, int Second)? FindPair(string word) => word.Length >= 6 && _pairs.TryGetValue(word, out var pair) ? pair : null;

    public IEnumerable<int> StartingWith(string start, int most)
    {
        int low = 0, high = _sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(_texts[_sorted[middle]], start) < 0) low = middle + 1;
            else high = middle;
        }
        for (; low < _sorted.Length && most-- > 0 && _texts[_sorted[low]].StartsWith(start, StringComparison.Ordinal); low++) yield return _sorted[low];
    }

    /// <summary>Words that a mistyped one may be: one letter off, two from eight letters on where none is one off, best first; 1 − letters ÷ length is their likeness.</summary>
    public (int Word, double Likeness)[] Alike(string word)
    {
        if (word.Length is < 4 or > 24 || word.AsSpan().ContainsAnyInRange('0', '9')) return [];
        var found = new List<(int Word, double Likeness)>();
        Span<char> less = stackalloc char[word.Length];
        Collect(word, word, 1, found);
        for (var i = 0; i < word.Length; i++) Collect(Without(word, i, less), word, 1, found);
        if (found.Count == 0 && word.Length >= 8)
        {
            Span<char> lesser = stackalloc char[word.Length];
            Collect(word, word, 2, found);
            for (var i = 0; i < word.Length; i++)
            {
                var one = Without(word, i, less);
                Collect(one, word, 2, found);
                for (var j = i; j < one.Length; j++) Collect(Without(one, j, lesser), word, 2, found);
            }
        }
        found.Sort((a, b) => b.Likeness.CompareTo(a.Likeness));
        return found.Count > 6 ? [.. found[..6]] : [.. found];
    }

    static ReadOnlySpan<char> Without(ReadOnlySpan<char> word, int i, Span<char> less)
    {
        word[..i].CopyTo(less);
        word[(i + 1)..].CopyTo(less[i..]);
        return less[..(word.Length - 1)];
    }

    void Collect(ReadOnlySpan<char> less, string word, int most, List<(int Word, double)> found)
    {
        if (!_less.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(less, out var from)) return;
        foreach (var id in from)
        {
            if (found.Exists(f => f.Word == id)) continue;
            var letters = Distance(word, _texts[id], most);
            if (letters <= most && !(PlaceName.Sides.Contains(_texts[id]) && PlaceName.Sides.Contains(word)))
                found.Add((id, 1 - (double)letters / Math.Max(word.Length, _texts[id].Length)));
        }
    }

    static IEnumerable<string> LessOne(string word)
    {
        for (var i = 0; i < word.Length; i++) yield return word.Remove(i, 1);
    }

    /// <summary>Letters to insert, leave out, change or swap with their neighbour (optimal string alignment); more than <paramref name="most"/> where it is more.</summary>
    internal static int Distance(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most) return most + 1;
        Span<int> before = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1], next = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            next[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                next[j] = Math.Min(Math.Min(row[j] + 1, next[j - 1] + 1), row[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) next[j] = Math.Min(next[j], before[j - 2] + 1);
                least = Math.Min(least, next[j]);
            }
            if (least > most) return most + 1;
            row.CopyTo(before);
            next.CopyTo(row);
        }
        return row[b.Length];
    }
}
