using System.Globalization;

namespace Concordat.Partnership.Calendar;

/// <summary>A calendar month as partners report it: a month, not its first day.</summary>
/// <remarks>Stored as a whole number, year × 12 + (month − 1), so that gaps and distances are plain arithmetic.</remarks>
public readonly record struct Month : IComparable<Month>
{
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1900 to 2200.</exception>
    public Month(int number)
    {
        if (number is < 1900 * 12 or >= 2201 * 12)
            throw new ArgumentOutOfRangeException(nameof(number), number, "A month must lie in the years 1900 to 2200.");
        Number = number;
    }

    /// <exception cref="ArgumentOutOfRangeException">The month is not 1 to 12, or the year is not 1900 to 2200.</exception>
    public Month(int year, int month) : this(month is >= 1 and <= 12
        ? year * 12 + month - 1
        : throw new ArgumentOutOfRangeException(nameof(month), month, "A month is 1 to 12."))
    { }

    /// <summary>Months since year 0: year × 12 + (month − 1).</summary>
    public int Number { get; }

    public int Year => Number / 12;

    /// <summary>1 (January) to 12 (December).</summary>
    public int MonthOfYear => Number % 12 + 1;

    public DateOnly FirstDay => new(Year, MonthOfYear, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>"October 2026".</summary>
    public string LongName => FirstDay.ToString("MMMM yyyy", British);

    /// <summary>"October".</summary>
    public string Name => FirstDay.ToString("MMMM", British);

    /// <summary>"Oct 2026".</summary>
    public string ShortName => FirstDay.ToString("MMM yyyy", British);

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    public Month AddMonths(int months) => new(Number + months);

    /// <summary>Reads "2026-10"; nothing else.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (!DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year is < 1900 or > 2200)
            return false;
        month = Of(day);
        return true;
    }

    /// <exception cref="FormatException">The text is not a month such as 2026-10.</exception>
    public static Month Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"\"{text}\" is not a month. Write it as 2026-10.");

    public int CompareTo(Month other) => Number.CompareTo(other.Number);

    public static bool operator <(Month left, Month right) => left.Number < right.Number;
    public static bool operator >(Month left, Month right) => left.Number > right.Number;
    public static bool operator <=(Month left, Month right) => left.Number <= right.Number;
    public static bool operator >=(Month left, Month right) => left.Number >= right.Number;

    /// <summary>"2026-10".</summary>
    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}
