using System.Globalization;
using Concordat.Gate.Sets;
using Concordat.Partnership.Areas;

namespace Concordat.Gate.Mapping;

/// <summary>What the first cells of a column look like.</summary>
sealed class ColumnEvidence
{
    readonly List<string> _cells;
    readonly Dictionary<FieldType, double> _rates = [];

    public ColumnEvidence(int column, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        _cells = [.. rows.Select(r => column < r.Count ? r[column] : "").Where(c => !Blank.Is(c))];
        HasFigureTimes = _cells.Any(c => c.Length is 3 or 4 && c.All(char.IsAsciiDigit));
    }

    /// <summary>Cells looked at that hold something.</summary>
    public int Filled => _cells.Count;

    /// <summary>True where times stand as 1405, so that 5 is five past midnight.</summary>
    public bool HasFigureTimes { get; }

    /// <summary>Share of the filled cells that can be read as this field; 0.5 where there are none to judge by.</summary>
    public double Rate(SetField field)
    {
        if (_cells.Count == 0) return 0.5;
        if (field.Type == FieldType.Code)
        {
            var book = new CodeBook(field, null);
            return Share(c => book.Find(c) is not null);
        }
        if (_rates.TryGetValue(field.Type, out var known)) return known;
        return _rates[field.Type] = Of(field.Type);
    }

    /// <summary>Share of cells that are a whole month, such as 2026-10.</summary>
    public double WholeMonths => _cells.Count == 0 ? 0 : Share(c => DateCell.TryReadMonth(c, out _, out _));

    /// <summary>Share of cells that are whole numbers from 0, thousands parted or not.</summary>
    public double WholeNumbers => _cells.Count == 0 ? 0 : Share(c => NumberCell.TryWhole(c, out var n) && n >= 0);

    double Of(FieldType type) => type switch
    {
        FieldType.Date => Share(IsDate) * (Share(HasClock) > 0.1 ? 0.9 : 1), // where there is a time too, the field for both is the better one
        FieldType.DateTime => Share(HasClock) > 0.1 ? Share(IsDate) : 0,
        FieldType.Time => Share(c => TimeCell.TryRead(c, HasFigureTimes, out _)),
        FieldType.Day => Share(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31),
        FieldType.Month => Share(c => DateCell.TryMonthOfYear(c, out _)),
        FieldType.Year => Share(c => DateCell.TryYear(c, out var year) && year is >= 1990 and <= 2100),
        FieldType.Easting => Share(c => Metres(c) is >= 1000 and < NationalGrid.MaximumEastingMetres),
        FieldType.Northing => Share(c => Metres(c) is >= 1000 and < NationalGrid.MaximumNorthingMetres),
        FieldType.Longitude => Share(c => NumberCell.TryRead(c, out var n) && Math.Abs(n) <= 180 && (n != decimal.Truncate(n) || n == 0)),
        FieldType.Latitude => Share(c => NumberCell.TryRead(c, out var n) && Math.Abs(n) is <= 90 and > 1 && n != decimal.Truncate(n)),
        FieldType.GridReference => Share(c => GridReference.TryParse(c, out _, out _, out _)),
        FieldType.Postcode or FieldType.OutwardPostcode => Share(c => OutwardPostcode.TryRead(c, out _, out _)),
        FieldType.Icd10 => Share(c => Icd10.TryRead(c, out _)),
        FieldType.Count => Share(c => Blank.IsSuppressed(c) || (NumberCell.TryWhole(c, out var n) && n >= 0)),
        FieldType.Number => Share(c => Blank.IsSuppressed(c) || NumberCell.TryRead(c, out _)),
        FieldType.Age => Share(c => c == "-1" || NumberCell.TryAge(c, out _, out _)),
        FieldType.PlaceText => Share(c => c.Any(char.IsLetter)),
        _ => 1,
    };

    static bool IsDate(string cell) => DateCell.TryRead(cell, DateOrder.DayFirst, out _) || DateCell.TryRead(cell, DateOrder.MonthFirst, out _);

    static bool HasClock(string cell) =>
        (DateCell.TryRead(cell, DateOrder.DayFirst, out var read) || DateCell.TryRead(cell, DateOrder.MonthFirst, out read)) && read.Time is { } time && time != TimeOnly.MinValue;

    static double Metres(string cell) =>
        NumberCell.TryRead(cell.Replace('*', '0'), out var metres) ? (double)metres : double.NaN;

    double Share(Func<string, bool> holds) => (double)_cells.Count(holds) / _cells.Count;
}
