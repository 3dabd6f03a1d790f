using System.Globalization;
using System.Text.RegularExpressions;

namespace Concordat.Decide.Tasking;

/// <summary>Days as people say them in a meeting: "4 Dec", "4/12/2026", "tomorrow", "Friday", "in 2 weeks".</summary>
internal static partial class DateWords
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
    static readonly string[] DayNames = British.DateTimeFormat.DayNames;

    /// <summary>Takes the last day said out of a line; null, with the line untouched, when it says none that exists.</summary>
    public static DateOnly? Take(QuickAction.Rest line, DateOnly today)
    {
        foreach (var (pattern, read) in Ways)
            if (line.Match(pattern) is { } match && read(match, today) is { } day)
            {
                line.Remove(match.Index, match.Length);
                return day;
            }
        return null;
    }

    static readonly (Regex Pattern, Func<Match, DateOnly, DateOnly?> Read)[] Ways =
    [
        (IsoDay(), (m, _) => Real(m.Groups["y"].Value, m.Groups["m"].Value, m.Groups["d"].Value)),
        (SlashDay(), (m, today) => Yearless(m.Groups["y"].Value, m.Groups["m"].Value, m.Groups["d"].Value, today)),
        (NamedMonth(), (m, today) => Yearless(m.Groups["y"].Value, MonthOf(m.Groups["m"].Value), m.Groups["d"].Value, today)),
        (InAWhile(), Later),
        (NextDay(), (m, today) => Next(m.Groups["w"].Value, today)),
    ];

    static DateOnly? Later(Match match, DateOnly today)
    {
        var count = int.TryParse(match.Groups["n"].Value, CultureInfo.InvariantCulture, out var n) ? n : 1;
        return char.ToLowerInvariant(match.Groups["u"].Value[0]) switch
        {
            'd' => today.AddDays(count),
            'w' => today.AddDays(7 * count),
            _ => today.AddMonths(count),
        };
    }

    static DateOnly? Next(string word, DateOnly today)
    {
        if (word.Equals("today", StringComparison.OrdinalIgnoreCase)) return today;
        if (word.Equals("tomorrow", StringComparison.OrdinalIgnoreCase)) return today.AddDays(1);
        var day = Array.FindIndex(DayNames, n => n.StartsWith(word[..3], StringComparison.OrdinalIgnoreCase));
        var ahead = (day - (int)today.DayOfWeek + 7) % 7;
        return today.AddDays(ahead == 0 ? 7 : ahead);
    }

    // Without a year, the next such day from today on.
    static DateOnly? Yearless(string year, string month, string day, DateOnly today)
    {
        if (year.Length > 0) return Real(year, month, day);
        for (var y = today.Year; y <= today.Year + 4; y++)
            if (Real(y.ToString(CultureInfo.InvariantCulture), month, day) is { } found && found >= today) return found;
        return null;
    }

    static DateOnly? Real(string year, string month, string day) =>
        DateOnly.TryParseExact($"{year}-{month}-{day}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found) ? found : null;

    static string MonthOf(string name) =>
        (Array.FindIndex(British.DateTimeFormat.MonthNames, n => n.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase)) + 1).ToString(CultureInfo.InvariantCulture);

    const string Before = @"(?<![\w/-])(?:(?:by|on|due|before)\s+)?";
    const string Months = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(Before + @"(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?![\w/-])", Options, 1000)]
    private static partial Regex IsoDay();

    [GeneratedRegex(Before + @"(?<d>\d{1,2})/(?<m>\d{1,2})(?:/(?<y>\d{4}))?(?![\w/-])", Options, 1000)]
    private static partial Regex SlashDay();

    [GeneratedRegex(Before + @"(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?<m>" + Months + @")(?:,?\s+(?<y>\d{4}))?(?![\w/-])", Options, 1000)]
    private static partial Regex NamedMonth();

    [GeneratedRegex(@"(?<![\w/-])in\s+(?<n>a|one|\d{1,2})\s+(?<u>days?|weeks?|months?)(?![\w/-])", Options, 1000)]
    private static partial Regex InAWhile();

    // "sat" and "sun" are words of their own: satellite navigators are stolen from cars.
    [GeneratedRegex(Before + @"(?:next\s+)?(?<w>today|tomorrow|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|saturday|sunday)(?![\w/-])", Options, 1000)]
    private static partial Regex NextDay();
}
