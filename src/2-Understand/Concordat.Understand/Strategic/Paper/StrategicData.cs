using Concordat.Documents.Model;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Paper;

/// <summary>The figures as tables, and the files they came from.</summary>
internal static class StrategicData
{
    const int MostColumns = 5;

    public static Section Of(StrategicResult result, StrategicDetails details) => new()
    {
        Heading = "Data annex",
        IsNumbered = false,
        Intro = "A dash means missing at source or not counted under that theme; it never means none. Months and projections in full are in strategic.json.",
        Blocks = [Years(result), Changes(result), .. result.Themes.Chunk(MostColumns).Select(t => Quarters(t, result, details)), .. result.Method.Files.Count > 0 ? [Files(result)] : Array.Empty<Block>()],
    };

    static TableBlock Changes(StrategicResult result) => new()
    {
        Caption = $"The twelve months to {result.To.LongName} against the twelve before, in the months known in both",
        Columns =
        [
            new("Theme", WidthShare: 28), new("Months", ColumnKind.Number, 10), new("Later", ColumnKind.Number, 11), new("Earlier", ColumnKind.Number, 11), new("Change, %", ColumnKind.Number, 12),
            new("95% range", ColumnKind.Number, 20), new("z", ColumnKind.Number, 9), new("Signal", ColumnKind.Signal, 20),
        ],
        Rows = [.. result.Themes.Append(result.Total).Select(t => new TableRow(
            [t.Name, t.Year.Pairs, Cell.Of(t.Year.Now), Cell.Of(t.Year.Before), Cell.Of(t.Year.ChangePercent, 1),
                t.Year is { Low: { } low, High: { } high } ? Cell.Of($"{StrategicFindingWriter.Signed(low)} to {StrategicFindingWriter.Signed(high)}") : Cell.Missing, Cell.Of(t.Year.Z, 2), t.Year.Signal],
            IsTotal: t.Key == StrategicAssessor.TotalKey))],
    };

    static TableBlock Years(StrategicResult result) => new()
    {
        Caption = "Three years back and three years forward: records in each twelve months",
        Columns = [new("Theme", WidthShare: 24), .. Enumerable.Range(0, 3).Select(i => new TableColumn($"To {result.To.AddMonths(12 * (i - 2)).ShortName}", ColumnKind.Number, 11)),
            .. Enumerable.Range(1, 3).Select(i => new TableColumn($"To {result.To.AddMonths(12 * i).ShortName}, range", ColumnKind.Number, 16))],
        Rows = [.. result.Themes.Append(result.Total).Select(t => new TableRow(
            [t.Name, .. Enumerable.Range(0, 3).Select(i => Past(t, result, i - 2)), .. Enumerable.Range(0, 3).Select(i => t.Outlook.Years.Count > i
                ? Cell.Of(StrategicFindingWriter.Range(t.Outlook.Years[i].Low, t.Outlook.Years[i].High)) : Cell.Missing)],
            IsTotal: t.Key == StrategicAssessor.TotalKey))],
        Note = "A star stands where months are missing from the twelve: the figure is that of the months known.",
    };

    static Cell Past(ThemeReport theme, StrategicResult result, int year)
    {
        var to = result.To.AddMonths(12 * year);
        var known = theme.Series.Where(m => m.Month > to.AddMonths(-12) && m.Month <= to && m.Count is not null).ToList();
        return known.Count switch
        {
            0 => Cell.Missing,
            12 => Cell.Of(known.Sum(m => m.Count!.Value)),
            _ => Cell.Of($"{Words.Number(known.Sum(m => m.Count!.Value))}*"),
        };
    }

    static TableBlock Quarters(ThemeReport[] themes, StrategicResult result, StrategicDetails details) => new()
    {
        Caption = $"Records in each three months: {Words.List([.. themes.Select(t => t.Name.ToLowerInvariant())])}",
        Columns = [new("Three months to"), .. themes.Select(t => new TableColumn(t.Name, ColumnKind.Number))],
        Rows = [.. Enumerable.Range(0, (result.To.Number - result.From.Number + 1) / 3).Reverse().Select(i => result.To.AddMonths(-3 * i)).Select(end =>
            new TableRow([end.LongName, .. themes.Select(t => Three(t, end))]))],
        Note = "A star stands where one or two of the three months are missing: the figure is that of the months known.",
        Source = $"{details.Source}.",
    };

    static Cell Three(ThemeReport theme, Partnership.Calendar.Month end)
    {
        var known = theme.Series.Where(m => m.Month > end.AddMonths(-3) && m.Month <= end && m.Count is not null).ToList();
        return known.Count switch
        {
            0 => Cell.Missing,
            3 => Cell.Of(known.Sum(m => m.Count!.Value)),
            _ => Cell.Of($"{Words.Number(known.Sum(m => m.Count!.Value))}*"),
        };
    }

    static TableBlock Files(StrategicResult result) => new()
    {
        Caption = "Files the records came from",
        Columns = [new("File", WidthShare: 40), new("SHA-256", WidthShare: 60)],
        Rows = [.. result.Method.Files.Select(f => new TableRow(f.Name, f.Sha256))],
    };
}
