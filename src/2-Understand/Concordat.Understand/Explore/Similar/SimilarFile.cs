using System.Globalization;
using System.Text.RegularExpressions;
using Concordat.CrimePatterns.Analyse;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;

namespace Concordat.Understand.Explore.Similar;

/// <summary>What is wrong with a row, told to whoever sent it: where, what, and how to mend it.</summary>
internal sealed record RowFault(int Row, string Column, string Message, string Remedy);

/// <summary>A list of similar areas as it was read.</summary>
internal sealed record FamilyRead(string Name, DateOnly AsAt, IReadOnlyList<(string Code, string Name)> Members);

/// <summary>A published figure as it was read.</summary>
internal sealed record FigureRead(string Code, string Theme, FamilyPeriod Period, long Count, long Residents);

/// <summary>Reads lists of similar areas and their published figures from comma-separated text: taken whole or not at all.</summary>
internal static partial class SimilarFile
{
    public const int MostRows = 20_000;
    const int MostFaults = 100, LongestName = 120;

    static readonly string[] Code = ["area code", "code", "area_code", "gss code", "ons code"], Area = ["area name", "area", "name", "area_name"],
        Family = ["family", "family name", "group", "family_name"], Day = ["date", "as at", "family date", "as_at"], Theme = ["theme", "crime type", "offence"],
        From = ["from", "first month", "period from"], To = ["to", "last month", "period to"], Count = ["count", "offences", "records"], Residents = ["residents", "population"];

    /// <summary>Families, each with its members. Without columns of their own the name and the day are those given beside the file.</summary>
    /// <param name="text">The file, or what was typed; typed lines may leave the headings out where they begin with an area code.</param>
    /// <param name="name">Name of the family for a file without a column of names.</param>
    /// <param name="asAt">Day of the list for a file without a column of days.</param>
    /// <param name="today">No list is of a later day.</param>
    public static (IReadOnlyList<FamilyRead> Families, IReadOnlyList<RowFault> Faults) ReadFamilies(string text, string? name, DateOnly? asAt, DateOnly today)
    {
        if (Open(text, "area code,area name") is not ({ } table, var first, null) opened) return ([], [Open(text, "").Fault!]);
        var faults = new Faults();
        var (code, area, family, day) = (table.Column(Code), table.Column(Area), table.Column(Family), table.Column(Day));
        if (code is null) return ([], [new(1, "area code", "there is no column of area codes", "Head it “area code”")]);
        if (family is null && string.IsNullOrWhiteSpace(name)) return ([], [new(1, "family", "there is no column of families, and no name beside the file", "Head it “family”, or give the name on the form")]);
        if (day is null && asAt is null) return ([], [new(1, "date", "there is no column of days, and no day beside the file", "Head it “date”, or give the day on the form")]);
        var rows = new List<(string Family, DateOnly AsAt, string Code, string Area)>();
        for (var i = 0; i < code.Length; i++)
        {
            var row = i + first;
            var (gss, called) = (code[i].Trim(), area?[i].Trim() ?? "");
            var on = day is null || day[i].Trim().Length == 0 ? asAt : DayOf(day[i]);
            var of = (family?[i].Trim() is { Length: > 0 } given ? given : name ?? "").Trim();
            if (!GssCode().IsMatch(gss)) faults.Add(row, "area code", gss.Length == 0 ? "is blank" : $"“{Short(gss)}” is not an area code", "Write the nine characters of the Office for National Statistics, such as E07000008");
            else if (on is null || on > today) faults.Add(row, "date", on is null ? "is not a day" : "lies ahead", "Write the day of the list, such as 2025-04-01");
            else if (of.Length is 0 or > LongestName) faults.Add(row, "family", of.Length == 0 ? "is blank" : "is too long", $"Give the family a name of at most {LongestName} characters");
            else if (called.Length > LongestName) faults.Add(row, "area name", "is too long", $"Shorten it to {LongestName} characters");
            else if (rows.Any(r => r.Code == gss && r.AsAt == on && r.Family.Equals(of, StringComparison.OrdinalIgnoreCase))) faults.Add(row, "area code", $"“{gss}” stands twice in “{Short(of)}”", "Leave one of the rows out");
            else rows.Add((of, on.Value, gss, called.Length > 0 ? called : gss));
        }
        if (code.Length == 0) faults.Add(first, "area code", "there is no row", "Give at least two areas, ours among them");
        return faults.Any ? ([], faults.All) : ([.. rows.GroupBy(r => (r.Family.ToUpperInvariant(), r.AsAt)).Select(g => new FamilyRead(g.First().Family, g.Key.AsAt, [.. g.Select(r => (r.Code, r.Area))]))], []);
    }

    /// <summary>Published figures.</summary>
    /// <param name="text">The file, or what was typed, with headings.</param>
    /// <param name="now">No figure is of a later month.</param>
    public static (IReadOnlyList<FigureRead> Figures, IReadOnlyList<RowFault> Faults) ReadFigures(string text, Month now)
    {
        if (Open(text, "area code,theme,from,to,count,residents") is not ({ } table, var first, null)) return ([], [Open(text, "").Fault!]);
        var columns = new[] { ("area code", table.Column(Code)), ("theme", table.Column(Theme)), ("from", table.Column(From)), ("to", table.Column(To)), ("count", table.Column(Count)), ("residents", table.Column(Residents)) };
        if (columns.FirstOrDefault(c => c.Item2 is null).Item1 is { } missing) return ([], [new(1, missing, "there is no such column", $"Head it “{missing}”; the six columns are area code, theme, from, to, count and residents")]);
        var (faults, figures, seen) = (new Faults(), new List<FigureRead>(), new HashSet<(string, string, FamilyPeriod)>());
        for (var i = 0; i < columns[0].Item2!.Length; i++)
        {
            string Cell(int column) => columns[column].Item2![i].Trim();
            var row = i + first;
            var theme = ThemeList.Named(Cell(1));
            var isMonths = Month.TryParse(Cell(2), out var from) & Month.TryParse(Cell(3), out var to);
            if (!GssCode().IsMatch(Cell(0))) faults.Add(row, "area code", Cell(0).Length == 0 ? "is blank" : $"“{Short(Cell(0))}” is not an area code", "Write the nine characters of the Office for National Statistics, such as E07000008");
            else if (theme is null) faults.Add(row, "theme", $"“{Short(Cell(1))}” is not a theme", "Write a theme as Explore names it, such as Burglary");
            else if (!isMonths || from > to) faults.Add(row, isMonths ? "to" : "from", isMonths ? "comes before the first month" : "is not a pair of months", "Write first and last month such as 2024-04 and 2025-03");
            else if (to >= now) faults.Add(row, "to", $"{to.LongName} has not ended", "Give figures of whole months that are over");
            else if (to.Number - from.Number >= 60) faults.Add(row, "to", "makes the period longer than five years", "Give each year by itself");
            else if (!long.TryParse(Cell(4), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count) || count < 0) faults.Add(row, "count", $"“{Short(Cell(4))}” is not a count", "Write a whole number from 0; leave the row out where the figure is not given");
            else if (!long.TryParse(Cell(5), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var residents) || residents <= 0) faults.Add(row, "residents", $"“{Short(Cell(5))}” is not a number of people", "Write a whole number above 0");
            else if (!seen.Add((Cell(0), theme.Key, new(from, to)))) faults.Add(row, "area code", "gives a second figure for this area, theme and period", "Leave one of the rows out");
            else figures.Add(new(Cell(0), theme.Key, new(from, to), count, residents));
        }
        if (columns[0].Item2!.Length == 0) faults.Add(first, "area code", "there is no row", "Give at least one figure");
        return faults.Any ? ([], faults.All) : (figures, []);
    }

    // Headings may be left out by whoever types: a first line that begins with an area code is a row.
    static (CsvTable? Table, int FirstRow, RowFault? Fault) Open(string text, string headings)
    {
        var typed = text.Trim('\uFEFF', ' ', '\r', '\n', '\t');
        if (typed.Length == 0) return (null, 1, new(1, "", "it is empty", "Choose a file, or write the rows"));
        var bare = GssCode().IsMatch(typed.Split([',', '\n'], 2)[0].Trim().Trim('"'));
        try
        {
            using var reader = new StringReader(bare && headings.Length > 0 ? headings + "\n" + typed : typed);
            var table = CsvTable.Read(reader);
            return table.Rows > MostRows ? (null, 1, new(MostRows + 1, "", $"it has more than {MostRows:N0} rows", "Send it in parts")) : (table, bare ? 1 : 2, null);
        }
        catch (ArgumentException problem)
        {
            return (null, 1, new(1, "", $"it is no table: {problem.Message.Split(" (Parameter", 2)[0].TrimEnd('.')}", "Separate the cells by commas, and give every row as many as the first"));
        }
    }

    static string[]? Column(this CsvTable table, string[] names) =>
        table.Names.FirstOrDefault(n => names.Contains(n.Trim(), StringComparer.OrdinalIgnoreCase)) is { } found ? table.Text(found) : null;

    static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "d/M/yyyy", "d MMMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static string Short(string text) => text.Length <= 30 ? text : text[..30] + "…";

    [GeneratedRegex("^[A-Z][0-9]{8}$")]
    private static partial Regex GssCode();

    sealed class Faults
    {
        readonly List<RowFault> _all = [];

        public bool Any => _all.Count > 0;
        public IReadOnlyList<RowFault> All => [.. _all.Take(MostFaults)];

        public void Add(int row, string column, string message, string remedy) => _all.Add(new(row, column, message, remedy));
    }
}
