using Concordat.Gate.Sets;

namespace Concordat.Gate.Mapping;

/// <summary>What a map names, looked up in the set and in the file.</summary>
static class MapNames
{
    /// <summary>Position of the column with this heading: exactly, or else the only one that differs in case and punctuation alone.</summary>
    /// <exception cref="MapProblemException">No column has it, or more than one.</exception>
    public static int Column(string heading, IReadOnlyList<string> headings)
    {
        var exact = Positions(headings, h => h == heading.Trim());
        if (exact.Count == 0) exact = [.. Enumerable.Range(0, headings.Count).Where(i => IsPositioned(heading, headings[i], i))];
        if (exact.Count == 0) exact = Positions(headings, h => Words.Plain(h) == Words.Plain(heading) && h.Length > 0);
        return exact switch
        {
            [var only] => only,
            [] => throw new MapProblemException($"The map names the heading \"{heading}\", and the file has no such column. If the supplier renamed it, change the map."),
            _ => throw new MapProblemException($"The map names the heading \"{heading}\", and the file has it {exact.Count} times. Say which by its position: \"{Positioned(heading, exact[0])}\"."),
        };
    }

    /// <summary>A heading that stands twice, told apart: "Category (column 3)"; a blank one, and one that may not be written down, is "(column 3)". Maps may name a column so.</summary>
    public static string Positioned(string heading, int column) => $"{heading} (column {column + 1})".TrimStart();

    /// <summary>Whether a map's words name this column by its position.</summary>
    public static bool IsPositioned(string words, string heading, int column) => words.Trim() is var asked && (asked == Positioned(heading, column) || asked == Positioned("", column));

    /// <exception cref="MapProblemException">The set has no such field.</exception>
    public static SetField Field(string key, SetDefinition set) =>
        set.Find(key) ?? throw new MapProblemException($"The map names the field \"{key}\", which set {set.Key} does not have. Its fields are {string.Join(", ", set.Fields.Select(f => f.Key))}.");

    /// <summary>Checks all that can be checked of a map without a file.</summary>
    /// <exception cref="MapProblemException">It names a field or code that the set does not have, or a word that is not understood.</exception>
    public static void Check(ReturnMap map, SetDefinition set)
    {
        foreach (var key in map.Columns.Values.Where(k => k.Length > 0)) Field(key, set);
        foreach (var (key, codes) in map.Codes)
        {
            var field = Field(key, set);
            if (field.Type != FieldType.Code) throw new MapProblemException($"The map gives codes for \"{field.Key}\", which has none.");
            foreach (var ours in codes.Values.Where(o => field.Codes.All(c => c.Code != o)))
                throw new MapProblemException($"The map gives the code \"{ours}\" for \"{field.Key}\". The codes are {string.Join(", ", field.Codes.Select(c => c.Code))}.");
        }
        if (map.DateOrder is { } order && order is not ("dmy" or "mdy" or "ymd"))
            throw new MapProblemException($"The map's date_order is \"{order}\"; it must be dmy, mdy or ymd.");
        if (map.Grid is { } grid && grid is not ("EPSG:27700" or "EPSG:4326"))
            throw new MapProblemException($"The map's grid is \"{grid}\"; it must be EPSG:27700 (British National Grid) or EPSG:4326 (longitude and latitude).");
        if (map.HeaderRow is < 1) throw new MapProblemException("The map's header_row must be a row number from 1.");
    }

    static List<int> Positions(IReadOnlyList<string> headings, Func<string, bool> fits) => [.. Enumerable.Range(0, headings.Count).Where(i => fits(headings[i]))];
}
