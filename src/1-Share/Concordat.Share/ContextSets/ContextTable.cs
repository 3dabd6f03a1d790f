using System.Globalization;
using System.Text.RegularExpressions;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Reading;
using Concordat.Partnership.Files;

namespace Concordat.Share.ContextSets;

/// <summary>Reads a table of figures: an area code, a date, and either a column for each measure or the two columns measure and value.</summary>
internal static partial class ContextTable
{
    const int MostFigures = 100_000;
    const int MostFaults = 200;
    const int LongestMeasure = 80;

    static readonly string[] CodeHeadings = ["area code", "area_code", "gss code", "geography code", "geography_code", "code", "lsoa code", "lsoa21cd", "lsoa11cd", "msoa21cd", "ward code", "wd23cd", "lad code", "lad23cd", "local authority code"];
    static readonly string[] NameHeadings = ["area", "area name", "area_name", "name", "geography", "geography name", "lsoa name", "ward", "ward name", "local authority"];
    static readonly string[] DateHeadings = ["date", "on", "year", "period", "month", "time period", "mid-year", "school year", "academic year", "quarter"];
    static readonly string[] PopulationHeadings = ["population", "all ages", "residents", "total population", "all persons", "resident population"];

    /// <summary>Marks that stand at source for a figure that is not given.</summary>
    static readonly string[] NotGiven = ["", "-", "–", ".", "..", ":", "*", "x", "c", "z", "[c]", "[x]", "[z]", "n/a", "na", "suppressed"];

    /// <param name="file">The file; stays the caller's.</param>
    /// <param name="isDemography">Recognises the column of residents.</param>
    /// <param name="day">The day of all figures, for a file without dates.</param>
    /// <param name="knownCodes">Codes of the partnership's own areas.</param>
    /// <exception cref="FileProblemException">The file cannot be read as such a table at all.</exception>
    public static ContextRows Read(Stream file, string name, bool isDemography, DateOnly? day, DateOnly today, IReadOnlySet<string> knownCodes, IIdentifierScanner scanner)
    {
        using var tables = TableReader.Open(file, name);
        var table = tables[0];
        var code = Find(table.Headings, CodeHeadings);
        if (code < 0) throw new FileProblemException(table.File, "there is no column of area codes", "Head it “area code”", table.HeaderRow);
        var when = Find(table.Headings, DateHeadings);
        if (when < 0 && day is null) throw new FileProblemException(table.File, "there is no column of dates", "Head it “date”, or enter on the form the day that all figures are of", table.HeaderRow);
        var reading = new Reading(table, code, Find(table.Headings, NameHeadings), when, day, today, knownCodes, isDemography, scanner);
        foreach (var row in table.Rows())
        {
            reading.Take(row);
            if (reading.Rows.Count > MostFigures) throw new FileProblemException(table.File, $"it holds more than {MostFigures:N0} figures", "Send it in parts: fewer areas, years or columns at once", row.Number);
        }
        return reading.Finish([.. tables.Notices, .. table.Notices]);
    }

    /// <summary>The first day of what a cell says: a day, a month, a year, or a year that spans two ("2019/20" and "2018/19 - 20/21" begin in April, and "201920" in September).</summary>
    public static DateOnly? DayOf(string cell)
    {
        var text = cell.Trim();
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy", "d MMMM yyyy", "d MMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        if (text.Length > 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) return day;
        if (DateOnly.TryParseExact(text, ["yyyy-MM", "MMMM yyyy", "MMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) return day;
        if (SpanningYears().Match(text) is { Success: true } span) return new(int.Parse(span.Groups["first"].ValueSpan, CultureInfo.InvariantCulture), 4, 1);
        if (SchoolYear().Match(text) is { Success: true } school && (int.Parse(school.Groups["first"].ValueSpan[2..], CultureInfo.InvariantCulture) + 1) % 100 == int.Parse(school.Groups["last"].ValueSpan, CultureInfo.InvariantCulture))
            return new(int.Parse(school.Groups["first"].ValueSpan, CultureInfo.InvariantCulture), 9, 1);
        return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1801 and <= 2200 ? new(year, 1, 1) : null;
    }

    static int Find(IReadOnlyList<string> headings, string[] names)
    {
        foreach (var name in names)
            for (var i = 0; i < headings.Count; i++)
                if (headings[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    sealed class Reading
    {
        readonly SourceTable _table;
        readonly (int Code, int Name, int When, int Measure, int Value) _at;
        readonly DateOnly? _day;
        readonly DateOnly _today;
        readonly IReadOnlySet<string> _known;
        readonly bool _isDemography;
        readonly IIdentifierScanner _scanner;
        readonly string[] _measures;
        readonly int[] _numbers;
        readonly int[] _words;
        readonly List<(int Column, ContextFault Fault)> _faults = [];
        readonly HashSet<(string, DateOnly, string)> _seen = [];
        readonly RemovalCounts _removed = new();
        int _read;

        public Reading(SourceTable table, int code, int name, int when, DateOnly? day, DateOnly today, IReadOnlySet<string> known, bool isDemography, IIdentifierScanner scanner)
        {
            (_table, _day, _today, _known, _isDemography, _scanner) = (table, day, today, known, isDemography, scanner);
            var value = Find(table.Headings, ["value", "figure", "observation", "obs_value"]);
            _at = (code, name, when, value < 0 ? -1 : Find(table.Headings, ["measure", "indicator", "variable"]), value);
            _measures = [.. table.Headings.Select(Measure)];
            (_numbers, _words) = (new int[table.Headings.Count], new int[table.Headings.Count]);
        }

        public List<(int Column, ContextRow Row)> Rows { get; } = [];

        bool IsLong => _at.Measure >= 0;

        public void Take(SourceRow row)
        {
            _read++;
            var code = row.Cells[_at.Code].Trim();
            if (!GssCode().IsMatch(code) && !_known.Contains(code))
            {
                Fault(_at.Code, row.Number, code.Length == 0 ? "is blank" : "is not an area code that is known here", "Write the nine characters of the Office for National Statistics, such as E01000001, or a code of one of your own layers");
                return;
            }
            if (On(row) is not { } on) return;
            var name = _at.Name < 0 ? null : _scanner.Clean(row.Cells[_at.Name].Trim(), CellSetting.Place, _removed);
            if (IsLong) Figure(row, _at.Value, Measure(row.Cells[_at.Measure]), code, name, on);
            else
                for (var c = 0; c < row.Cells.Count; c++)
                    if (c != _at.Code && c != _at.Name && c != _at.When && _table.Headings[c].Length > 0) Figure(row, c, _measures[c], code, name, on);
        }

        DateOnly? On(SourceRow row)
        {
            if (_at.When < 0) return _day;
            var cell = row.Cells[_at.When];
            if (cell.Trim().Length == 0 && _day is not null) return _day;
            if (DayOf(cell) is not { } on) return Wrong(_at.When, row.Number, $"{Told(cell)}is not a date", "Write a day such as 30/6/2025, a month such as 2025-06, or a year");
            return on > _today ? Wrong(_at.When, row.Number, $"{Told(cell)}lies ahead", "Give the day the figure is of; projections are not taken") : on;
        }

        void Figure(SourceRow row, int column, string measure, string code, string? name, DateOnly on)
        {
            var cell = row.Cells[column].Trim();
            if (NotGiven.Contains(cell, StringComparer.OrdinalIgnoreCase)) return;
            if (measure.Length == 0)
            {
                Fault(_at.Measure, row.Number, "is blank", "Say what the value measures");
                return;
            }
            if (!decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) || cell.Length > 20)
            {
                _words[column]++;
                Fault(column, row.Number, $"{Told(cell)}is not a number", "Write figures alone, such as 1234 or 12.5; leave the cell empty where the figure is not given");
                return;
            }
            _numbers[column]++;
            if (measure == ContextKinds.Population && (value < 0 || value != decimal.Truncate(value))) Fault(column, row.Number, $"{Told(cell)}is not a number of people", "Write a whole number from 0");
            else if (!_seen.Add((code, on, measure))) Fault(column, row.Number, $"gives a second figure for this area and day", "Leave one of the rows out");
            else Rows.Add((column, new(code, name, on, measure, value)));
        }

        public ContextRows Finish(IReadOnlyList<string> notices)
        {
            // A column of words among the measures is a description, not a mistake in every row.
            var left = IsLong ? [] : Enumerable.Range(0, _words.Length).Where(c => _words[c] > 0 && _numbers[c] == 0).ToList();
            var faults = _faults.Where(f => !left.Contains(f.Column)).Select(f => f.Fault).ToList();
            if (Rows.Count == 0 && faults.Count == 0) throw new FileProblemException(_table.File, "it holds no figures", "Give at least one column of numbers beside the area code and the date");
            List<string> told = [.. notices, .. left.Select(c => $"Column {c + 1} holds words and was left out.")];
            if (_removed.Total > 0) told.Add($"{_removed.Total:N0} names of areas looked like personal details and were shortened.");
            return new([.. Rows.Select(r => r.Row)], [.. faults.Take(MostFaults)], _read, 0, told);
        }

        DateOnly? Wrong(int column, int row, string message, string remedy)
        {
            Fault(column, row, message, remedy);
            return null;
        }

        void Fault(int column, int row, string message, string remedy) => _faults.Add((column, new(row, ToldHeading.Of(_table.Headings[column], _scanner), message, remedy)));

        string Measure(string heading)
        {
            var plain = NotInKey().Replace(ToldHeading.Of(heading, _scanner).Trim().ToLowerInvariant(), "_").Trim('_');
            if (_isDemography && PopulationHeadings.Contains(heading.Trim(), StringComparer.OrdinalIgnoreCase)) return ContextKinds.Population;
            return plain.Length <= LongestMeasure ? plain : plain[..LongestMeasure];
        }

        // Figures and signs point to nobody while they are short; letters might.
        static string Told(string cell) => cell.Trim() is { Length: > 0 and <= 10 } text && text.All(c => char.IsAsciiDigit(c) || "/-.,:%£ ".Contains(c, StringComparison.Ordinal)) ? $"“{text}” " : "";
    }

    [GeneratedRegex(@"^[A-Z]\d{8}$")]
    private static partial Regex GssCode();

    [GeneratedRegex(@"^(?<first>(19|20)\d\d)\s*[/–-]\s*(\d\d|\d{4})(\s*[–-]\s*\d\d/\d\d)?$")]
    private static partial Regex SpanningYears();

    [GeneratedRegex(@"^(?<first>(19|20)\d\d)(?<last>\d\d)$")]
    private static partial Regex SchoolYear();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInKey();
}
