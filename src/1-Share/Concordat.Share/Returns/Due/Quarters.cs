using System.Globalization;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;

namespace Concordat.Share.Returns.Due;

/// <summary>How quarters are spoken of, in pages and addresses.</summary>
public static class Quarters
{
    internal static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"April to June".</summary>
    public static string Short(SetPeriod period) => $"{period.First.Name} to {period.Last.Name}";

    /// <summary>"Oct to Dec".</summary>
    public static string Brief(SetPeriod period) => $"{period.FirstDay.ToString("MMM", British)} to {period.LastDay.ToString("MMM", British)}";

    /// <summary>"2026-Q3": the quarter of the calendar year, as addresses have it.</summary>
    public static string Key(SetPeriod period) => string.Create(CultureInfo.InvariantCulture, $"{period.First.Year}-Q{(period.First.MonthOfYear + 2) / 3}");

    /// <summary>Reads "2026-Q3"; nothing else.</summary>
    public static bool TryParse(string? text, out SetPeriod period)
    {
        period = default;
        if (text is not { Length: 7 } || text[4] != '-' || text[5] is not ('Q' or 'q') || text[6] is < '1' or > '4') return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2007 or > 2199) return false;
        period = SetPeriod.Of(new Month(year, (text[6] - '1') * 3 + 1));
        return true;
    }

    /// <summary>"March", "February and March".</summary>
    public static string MonthNames(IReadOnlyList<Month> months) => months.Count switch
    {
        0 => "",
        1 => months[0].Name,
        _ => string.Join(", ", months.Take(months.Count - 1).Select(m => m.Name)) + " and " + months[^1].Name,
    };
}
