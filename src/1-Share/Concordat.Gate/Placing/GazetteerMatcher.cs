namespace Concordat.Gate.Placing;

/// <summary>A place of the gazetteer.</summary>
/// <param name="Kind">"car park", "open space", "station", "road section", "junction", "bus stop", "pub"…</param>
/// <param name="Easting">Of the point that stands for the place; metres, EPSG:27700.</param>
/// <param name="Northing">Of the point that stands for the place; metres, EPSG:27700.</param>
/// <param name="HalfWidthMetres">Half the width, or length, of the place.</param>
/// <param name="Area">Ward or part of town it lies in; null where unknown.</param>
/// <param name="Aliases">Other names people use.</param>
public sealed record GazetteerEntry(Guid Id, string Name, string Kind, double Easting, double Northing, double HalfWidthMetres, string? Area, IReadOnlyList<string> Aliases);

/// <summary>A place that a text might mean.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="IsBeside">True where the text says near, opposite or behind it.</param>
public readonly record struct GazetteerMatch(GazetteerEntry Entry, double Score, bool IsBeside);

/// <summary>Finds the places of a gazetteer that a text might mean, however people write them.</summary>
/// <remarks>
/// Names, aliases and texts are cut into words with abbreviations written out ("nr St Johns Ch, Mill Rd"). Words weigh by their rarity in the gazetteer,
/// ln(1 + N / names with the word), half that for road, street, lane and their like. A word not in the gazetteer counts as one that differs by a letter (two from eight letters on), less in proportion.
/// Score = 100 × (0.65 × share of the name's weight found in the text + 0.35 × share of the text's weight found in the name), less 3 for another order,
/// less 12 where the text names another ward than the place's. At most 89, so that a person is asked, where the text or the name says a word the other does not;
/// at most 80 where one says north and the other south, at most 85 where one is a road and the other a lane. House numbers, the town, the right ward and
/// words that only say the kind weigh nothing where the name lacks them. Names that equal the text score 100, or 88 where the text names another ward.
/// Made once, then read by any number of threads; a query looks at the postings of its rarest words alone.
/// </remarks>
public sealed class GazetteerMatcher
{
    const double NameShare = 0.65, TextShare = 0.35, OrderPenalty = 3, WardPenalty = 12, UnsaidCap = 89, SideCap = 80, TypeCap = 85;
    const int MostPostings = 1_000, MostScored = 40, MostWords = 24;

    readonly GazetteerEntry[] _entries;
    readonly int[] _areaOf;           // entry to ward, or −1
    readonly string[][] _kindWords;
    readonly int[] _entryOf;          // name to entry
    readonly int[][] _nameWords;      // name to words in order
    readonly double[] _nameWeight;
    readonly Dictionary<string, int[]> _exact = [];
    readonly Dictionary<string, int> _wards = [];
    readonly int _longestWard;
    readonly HashSet<string> _towns;
    readonly WordList _words = new();
    readonly int[][] _postings;
    readonly double[] _weights;
    readonly double _unknownWeight;

    /// <param name="entries">The gazetteer.</param>
    /// <param name="towns">Names of the town, borough or county that people add to an address and that tell nothing within it.</param>
    public GazetteerMatcher(IReadOnlyList<GazetteerEntry> entries, IEnumerable<string>? towns = null)
    {
        _entries = [.. entries];
        _areaOf = [.. _entries.Select(e => e.Area is null ? -1 : Ward(PlaceName.Of(e.Area).Key))];
        _longestWard = _wards.Keys.Select(w => w.Split(' ').Length).DefaultIfEmpty(0).Max();
        var kinds = _entries.Select(e => e.Kind).Distinct().ToDictionary(k => k, KindWords);
        _kindWords = [.. _entries.Select(e => kinds[e.Kind])];
        _towns = [.. (towns ?? []).SelectMany(Words)];
        var (entryOf, nameWords, exact) = (new List<int>(), new List<int[]>(), new Dictionary<string, List<int>>());
        for (var entry = 0; entry < _entries.Length; entry++)
            foreach (var name in _entries[entry].Aliases.Prepend(_entries[entry].Name).Distinct())
            {
                var read = PlaceName.Of(name);
                if (read.Words.Count == 0) continue;
                if (!exact.TryGetValue(read.Key, out var same)) exact[read.Key] = same = [];
                if (!same.Contains(entry)) same.Add(entry);
                entryOf.Add(entry);
                nameWords.Add([.. read.Words.Take(MostWords).Select(w => _words.Add(w.Text))]);
            }
        foreach (var (key, same) in exact) _exact[key] = [.. same];
        (_entryOf, _nameWords) = ([.. entryOf], [.. nameWords]);
        var postings = new List<int>[_words.Count];
        for (var name = 0; name < _nameWords.Length; name++)
            foreach (var word in _nameWords[name].Distinct()) (postings[word] ??= []).Add(name);
        _postings = [.. postings.Select(p => p.ToArray())];
        var names = Math.Max(1, _nameWords.Length);
        _weights = [.. _postings.Select((p, word) => Math.Log(1 + (double)names / p.Length) * (PlaceName.StreetTypes.Contains(_words.Text(word)) ? 0.5 : 1))];
        _unknownWeight = Math.Log(1 + names);
        _nameWeight = [.. _nameWords.Select(words => words.Sum(w => _weights[w]))];
        foreach (var words in _nameWords) _words.AddPairs(words);
        _words.Seal();
    }

    /// <summary>Places held.</summary>
    public int Count => _entries.Length;

    /// <summary>The places a text might mean, best first; none scores 0.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<GazetteerMatch> Match(string text, int most = 5)
    {
        var read = PlaceName.Of(text.Length > 300 ? text[..300] : text);
        if (read.Words.Count == 0 || _entries.Length == 0) return [];
        Span<int> ward = stackalloc int[Math.Min(read.Words.Count, MostWords)]; // the ward whose name a word is part of, or −1
        MarkWards(read.Words, ward);
        var scores = new List<(int Entry, double Score)>();
        Exact(read, ward, scores);
        if (scores.Count == 0) Alike(read, ward, scores);
        scores.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Entry.CompareTo(b.Entry));
        return [.. scores.Take(most).Select(s => new GazetteerMatch(_entries[s.Entry], Math.Round(s.Score, 1), read.IsBeside))];
    }

    /// <summary>Places for what somebody is still typing: the last word may be unfinished.</summary>
    public IReadOnlyList<GazetteerMatch> Suggest(string text, int most = 10)
    {
        var read = PlaceName.Of(text.Length > 300 ? text[..300] : text);
        if (read.Words.Count == 0 || _entries.Length == 0) return [];
        var matches = Match(text, most).Where(m => m.Score >= 40).ToList();
        var last = read.Words[^1].Text;
        var before = read.Words.Take(read.Words.Count - 1).Select(w => w.Text).ToArray();
        var held = matches.Select(m => m.Entry.Id).ToHashSet();
        foreach (var word in _words.StartingWith(last, 40))
            foreach (var name in _postings[word])
            {
                if (matches.Count >= most * 4 || !before.All(b => _words.Find(b) is var id && id >= 0 && _nameWords[name].Contains(id))) continue;
                var entry = _entries[_entryOf[name]];
                if (held.Add(entry.Id)) matches.Add(new(entry, 60, read.IsBeside));
            }
        return [.. matches.OrderByDescending(m => m.Score).ThenBy(m => m.Entry.Name, StringComparer.Ordinal).Take(most)];
    }

    int Ward(string key)
    {
        if (key.Length == 0) return -1;
        if (!_wards.TryGetValue(key, out var ward)) _wards[key] = ward = _wards.Count;
        return ward;
    }

    void MarkWards(IReadOnlyList<PlaceWord> words, Span<int> ward)
    {
        ward.Fill(-1);
        for (var from = 0; from < ward.Length; from++)
            for (var length = Math.Min(_longestWard, ward.Length - from); length > 0; length--)
            {
                var key = length == 1 ? words[from].Text : string.Join(' ', words.Skip(from).Take(length).Select(w => w.Text));
                if (!_wards.TryGetValue(key, out var found)) continue;
                ward.Slice(from, length).Fill(found);
                from += length - 1;
                break;
            }
    }

    // The whole text; without house numbers; without the town; without the ward, which then tells places of one name apart.
    void Exact(PlaceName read, ReadOnlySpan<int> ward, List<(int, double)> scores)
    {
        if (_exact.TryGetValue(read.Key, out var same) || _exact.TryGetValue(read.KeyWithoutNumbers, out same))
        {
            foreach (var entry in same) scores.Add((entry, 100));
            return;
        }
        var (bare, said) = (new List<string>(8), -1);
        for (var i = 0; i < ward.Length; i++)
        {
            var word = read.Words[i];
            if (word.Kind == PlaceWordKind.Number || _towns.Contains(word.Text)) continue;
            if (ward[i] >= 0 && bare.Count > 0) said = ward[i];
            else bare.Add(word.Text);
        }
        if (!_exact.TryGetValue(string.Join(' ', bare), out same)) return;
        foreach (var entry in same) scores.Add((entry, said < 0 || _areaOf[entry] == said ? 100 : 100 - WardPenalty));
    }

    void Alike(PlaceName read, ReadOnlySpan<int> ward, List<(int Entry, double Score)> scores)
    {
        var terms = Terms(read, ward);
        var scratch = Scratch.Rent(_nameWords.Length);
        foreach (var name in Likely(terms, scratch))
        {
            var score = Score(terms, name);
            if (score <= 0) continue;
            var held = scores.FindIndex(s => s.Entry == _entryOf[name]);
            if (held < 0) scores.Add((_entryOf[name], score));
            else if (scores[held].Score < score) scores[held] = (_entryOf[name], score);
        }
        scratch.Return();
    }

    readonly record struct Term(string Text, (int Word, double Likeness)[] Means, double Weight, bool IsSoft, int Ward);

    List<Term> Terms(PlaceName read, ReadOnlySpan<int> ward)
    {
        var terms = new List<Term>(ward.Length + 1);
        for (var i = 0; i < ward.Length; i++)
        {
            var (text, kind) = read.Words[i];
            var word = _words.Find(text);
            if (word < 0 && i + 1 < ward.Length && _words.Find(text + read.Words[i + 1].Text) is var joined and >= 0)
            {
                terms.Add(new(text, [(joined, 1)], _weights[joined], false, -1)); // "quay side" for Quayside
                i++;
                continue;
            }
            if (word < 0 && _words.FindPair(text) is { } pair)
            {
                terms.Add(new(text, [(pair.First, 1)], _weights[pair.First], false, -1)); // "boatsteps" for Boat Steps
                terms.Add(new(text, [(pair.Second, 1)], _weights[pair.Second], false, -1));
                continue;
            }
            var soft = kind == PlaceWordKind.Number || _towns.Contains(text);
            (int Word, double)[] means = word >= 0 ? [(word, 1)] : soft || ward[i] >= 0 ? [] : _words.Alike(text);
            terms.Add(new(text, means, means.Length > 0 ? _weights[means[0].Word] : _unknownWeight, soft, ward[i]));
        }
        return terms;
    }

    // The names that share the rarest words with the text; common words ("road", "park") bring none in unless there is nothing else.
    List<int> Likely(List<Term> terms, Scratch scratch)
    {
        var words = scratch.Words;
        foreach (var term in terms)
            foreach (var (word, likeness) in term.Means)
                // A ward's own words come last: they are named more often than meant.
                words.Add((word, (float)(_weights[word] * likeness), term.Ward >= 0));
        words.Sort((a, b) => a.InWard != b.InWard ? a.InWard.CompareTo(b.InWard) : b.Weight.CompareTo(a.Weight));
        var touched = scratch.Touched;
        foreach (var (word, weight, _) in words)
        {
            var postings = _postings[word];
            if (touched.Count > 0 && touched.Count + postings.Length > MostPostings)
            {
                foreach (var name in touched)
                    if (Array.IndexOf(_nameWords[name], word) >= 0) scratch.Sums[name] += weight;
                continue;
            }
            foreach (var name in postings)
            {
                if (scratch.Sums[name] == 0) touched.Add(name);
                scratch.Sums[name] += weight;
            }
        }
        if (touched.Count <= MostScored) return touched;
        return Best(touched, scratch);
    }

    // Of names that hold the same words the one with least else comes first.
    List<int> Best(List<int> touched, Scratch scratch)
    {
        var (best, ranks) = (scratch.Best, scratch.Ranks);
        foreach (var name in touched)
        {
            var rank = scratch.Sums[name] - 0.1f * (float)_nameWeight[name];
            if (best.Count == MostScored && rank <= ranks[^1]) continue;
            var at = best.Count;
            while (at > 0 && ranks[at - 1] < rank) at--;
            best.Insert(at, name);
            ranks.Insert(at, rank);
            if (best.Count <= MostScored) continue;
            best.RemoveAt(MostScored);
            ranks.RemoveAt(MostScored);
        }
        return best;
    }

    double Score(List<Term> terms, int name)
    {
        var words = _nameWords[name];
        var entry = _entryOf[name];
        var kindWords = _kindWords[entry];
        Span<bool> used = stackalloc bool[Math.Min(terms.Count, 2 * MostWords)];
        used.Clear();
        double foundName = 0, foundText = 0, wholeText = 0;
        int last = -1, missed = 0, unsaid = 0; // bits: 1 a side, 2 a type of street, 4 any word
        var backward = false;
        foreach (var word in words)
        {
            var (at, likeness) = (-1, 0.0);
            for (var t = 0; t < used.Length; t++)
                if (!used[t])
                    foreach (var (means, alike) in terms[t].Means)
                        if (means == word && alike > likeness) (at, likeness) = (t, alike);
            if (at < 0)
            {
                missed |= Difference(_words.Text(word));
                if (Array.IndexOf(kindWords, _words.Text(word)) < 0) missed |= 4;
                continue;
            }
            used[at] = true;
            foundName += _weights[word] * likeness;
            foundText += terms[at].Weight * likeness;
            backward |= at < last;
            last = at;
        }
        if (foundName == 0) return 0;
        var otherWard = false;
        for (var t = 0; t < used.Length; t++)
        {
            var term = terms[t];
            if (used[t]) wholeText += term.Weight;
            else if (term.IsSoft || Array.IndexOf(kindWords, term.Text) >= 0) continue;
            else if (term.Ward >= 0) otherWard |= term.Ward != _areaOf[entry];
            else
            {
                unsaid |= Difference(term.Text) | 4;
                wholeText += term.Weight;
            }
        }
        var score = 100 * (NameShare * foundName / _nameWeight[name] + TextShare * (wholeText > 0 ? foundText / wholeText : 0));
        if (backward) score -= OrderPenalty;
        if (otherWard) score -= WardPenalty;
        if (((missed | unsaid) & 4) != 0) score = Math.Min(score, UnsaidCap);
        if (((missed | unsaid) & 1) != 0) score = Math.Min(score, SideCap);
        if ((missed & unsaid & 2) != 0) score = Math.Min(score, TypeCap);
        return Math.Max(0, score);
    }

    static int Difference(string word) => (PlaceName.Sides.Contains(word) ? 1 : 0) | (PlaceName.StreetTypes.Contains(word) ? 2 : 0);

    static string[] Words(string? text) => text is null ? [] : [.. PlaceName.Of(text).Words.Select(w => w.Text)];

    static string[] KindWords(string kind) => kind switch
    {
        "pub" => ["pub", "inn", "public", "house", "bar"],
        "car park" => ["car", "park", "parking"],
        "open space" => ["park", "field", "fields", "open", "space", "ground", "recreation"],
        "station" => ["station", "railway", "train", "bus"],
        "bus stop" => ["bus", "stop"],
        "junction" => ["junction", "roundabout", "crossroads", "lights", "traffic"],
        _ => [.. Words(kind)],
    };

    /// <summary>Sums by name, cleared by what was touched, kept a thread.</summary>
    sealed class Scratch
    {
        [ThreadStatic] static Scratch? _own;
        public float[] Sums = [];
        public readonly List<int> Touched = [], Best = [];
        public readonly List<float> Ranks = [];
        public readonly List<(int Word, float Weight, bool InWard)> Words = [];

        public static Scratch Rent(int names)
        {
            var scratch = _own ??= new Scratch();
            if (scratch.Sums.Length < names) scratch.Sums = new float[names];
            return scratch;
        }

        public void Return()
        {
            foreach (var name in Touched) Sums[name] = 0;
            Touched.Clear();
            Best.Clear();
            Ranks.Clear();
            Words.Clear();
        }
    }
}
