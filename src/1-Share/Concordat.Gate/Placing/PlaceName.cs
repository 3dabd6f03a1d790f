using System.Globalization;
using System.Text;

namespace Concordat.Gate.Placing;

/// <summary>One word of a place's name or of what somebody wrote about a place.</summary>
/// <param name="Text">Lower case, without accents and apostrophes, abbreviations written out.</param>
/// <param name="Kind">What it can tell.</param>
internal readonly record struct PlaceWord(string Text, PlaceWordKind Kind);

internal enum PlaceWordKind
{
    Word,
    /// <summary>A number standing alone: a house, a flat; counts only where the name has it too.</summary>
    Number,
}

/// <summary>A text about a place, cut into words that can be compared.</summary>
/// <param name="IsBeside">True for "near", "opposite", "rear of": the place itself is a little way off.</param>
internal readonly record struct PlaceName(IReadOnlyList<PlaceWord> Words, bool IsBeside)
{
    /// <summary>The same for texts that mean the same words: key of exact matches and of remembered decisions.</summary>
    public string Key => string.Join(' ', Words.Select(w => w.Text));

    /// <summary>The key without house numbers.</summary>
    public string KeyWithoutNumbers => string.Join(' ', Words.Where(w => w.Kind == PlaceWordKind.Word).Select(w => w.Text));

    public static PlaceName Of(string text)
    {
        var words = new List<PlaceWord>(8);
        var beside = false;
        var startOfPart = true;
        foreach (var chunk in Chunks(Folded(text)))
        {
            if (chunk is ",")
            {
                startOfPart = true;
                continue;
            }
            if (Besides.Contains(chunk))
            {
                beside = true;
                startOfPart = true;
                continue;
            }
            if (Passed.Contains(chunk)) continue;
            if (chunk == "st")
            {
                // "St Johns", "near St Johns", "High Street St Marys": a saint; after any other word a street.
                var saint = startOfPart || words.Count > 0 && StreetTypes.Contains(words[^1].Text);
                words.Add(new(saint ? "saint" : "street", PlaceWordKind.Word));
            }
            else if (Written.TryGetValue(chunk, out var out1)) foreach (var word in out1) words.Add(new(word, PlaceWordKind.Word));
            else Add(words, chunk);
            startOfPart = false;
        }
        return new(words, beside);
    }

    static void Add(List<PlaceWord> words, string chunk)
    {
        // J33 is junction 33; 12a a house; A617 and M1 are roads.
        if (chunk.Length is 2 or 3 && chunk[0] == 'j' && chunk.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            words.Add(new("junction", PlaceWordKind.Word));
            words.Add(new(chunk[1..], PlaceWordKind.Word));
            return;
        }
        var isNumber = char.IsAsciiDigit(chunk[0]) && (chunk.Length == 1 || chunk.AsSpan(1, chunk.Length - 2).IndexOfAnyExceptInRange('0', '9') < 0)
            && (char.IsAsciiDigit(chunk[^1]) || chunk.Length <= 4 && char.IsAsciiLetter(chunk[^1]));
        if (isNumber && words.Count > 0 && words[^1] is { Text: "junction", Kind: PlaceWordKind.Word }) isNumber = false;
        words.Add(new(chunk, isNumber ? PlaceWordKind.Number : PlaceWordKind.Word));
    }

    static IEnumerable<string> Chunks(string text)
    {
        var word = new StringBuilder(16);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (char.IsLetterOrDigit(c)) word.Append(c);
            else if (c is '\'' or '’' or '‘' or '`' or '.' && word.Length > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])) continue;
            else if (c == '/' && word.Length == 1 && i + 2 <= text.Length && i + 1 < text.Length && char.IsLetter(text[i + 1]) && (i + 2 == text.Length || !char.IsLetterOrDigit(text[i + 2])))
            {
                // j/w, o/s, r/o, c/p: two letters and a stroke are one word.
                word.Append('/').Append(text[++i]);
            }
            else
            {
                if (word.Length > 0) yield return word.ToString();
                word.Clear();
                if (c is ',' or ';' or '(' or ')') yield return ",";
            }
        }
    }

    static string Folded(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }

    /// <summary>Words that make two streets of one name different ones.</summary>
    internal static readonly HashSet<string> StreetTypes = ["road", "street", "lane", "avenue", "close", "drive", "way", "court", "crescent", "terrace",
        "grove", "gardens", "mews", "walk", "rise", "boulevard", "place", "square", "parade", "row"];

    /// <summary>Words that make two places of one name different ones.</summary>
    internal static readonly HashSet<string> Sides = ["north", "south", "east", "west", "upper", "lower", "great", "little", "old", "new", "inner", "outer",
        "northern", "southern", "eastern", "western", "northbound", "southbound", "eastbound", "westbound", "first", "second", "third"];

    static readonly HashSet<string> Besides = ["nr", "near", "nearby", "opp", "opposite", "outside", "o/s", "o/side", "r/o", "rear", "behind", "beside", "adj",
        "adjacent", "by", "between", "b/w", "btw", "off", "vicinity", "towards", "approaching", "back", "front"];

    static readonly HashSet<string> Passed = ["the", "of", "at", "in", "on", "to", "and", "a", "an", "with", "j/w", "jw", "jcn", "jnc", "cnr", "corner", "from",
        "is", "was", "area", "no", "number", "flat", "apartment", "apt", "unit", "room"];

    static readonly Dictionary<string, string[]> Written = new()
    {
        ["rd"] = ["road"],
        ["str"] = ["street"],
        ["strt"] = ["street"],
        ["ln"] = ["lane"],
        ["la"] = ["lane"],
        ["ave"] = ["avenue"],
        ["av"] = ["avenue"],
        ["cl"] = ["close"],
        ["clo"] = ["close"],
        ["dr"] = ["drive"],
        ["drv"] = ["drive"],
        ["ct"] = ["court"],
        ["crt"] = ["court"],
        ["cres"] = ["crescent"],
        ["cr"] = ["crescent"],
        ["ter"] = ["terrace"],
        ["terr"] = ["terrace"],
        ["gr"] = ["grove"],
        ["grv"] = ["grove"],
        ["gdns"] = ["gardens"],
        ["gdn"] = ["gardens"],
        ["gds"] = ["gardens"],
        ["garden"] = ["gardens"],
        ["pl"] = ["place"],
        ["sq"] = ["square"],
        ["pde"] = ["parade"],
        ["blvd"] = ["boulevard"],
        ["wy"] = ["way"],
        ["pk"] = ["park"],
        ["hse"] = ["house"],
        ["ctr"] = ["centre"],
        ["cntr"] = ["centre"],
        ["cen"] = ["centre"],
        ["center"] = ["centre"],
        ["stn"] = ["station"],
        ["sta"] = ["station"],
        ["rly"] = ["railway"],
        ["rlwy"] = ["railway"],
        ["hosp"] = ["hospital"],
        ["sch"] = ["school"],
        ["schl"] = ["school"],
        ["mkt"] = ["market"],
        ["supermkt"] = ["supermarket"],
        ["rbt"] = ["roundabout"],
        ["rdbt"] = ["roundabout"],
        ["rbout"] = ["roundabout"],
        ["bldg"] = ["building"],
        ["bldgs"] = ["buildings"],
        ["gt"] = ["great"],
        ["lt"] = ["little"],
        ["nth"] = ["north"],
        ["sth"] = ["south"],
        ["upr"] = ["upper"],
        ["lwr"] = ["lower"],
        ["ind"] = ["industrial"],
        ["est"] = ["estate"],
        ["rec"] = ["recreation"],
        ["grd"] = ["ground"],
        ["gnd"] = ["ground"],
        ["lib"] = ["library"],
        ["jct"] = ["junction"],
        ["junc"] = ["junction"],
        ["jn"] = ["junction"],
        ["jnct"] = ["junction"],
        ["ph"] = ["pub"],
        ["pub"] = ["pub"],
        ["carpark"] = ["car", "park"],
        ["carpk"] = ["car", "park"],
        ["cp"] = ["car", "park"],
        ["c/p"] = ["car", "park"],
        ["mscp"] = ["multi", "storey", "car", "park"],
        ["multistorey"] = ["multi", "storey"],
        ["busstop"] = ["bus", "stop"],
        ["br"] = ["bridge"],
        ["brdg"] = ["bridge"],
        ["twp"] = ["towpath"],
        ["playgrnd"] = ["playground"],
        ["comm"] = ["community"],
        ["hts"] = ["heights"],
        ["saint"] = ["saint"],
        ["ft"] = ["foot"],
        ["fp"] = ["footpath"],
    };
}
