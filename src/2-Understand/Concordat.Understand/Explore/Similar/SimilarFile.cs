using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Site.Forms;

namespace Concordat.Understand.Explore.Similar;

/// <summary>A list of similar areas as it was read.</summary>
internal sealed record FamilyRead(string Name, DateOnly AsAt, IReadOnlyList<(string Code, string Name)> Members);

/// <summary>A published figure as it was read.</summary>
internal sealed record FigureRead(string Code, string Theme, FamilyPeriod Period, long Count, long Residents);

/// <summary>Reads lists of similar areas and their published figures: taken whole or not at all.</summary>
internal static class SimilarFile
{
    const int MostFaults = 100;
    const string CodeRemedy = "Write the nine characters of the Office for National Statistics, such as E07000008";

    /// <summary>Headings of typed rows that have none.</summary>
    public const string FamilyHeadings = "area code,area name", FigureHeadings = "area code,theme,from,to,count,residents";

    static readonly string[] Code = ["area code", "code", "area_code", "gss code", "ons code"], Area = ["area name", "area", "name", "area_name"],
        Family = ["family", "family name", "group", "family_name"], Day = ["date", "as at", "family date", "as_at"], Theme = ["theme", "crime type", "offence"],
        From = ["from", "first month", "period from"], To = ["to", "last month", "period to"], Count = ["count", "offences", "records"], Residents = ["residents", "population"];

    /// <summary>Families, each with its members. Without columns of their own the name and the day are those given beside the file.</summary>
    /// <param name="upload">The file, or what was typed.</param>
    /// <param name="name">Name of the family for a file without a column of names.</param>
    /// <param name="asAt">Day of the list for a file without a column of days.</param>
    /// <param name="today">No list is of a later day.</param>
    public static (IReadOnlyList<FamilyRead> Families, IReadOnlyList<RowFault> Faults) ReadFamilies(SimilarUpload upload, string? name, DateOnly? asAt, DateOnly today)
    {
        var (table, broken) = SimilarTable.Read(upload);
        if (table is null) return ([], [broken!]);
        var (code, area, family, day) = (table.Find(Code), table.Find(Area), table.Find(Family), table.Find(Day));
        if (code < 0) return ([], [new(1, "area code", "there is no column of area codes", "Head it “area code”")]);
        if (family < 0 && string.IsNullOrWhiteSpace(name)) return ([], [new(1, "family", "there is no column of families, and no name beside the file", "Head it “family”, or give the name on the form")]);
        if (day < 0 && asAt is null) return ([], [new(1, "date", "there is no column of days, and no day beside the file", "Head it “date”, or give the day on the form")]);
        var (faults, rows, seen) = (new Faults(), new List<(string Family, DateOnly AsAt, string Code, string Area)>(), new HashSet<(string, DateOnly, string)>());
        foreach (var line in table.Rows)
        {
            var row = table.NumberOf(line);
            var (gss, called) = (SimilarTable.Cell(line, code), SimilarTable.Cell(line, area));
            var on = SimilarTable.Cell(line, day) is { Length: > 0 } said ? DayOf(said) : asAt;
            var of = SimilarTable.Cell(line, family) is { Length: > 0 } given ? given : (name ?? "").Trim();
            if (!SimilarUpload.AreaCode().IsMatch(gss)) faults.Add(row, "area code", gss.Length == 0 ? "is blank" : $"“{Short(gss)}” is not an area code", CodeRemedy);
            else if (on is null || on > today) faults.Add(row, "date", on is null ? "is not a day" : "lies ahead", "Write the day of the list, such as 2025-04-01");
            else if (of.Length is 0 or > AreaFamily.LongestName) faults.Add(row, "family", of.Length == 0 ? "is blank" : "is too long", $"Give the family a name of at most {AreaFamily.LongestName} characters");
            else if (called.Length > AreaFamily.LongestName) faults.Add(row, "area name", "is too long", $"Shorten it to {AreaFamily.LongestName} characters");
            else if (!seen.Add((of.ToUpperInvariant(), on.Value, gss))) faults.Add(row, "area code", $"“{gss}” stands twice in “{Short(of)}”", "Leave one of the rows out");
            else rows.Add((of, on.Value, gss, called.Length > 0 ? called : gss));
        }
        if (table.Rows.Count == 0) faults.Add(1, "area code", "there is no row", "Give at least two areas, ours among them");
        return faults.Any ? ([], faults.All) : ([.. rows.GroupBy(r => (r.Family.ToUpperInvariant(), r.AsAt)).Select(g => new FamilyRead(g.First().Family, g.Key.AsAt, [.. g.Select(r => (r.Code, r.Area))]))], []);
    }

    /// <summary>Published figures.</summary>
    /// <param name="upload">The file, or what was typed.</param>
    /// <param name="now">No figure is of a later month.</param>
    public static (IReadOnlyList<FigureRead> Figures, IReadOnlyList<RowFault> Faults) ReadFigures(SimilarUpload upload, Month now)
    {
        var (table, broken) = SimilarTable.Read(upload);
        if (table is null) return ([], [broken!]);
        var columns = new[] { ("area code", table.Find(Code)), ("theme", table.Find(Theme)), ("from", table.Find(From)), ("to", table.Find(To)), ("count", table.Find(Count)), ("residents", table.Find(Residents)) };
        if (columns.FirstOrDefault(c => c.Item2 < 0).Item1 is { } missing) return ([], [new(1, missing, "there is no such column", $"Head it “{missing}”; the six columns are area code, theme, from, to, count and residents")]);
        var (faults, figures, seen) = (new Faults(), new List<FigureRead>(), new HashSet<(string, string, FamilyPeriod)>());
        foreach (var line in table.Rows)
        {
            string Cell(int column) => SimilarTable.Cell(line, columns[column].Item2);
            var row = table.NumberOf(line);
            var theme = ThemeList.Named(Cell(1));
            var isMonths = MonthOf(Cell(2), out var from) & MonthOf(Cell(3), out var to);
            if (!SimilarUpload.AreaCode().IsMatch(Cell(0))) faults.Add(row, "area code", Cell(0).Length == 0 ? "is blank" : $"“{Short(Cell(0))}” is not an area code", CodeRemedy);
            else if (theme is null) faults.Add(row, "theme", $"“{Short(Cell(1))}” is not a theme", "Write a theme as Explore names it, such as Burglary");
            else if (!isMonths || from > to) faults.Add(row, isMonths ? "to" : "from", isMonths ? "comes before the first month" : "is not a pair of months", "Write first and last month such as 2024-04 and 2025-03");
            else if (to >= now) faults.Add(row, "to", $"{to.LongName} has not ended", "Give figures of whole months that are over");
            else if (to.Number - from.Number >= 60) faults.Add(row, "to", "makes the period longer than five years", "Give each year by itself");
            else if (!long.TryParse(Cell(4), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count) || count < 0) faults.Add(row, "count", $"“{Short(Cell(4))}” is not a count", "Write a whole number from 0; leave the row out where the figure is not given");
            else if (!long.TryParse(Cell(5), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var residents) || residents <= 0) faults.Add(row, "residents", $"“{Short(Cell(5))}” is not a number of people", "Write a whole number above 0");
            else if (!seen.Add((Cell(0), theme.Key, new(from, to)))) faults.Add(row, "area code", "gives a second figure for this area, theme and period", "Leave one of the rows out");
            else figures.Add(new(Cell(0), theme.Key, new(from, to), count, residents));
        }
        if (table.Rows.Count == 0) faults.Add(1, "area code", "there is no row", "Give at least one figure");
        return faults.Any ? ([], faults.All) : (figures, []);
    }

    // A spreadsheet writes a month as its first day.
    static bool MonthOf(string cell, out Month month)
    {
        if (Month.TryParse(cell, out month)) return true;
        if (DayOf(cell) is not { } day) return false;
        month = Month.Of(day);
        return true;
    }

    static DateOnly? DayOf(string cell) => DateFieldBinder.TryRead(cell, out var day) ? day : null;

    static string Short(string text) => text.Length <= 30 ? text : text[..30] + "…";

    sealed class Faults
    {
        readonly List<RowFault> _all = [];

        public bool Any => _all.Count > 0;
        public IReadOnlyList<RowFault> All => [.. _all.Take(MostFaults)];

        public void Add(int row, string column, string message, string remedy) => _all.Add(new(row, column, message, remedy));
    }
}
