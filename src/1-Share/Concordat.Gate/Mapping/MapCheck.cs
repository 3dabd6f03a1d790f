using Concordat.Gate.Sets;

namespace Concordat.Gate.Mapping;

/// <summary>How the headings of a file differ from those a saved map was made for.</summary>
/// <param name="Missing">Mapped headings that the file does not have.</param>
/// <param name="New">Headings that the map does not speak of.</param>
/// <param name="Renamed">A missing heading to a new one that is probably the same under another name.</param>
/// <param name="Moved">True where the mapped headings stand in another order; they are found by name, so nothing is misread.</param>
public sealed record MapCheck(IReadOnlyList<string> Missing, IReadOnlyList<string> New, IReadOnlyDictionary<string, string> Renamed, bool Moved)
{
    /// <summary>True where the file is as the map knows it.</summary>
    public bool Same => Missing.Count == 0 && New.Count == 0 && !Moved;

    /// <summary>True where the map can be used although the file is not quite the same.</summary>
    public bool Usable => Missing.Count == 0;

    /// <summary>Checks all that can be checked of a map without a file.</summary>
    /// <exception cref="MapProblemException">It names a field or code that the set does not have, or a word that is not understood.</exception>
    public static void Against(ReturnMap map, SetDefinition set) => MapNames.Check(map, set);

    /// <summary>Compares the headings that a map was made for with those of a file.</summary>
    public static MapCheck Compare(ReturnMap map, IReadOnlyList<string> headings)
    {
        var known = map.Columns.Keys.ToList();
        var mapped = map.Columns.Where(c => c.Value.Length > 0).Select(c => c.Key).ToList();
        List<string> missing = [.. mapped.Where(k => Position(k, headings) < 0)];
        List<string> added = [.. headings.Where((h, i) => h.Length > 0 && known.TrueForAll(k => Words.Plain(k) != Words.Plain(h) && !MapNames.IsPositioned(k, h, i))).Distinct()];
        var renamed = new Dictionary<string, string>();
        foreach (var gone in missing)
            if (added.Where(a => !renamed.ContainsValue(a)).OrderByDescending(a => Likeness(gone, a)).FirstOrDefault() is { } like && Likeness(gone, like) >= 0.5)
                renamed[gone] = like;
        var order = mapped.Select(m => Position(m, headings)).Where(p => p >= 0).ToList();
        return new(missing, added, renamed, order.Zip(order.Skip(1)).Any(p => p.Second < p.First));
    }

    static int Position(string heading, IReadOnlyList<string> headings)
    {
        for (var i = 0; i < headings.Count; i++)
            if (Words.Plain(headings[i]) == Words.Plain(heading) && headings[i].Length > 0) return i;
        for (var i = 0; i < headings.Count; i++)
            if (MapNames.IsPositioned(heading, headings[i], i)) return i;
        return -1;
    }

    // Share of words in common, short forms written out.
    static double Likeness(string a, string b)
    {
        var (first, second) = (Heading.Plain(a).Split(' ').ToHashSet(), Heading.Plain(b).Split(' ').ToHashSet());
        return 2.0 * first.Intersect(second).Count() / (first.Count + second.Count);
    }
}
