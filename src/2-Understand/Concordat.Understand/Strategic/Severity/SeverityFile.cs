using System.Globalization;
using Concordat.Gate.Sets;
using Concordat.Partnership.Themes;
using Concordat.Understand.Explore.Similar;

namespace Concordat.Understand.Strategic.Severity;

/// <summary>A row as it was read.</summary>
internal sealed record SeverityRow(int Row, string Theme, string? Offence, double Weight, long? Count, string? Source, int? Year);

/// <summary>Reads a table of severity: taken whole or not at all.</summary>
internal static class SeverityFile
{
    const int MostRows = 5_000, MostFaults = 100, LongestText = 120;

    /// <summary>Columns "theme" or "offence code" (or both), "weight", and, where given, "count", "source" and "year".</summary>
    public static (IReadOnlyList<SeverityRow> Rows, IReadOnlyList<RowFault> Faults) Read(SimilarUpload upload)
    {
        var (table, broken) = SimilarTable.Read(upload);
        if (table is null) return ([], [broken!]);
        if (table.Rows.Count is 0 or > MostRows) return ([], [new(1, "", table.Rows.Count == 0 ? "there is no row" : $"it has more than {MostRows:N0} rows", "Give a row for each theme or offence")]);
        var (themes, codes, weights) = (table.Find(["theme"]), table.Find(["offence code", "code", "offence"]), table.Find(["weight", "severity", "score"]));
        if (themes < 0 && codes < 0) return ([], [new(1, "theme", "there is neither a column of themes nor one of offence codes", "Head one “theme” or “offence code”")]);
        if (weights < 0) return ([], [new(1, "weight", "there is no column of weights", "Head it “weight”")]);
        var (counts, sources, years) = (table.Find(["count"]), table.Find(["source"]), table.Find(["year"]));
        var (rows, faults) = (new List<SeverityRow>(), new List<RowFault>());
        foreach (var line in table.Rows)
        {
            string Cell(int column) => SimilarTable.Cell(line, column);
            if (Fault(table.NumberOf(line), Cell(themes), Cell(codes), Cell(weights), Cell(counts), Cell(sources), Cell(years), rows) is { } fault) faults.Add(fault);
        }
        foreach (var mixed in rows.GroupBy(r => r.Theme).Where(g => g.Any(r => r.Offence is null) && g.Any(r => r.Offence is not null)))
            faults.Add(new(mixed.Last().Row, "theme", $"{ThemeList.Find(mixed.Key)!.Name} has a weight of its own and offences as well", "Give one or the other"));
        return faults.Count > 0 ? ([], [.. faults.OrderBy(f => f.Row).Take(MostFaults)]) : (rows, []);
    }

    // Adds the row where it is right, and says what is wrong otherwise.
    static RowFault? Fault(int row, string theme, string code, string weight, string count, string source, string year, List<SeverityRow> rows)
    {
        var named = theme.Length > 0 ? ThemeList.Named(theme)?.Key : null;
        if (theme.Length > 0 && named is null) return new(row, "theme", $"“{Short(theme)}” is not a theme", "Write a theme as Explore names it, such as Burglary");
        var ofCode = code.Length > 0 ? ThemeOf(code) : null;
        if (named is null && ofCode is null) return new(row, "offence code", code.Length == 0 ? "neither theme nor offence code is given" : $"“{Short(code)}” is not an offence code that is known", code.Length == 0 ? "Give one of them" : "Write a Home Office code such as 28E, or name the theme beside it");
        if (!double.TryParse(weight, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) || !double.IsFinite(n)) return new(row, "weight", weight.Length == 0 ? "is blank" : $"“{Short(weight)}” is not a weight", "Write a number from 0, such as 182.5");
        long? times = long.TryParse(count, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var t) && t >= 0 ? t : null;
        if (count.Length > 0 && times is null) return new(row, "count", $"“{Short(count)}” is not a count", "Write a whole number from 0, or leave it blank");
        int? of = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is >= 1900 and <= 2200 ? y : null;
        if (year.Length > 0 && of is null) return new(row, "year", $"“{Short(year)}” is not a year", "Write four figures such as 2020, or leave it blank");
        if (source.Length > LongestText || code.Length > LongestText) return new(row, "source", "is too long", $"Shorten it to {LongestText} characters");
        var key = named ?? ofCode!;
        if (rows.Any(r => r.Theme == key && string.Equals(r.Offence ?? "", code, StringComparison.OrdinalIgnoreCase))) return new(row, code.Length > 0 ? "offence code" : "theme", "stands twice", "Leave one of the rows out");
        rows.Add(new(row, key, code.Length > 0 ? code : null, n, times, source.Length > 0 ? source : null, of));
        return null;
    }

    // The codes and their other names by which partners' files are read lead to themes here too.
    static string? ThemeOf(string code) => Codes.GetValueOrDefault(Slug(code));

    static readonly Dictionary<string, string> Codes = SetCatalogue.Standard.Sets.Where(s => s.Number == 2).SelectMany(s => s.Fields).SelectMany(f => f.Codes).Where(c => c.ThemeKey is not null)
        .SelectMany(c => c.Synonyms.Append(c.Code).Append(c.Label).Select(w => (Word: Slug(w), c.ThemeKey))).DistinctBy(c => c.Word).ToDictionary(c => c.Word, c => c.ThemeKey!);

    static string Slug(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));

    static string Short(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
