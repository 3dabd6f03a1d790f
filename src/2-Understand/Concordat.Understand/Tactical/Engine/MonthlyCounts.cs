using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Records of each theme in each month, and which months are missing at source: null then, never 0.</summary>
internal sealed class MonthlyCounts
{
    readonly int[] _counts;
    readonly int _first, _months;
    readonly MonthsHeld[] _held;

    public MonthlyCounts(IncidentColumns incidents, MonthsHeld held, IReadOnlyDictionary<string, MonthsHeld> heldByTheme)
        : this([], held, heldByTheme)
    {
        for (var row = 0; row < incidents.Count; row++)
        {
            var month = incidents.Month[row] - _first;
            if (month >= 0 && month < _months) _counts[incidents.Theme[row] * _months + month]++;
        }
    }

    /// <summary>From counts that the database made.</summary>
    public MonthlyCounts(IReadOnlyList<ThemeMonthCount> counts, MonthsHeld held, IReadOnlyDictionary<string, MonthsHeld> heldByTheme)
    {
        _held = [.. ThemeList.All.Select(t => heldByTheme.GetValueOrDefault(t.Key, held))];
        (_first, _months) = held.Months is [var first, .., var last] ? (first.Number, last.Number - first.Number + 1)
            : held.Months is [var only] ? (only.Number, 1) : (0, 0);
        _counts = new int[ThemeList.All.Count * _months];
        foreach (var (theme, month, count) in counts)
            if (month.Number - _first is var m && m >= 0 && m < _months && ThemeList.IndexOf(theme) is >= 0 and var t) _counts[t * _months + m] = count;
    }

    /// <summary>Months of a theme that are held and whose figure is too small to be shown; by key.</summary>
    public IReadOnlyDictionary<string, MonthsHeld> Hidden { get; init; } = new Dictionary<string, MonthsHeld>();

    /// <summary>The smallest figure shown of themes with hidden months; 0 where there are none.</summary>
    public int FewestShown { get; init; }

    /// <summary>The threshold below which the month's figure is hidden; 0 where it is not.</summary>
    public int HiddenBelow(int theme, Month month) => Hidden.TryGetValue(ThemeList.All[theme].Key, out var hidden) && hidden.Holds(month) ? FewestShown : 0;

    /// <summary>Where records begin to be counted in another way.</summary>
    public IReadOnlyList<SeriesBreak> Breaks { get; init; } = [];

    /// <summary>The last break of a theme after one month and not after another; null for none.</summary>
    public SeriesBreak? Parted(int theme, Month after, Month upTo) => Breaks.Of([ThemeList.All[theme].Key]).Between(after, upTo);

    public bool Holds(int theme, Month month) => _held[theme].Holds(month);

    public int? Of(int theme, Month month) =>
        !Holds(theme, month) ? null : month.Number - _first is var i && i >= 0 && i < _months ? _counts[theme * _months + i] : 0;

    public bool Occurs(int theme) => _counts.AsSpan(theme * _months, _months).ContainsAnyExcept(0);

    /// <summary>The latest month before this one that is held for the theme; null when there is none.</summary>
    public Month? HeldBefore(int theme, Month month)
    {
        Month? latest = null;
        foreach (var held in _held[theme].Months)
            if (held < month) latest = held;
        return latest;
    }

    /// <summary>The months up to and including one, oldest first, from the first that is held; at most so many.</summary>
    public IReadOnlyList<MonthCount> Series(int theme, Month to, int atMost)
    {
        var from = Math.Max(Math.Min(_first, to.Number), to.Number - atMost + 1);
        return [.. Enumerable.Range(from, to.Number - from + 1).Select(n => new Month(n)).Select(m => new MonthCount(m, Of(theme, m)))];
    }
}

/// <summary>A month's count; null when the month is missing at source.</summary>
public sealed record MonthCount(Month Month, int? Count);
