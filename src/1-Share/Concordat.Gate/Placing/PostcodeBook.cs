namespace Concordat.Gate.Placing;

/// <summary>A unit postcode and the point that stands for it.</summary>
/// <param name="Postcode">In order, such as "KT1 1AA".</param>
/// <param name="Quality">Positional quality as Code-Point Open writes it: 10 to 60, 90 where there is no point.</param>
/// <param name="Easting">Metres on the British National Grid (EPSG:27700).</param>
/// <param name="Northing">Metres on the British National Grid (EPSG:27700).</param>
public readonly record struct PostcodePoint(string Postcode, byte Quality, int Easting, int Northing)
{
    /// <summary>Half the width, in metres, of what the point stands for: the reach of a postcode's addresses, more where the point is imputed.</summary>
    /// <remarks>Qualities 10 to 40 are a building or the mean of the unit's addresses, 50 is imputed from the postcodes about it, 60 the mean of the
    /// sector (mostly PO boxes): Ordnance Survey, Code-Point Open user guide. The metres are ours, chosen wide.</remarks>
    public double PrecisionMetres => Quality switch { <= 40 => 100, <= 50 => 500, _ => 1000 };
}

/// <summary>Unit postcodes in memory: sorted keys and a binary search, 17 bytes each; the 1.7 million of Great Britain take 29 MB.</summary>
/// <remarks>Made once, then read by any number of threads.</remarks>
public sealed class PostcodeBook
{
    readonly ulong[] _keys;
    readonly int[] _eastings, _northings;
    readonly byte[] _qualities;

    /// <param name="postcodes">In any order. Of a postcode that stands twice the last counts; those without a point (quality 90) and unreadable ones are left out.</param>
    public PostcodeBook(IEnumerable<PostcodePoint> postcodes)
    {
        var (keys, points) = (new List<ulong>(), new List<(int Easting, int Northing, byte Quality)>());
        foreach (var p in postcodes)
        {
            if (p.Quality >= 90 || !Placing.Postcode.TryRead(p.Postcode, out var code) || !code.IsUnit) continue;
            keys.Add(Key(code.Outward, code.Inward));
            points.Add((p.Easting, p.Northing, p.Quality));
        }
        var order = new int[keys.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var sorted = keys.ToArray();
        Array.Sort(sorted, order);
        var count = 0;
        (_keys, _eastings, _northings, _qualities) = (sorted, new int[order.Length], new int[order.Length], new byte[order.Length]);
        for (var i = 0; i < order.Length;)
        {
            var last = order[i];
            var next = i + 1;
            for (; next < order.Length && sorted[next] == sorted[i]; next++) last = Math.Max(last, order[next]);
            (_keys[count], _eastings[count], _northings[count], _qualities[count]) = (sorted[i], points[last].Easting, points[last].Northing, points[last].Quality);
            (count, i) = (count + 1, next);
        }
        Count = count;
    }

    /// <summary>A book with nothing in it.</summary>
    public static PostcodeBook Empty { get; } = new([]);

    /// <summary>Postcodes held.</summary>
    public int Count { get; }

    /// <summary>The point of a unit postcode; null where it is unknown or ended.</summary>
    public PostcodePoint? Find(Postcode postcode)
    {
        if (!postcode.IsUnit) return null;
        var at = Array.BinarySearch(_keys, 0, Count, Key(postcode.Outward, postcode.Inward));
        return at >= 0 ? At(at) : null;
    }

    /// <summary>True where any postcode of the outward part is held.</summary>
    public bool HoldsOutward(string outward) => Range(outward) is var (from, to) && to > from;

    /// <summary>Whether any postcode of the outward part has its point where the test holds; null where none of it is held.</summary>
    public bool? AnyOf(string outward, Func<double, double, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var (from, to) = Range(outward);
        if (to <= from) return null;
        for (var i = from; i < to; i++)
            if (holds(_eastings[i], _northings[i])) return true;
        return false;
    }

    /// <summary>Postcodes that an unknown one might be: those that differ from it in one character of the inward part, nearest in writing first.</summary>
    public IReadOnlyList<PostcodePoint> Alike(Postcode postcode, int most = 5)
    {
        if (!postcode.IsUnit) return [];
        var (from, to) = Range(postcode.Outward);
        var found = new List<PostcodePoint>();
        for (var i = from; i < to && found.Count < most; i++)
        {
            var point = At(i);
            var inward = point.Postcode.AsSpan(point.Postcode.Length - 3);
            var differences = (inward[0] == postcode.Inward[0] ? 0 : 1) + (inward[1] == postcode.Inward[1] ? 0 : 1) + (inward[2] == postcode.Inward[2] ? 0 : 1);
            if (differences == 1) found.Add(point);
        }
        return found;
    }

    (int From, int To) Range(string outward)
    {
        if (outward.Length is < 2 or > 4) return (0, 0);
        var first = Key(outward, "000");
        return (LowerBound(first), LowerBound(first + InwardSpan));
    }

    int LowerBound(ulong key)
    {
        var at = Array.BinarySearch(_keys, 0, Count, key);
        return at < 0 ? ~at : at;
    }

    const ulong InwardSpan = 36 * 36 * 36;

    static ulong Key(string outward, string inward)
    {
        ulong key = 0;
        for (var i = 0; i < 4; i++) key = key * 37 + (i < outward.Length ? Figure(outward[i]) + 1 : 0);
        foreach (var c in inward) key = key * 36 + Figure(c);
        return key;
    }

    static ulong Figure(char c) => c <= '9' ? (ulong)(c - '0') : (ulong)(c - 'A' + 10);

    PostcodePoint At(int i)
    {
        Span<char> text = stackalloc char[8];
        var key = _keys[i];
        for (var at = 7; at >= 5; at--) (text[at], key) = (Character(key % 36), key / 36);
        text[4] = ' ';
        var length = 4;
        for (var at = 3; at >= 0; at--)
        {
            var figure = key % 37;
            key /= 37;
            if (figure == 0) length = at;
            else text[at] = Character(figure - 1);
        }
        return new($"{text[..length]}{text[4..]}", _qualities[i], _eastings[i], _northings[i]);
    }

    static char Character(ulong figure) => (char)(figure < 10 ? '0' + figure : 'A' + figure - 10);
}
