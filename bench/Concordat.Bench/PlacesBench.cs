using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concordat.Gate.Placing;

namespace Concordat.Bench;

/// <summary>Batch matching of dirty addresses against a large gazetteer, with the truth planted: how fast, how often right, how often wrong.</summary>
internal static class PlacesBench
{
    const int Places = 50_000, Addresses = 100_000;

    public static int Run(string[] args)
    {
        var seed = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out var given) ? given : 20261121;
        var town = new InventedTown(seed, Places);
        var texts = town.Dirty(Addresses);
        var building = Stopwatch.StartNew();
        var matcher = new GazetteerMatcher(town.Entries, ["Riverbourne"]);
        building.Stop();
        var finder = new PlaceFinder(new CoordinatePlaceFinder(), PostcodeBook.Empty, matcher, new PlaceThresholds());
        foreach (var (text, _) in texts.Take(2_000)) finder.Find(new PlaceWords { Text = text }, null); // warm-up

        var one = Stopwatch.StartNew();
        var found = new PlaceFound[texts.Count];
        for (var i = 0; i < texts.Count; i++) found[i] = finder.Find(new PlaceWords { Text = texts[i].Text }, null);
        one.Stop();
        var all = Stopwatch.StartNew();
        Parallel.For(0, texts.Count, i => found[i] = finder.Find(new PlaceWords { Text = texts[i].Text }, null));
        all.Stop();

        Report(town, texts, found);
        Say($"seed {seed}, {Places:N0} places, index built in {building.Elapsed.TotalSeconds:0.0} s");
        Say($"{texts.Count / one.Elapsed.TotalSeconds:N0} addresses/s on one thread, {texts.Count / all.Elapsed.TotalSeconds:N0} on {Environment.ProcessorCount}");
        if (args.Contains("--wrong")) ShowWrong(town, texts, found);
        return 0;
    }

    static void Report(InventedTown town, List<(string Text, int Truth)> texts, PlaceFound[] found)
    {
        int planted = 0, right = 0, wrong = 0, offered = 0, decoys = 0, decoysTaken = 0;
        for (var i = 0; i < found.Length; i++)
        {
            var taken = found[i].Easting is not null;
            if (texts[i].Truth < 0)
            {
                decoys++;
                if (taken) decoysTaken++;
                continue;
            }
            planted++;
            var truth = town.Entries[texts[i].Truth];
            if (taken && found[i].Easting == truth.Easting && found[i].Northing == truth.Northing) right++;
            else if (taken) wrong++;
            else if (found[i].Candidates.Any(c => c.PlaceId == truth.Id)) offered++;
        }
        string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.00} %");
        Say($"of {planted:N0} addresses of places held: {Share(right, planted)} placed right, {Share(offered, planted)} offered to a person with the right place among the candidates, {Share(planted - right - offered - wrong, planted)} not found");
        Say($"wrong above the threshold: {Share(wrong, right + wrong)} of those placed; of {decoys:N0} addresses of places not held {Share(decoysTaken, decoys)} were placed");
    }

    static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    static void ShowWrong(InventedTown town, List<(string Text, int Truth)> texts, PlaceFound[] found)
    {
        var shown = 0;
        for (var i = 0; i < found.Length && shown < 60; i++)
        {
            var truth = texts[i].Truth < 0 ? null : town.Entries[texts[i].Truth];
            if (found[i].Easting is null || found[i].Easting == truth?.Easting) continue;
            Say($"{texts[i].Text} => {found[i].Name} ({found[i].Score}), truth {truth?.Name ?? "none"}, {truth?.Area}");
            shown++;
        }
        shown = 0;
        for (var i = 0; i < found.Length && shown < 60; i += 37)
        {
            if (texts[i].Truth < 0 || found[i].Easting is not null) continue;
            var truth = town.Entries[texts[i].Truth];
            Say($"not taken: {texts[i].Text} => {string.Join("; ", found[i].Candidates.Take(2).Select(c => $"{c.Name} {c.Score}"))}, truth {truth.Name}, {truth.Area}");
            shown++;
        }
    }
}

/// <summary>A gazetteer of invented places, and addresses as people write them.</summary>
internal sealed class InventedTown
{
    readonly Random _random;
    readonly List<string> _stems = [], _wards = [];
    readonly HashSet<string> _held = new(StringComparer.OrdinalIgnoreCase);
    static readonly string[] Types = ["Road", "Road", "Street", "Street", "Lane", "Avenue", "Close", "Drive", "Way", "Court", "Crescent", "Grove", "Gardens", "Terrace", "Place"];
    static readonly string[] Common = ["Church", "Mill", "Station", "High", "Park", "Victoria", "Queen", "King", "Manor", "School", "Green", "Bridge", "St John's", "St Mary's", "Farr's"];

    public InventedTown(int seed, int places)
    {
        _random = new Random(seed);
        string[] starts = ["Ash", "Bel", "Cal", "Den", "Elm", "Fen", "Gar", "Hol", "Ing", "Kel", "Lang", "Mar", "Nor", "Oak", "Pen", "Quar", "Ris", "Sel", "Thorn", "Ul", "Wes", "Yar", "Brock", "Crow", "Dun"];
        string[] middles = ["a", "bur", "ches", "den", "er", "fold", "gil", "hol", "ing", "ker", "ling", "mere", "ner", "over", "per", "ring", "sing", "ter", "wold", "win"];
        string[] ends = ["bury", "by", "cote", "dale", "field", "ford", "ham", "hurst", "ley", "mouth", "shaw", "ton", "wick", "worth", "stead"];
        for (var i = 0; i < 5_000; i++)
            _stems.Add(Pick(starts) + (_random.Next(3) > 0 ? Pick(middles) : "") + Pick(ends));
        for (var i = 0; i < 60; i++) _wards.Add(_stems[_random.Next(_stems.Count)] + Pick(["", " Park", " North", " Green"]));
        Entries = new List<GazetteerEntry>(places);
        while (Entries.Count < places) Add();
    }

    public List<GazetteerEntry> Entries { get; }

    void Add()
    {
        var stem = _random.Next(6) == 0 ? Pick(Common) : Pick(_stems);
        var (name, kind) = _random.Next(20) switch
        {
            < 13 => ($"{stem} {Pick(Types)}", "road section"),
            13 => ($"{stem} {Pick(Types)} Car Park", "car park"),
            14 => ($"{stem} {Pick(["Park", "Recreation Ground", "Green", "Common", "Playing Fields"])}", "open space"),
            15 => ($"{stem} {Pick(Types)} / {Pick(_stems)} {Pick(Types)}", "junction"),
            16 => ($"The {Pick(["Red", "White", "Golden", "Old", "Black"])} {Pick(["Lion", "Horse", "Swan", "Bull", "Plough"])} {stem}", "pub"),
            17 => ($"{stem} {Pick(["Primary School", "Academy", "College"])}", "school"),
            18 => ($"{stem} {Pick(Types)} Bus Stop", "bus stop"),
            _ => ($"{stem} {Pick(["Shopping Centre", "Retail Park", "Industrial Estate", "Library", "Station"])}", "building"),
        };
        var ward = Pick(_wards);
        // Names that every town has stand in several wards, but in one ward once; the others stand once.
        if (!_held.Add($"{name}|{ward}") || _held.Contains(name) && !Common.Contains(stem)) return;
        var alias = kind is "open space" or "building" && _random.Next(3) == 0 ? $"{Pick(_stems)} {Pick(["Rec", "Corner", "Yard", "Fields"])}" : null;
        if (alias is not null && !_held.Add(alias)) alias = null;
        Entries.Add(new(Guid.CreateVersion7(), name, kind, 400_000 + _random.Next(60_000) + _random.NextDouble(), 350_000 + _random.Next(60_000), 25, ward, alias is null ? [] : [alias]));
        _held.Add(name);
    }

    /// <summary>Nine in ten mean a place that is held, as people write it; the tenth means one that is not, and says −1.</summary>
    public List<(string Text, int Truth)> Dirty(int count)
    {
        var texts = new List<(string, int)>(count);
        while (texts.Count < count)
        {
            if (_random.Next(10) == 0)
            {
                var decoy = $"{(_random.Next(2) == 0 ? Pick(_stems) : Pick(Common))} {Pick(Types)}";
                if (!_held.Contains(decoy)) texts.Add((Write(decoy, Pick(_wards)), -1));
                continue;
            }
            var at = _random.Next(Entries.Count);
            var entry = Entries[at];
            texts.Add((Write(entry.Aliases.Count > 0 && _random.Next(2) == 0 ? entry.Aliases[0] : entry.Name, entry.Area!), at));
        }
        return texts;
    }

    string Write(string name, string ward)
    {
        var words = name.Split(' ').ToList();
        for (var i = 0; i < words.Count; i++) if (_random.Next(2) == 0) words[i] = Shorten(words[i]);
        if (_random.Next(4) == 0) Slip(words);
        if (_random.Next(25) == 0 && words.Count > 2) words.RemoveAt(_random.Next(words.Count));
        if (_random.Next(40) == 0 && words.Count > 1)
        {
            words[^2] += words[^1];
            words.RemoveAt(words.Count - 1);
        }
        var text = string.Join(' ', words);
        text = _random.Next(10) switch { 0 => $"nr {text}", 1 => $"opp. {text}", 2 => $"outside {text}", 3 => $"o/s {text}", 4 => $"rear of {text}", _ => text };
        if (_random.Next(2) == 0) text = $"{_random.Next(1, 300)}{Pick(["", "", "a", "b"])} {text}";
        if (_random.Next(10) < 7) text += $", {ward}";
        if (_random.Next(3) == 0) text += ", Riverbourne";
        return _random.Next(4) switch { 0 => text.ToUpperInvariant(), 1 => text.ToLowerInvariant(), _ => text };
    }

    static string Shorten(string word) => word switch
    {
        "Road" => "Rd",
        "Street" => "St",
        "Lane" => "Ln",
        "Avenue" => "Ave",
        "Close" => "Cl",
        "Drive" => "Dr",
        "Court" => "Ct",
        "Crescent" => "Cres",
        "Gardens" => "Gdns",
        "Grove" => "Gr",
        "Terrace" => "Terr",
        "Centre" => "Ctr",
        "Station" => "Stn",
        "St" => "Saint",
        "Recreation" => "Rec",
        "John's" => "Johns",
        "Mary's" => "Marys",
        "/" => "j/w",
        _ => word,
    };

    void Slip(List<string> words)
    {
        var longest = words.MaxBy(w => w.Length)!;
        var (at, i) = (words.IndexOf(longest), _random.Next(1, Math.Max(2, longest.Length - 1)));
        var text = new StringBuilder(longest);
        switch (_random.Next(4))
        {
            case 0: text.Remove(i, 1); break;
            case 1: text.Insert(i, longest[i]); break;
            case 2: (text[i], text[i - 1]) = (text[i - 1], text[i]); break;
            default: text[i] = (char)('a' + _random.Next(26)); break;
        }
        words[at] = text.ToString();
    }

    T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
