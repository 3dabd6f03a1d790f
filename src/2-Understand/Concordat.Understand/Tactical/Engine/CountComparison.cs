using Concordat.CrimePatterns.Time;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Strategic.Assessment;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>A theme's month against the month before, and what its season leads one to expect.</summary>
/// <param name="Count">Records in the month; null when the month is missing at source.</param>
/// <param name="PreviousMonth">Records in the month before; null when missing.</param>
/// <param name="SameMonthLastYear">Records twelve months before; null when missing, or counted in another way.</param>
/// <param name="ChangePercent">Change from the month before in per cent of it; null when that is 0 or missing.</param>
/// <param name="Z">2 (√now − √before), dimensionless; null when a month is missing.</param>
/// <param name="Signal">Rise or fall beyond |z| 3, given both months and at least ten records in the two together.</param>
/// <param name="Reason">Why there is not enough data; null otherwise.</param>
/// <param name="Expected">The counts that would have been no signal after the month before; null when that is missing or both are too few.</param>
/// <param name="HiddenBelow">The threshold, where the month, or else the one before it, is held and its figure too small to be shown; 0 otherwise.</param>
/// <param name="Seasonal">The counts that years of records lead one to expect for this month of the year; null under 24 months of records.</param>
public sealed record CountComparison(
    int? Count, int? PreviousMonth, int? SameMonthLastYear, double? ChangePercent, double? Z, Signal Signal, string? Reason,
    CountRange? Expected, SeasonalRange? Seasonal, int HiddenBelow = 0)
{
    /// <summary>Fewest records in the two months together for a signal.</summary>
    public const int FewestRecords = 10;

    internal static CountComparison Of(MonthlyCounts counts, int theme, Month month)
    {
        var (now, before) = (counts.Of(theme, month), counts.Of(theme, month.AddMonths(-1)));
        var lastYear = counts.Parted(theme, month.AddMonths(-12), month) is null ? counts.Of(theme, month.AddMonths(-12)) : null;
        var seasonal = SeasonalRange.For(counts, theme, month);
        if (now is not { } n || before is not { } b)
        {
            var missing = now is null ? month : month.AddMonths(-1);
            var hiddenBelow = counts.HiddenBelow(theme, missing);
            var why = hiddenBelow > 0 ? $"{missing.LongName} has fewer than {hiddenBelow} records or none, which is not shown" : $"{missing.LongName} is missing at source";
            return new(now, before, lastYear, null, null, Signal.NotEnoughData, why, null, seasonal, hiddenBelow);
        }
        if (counts.Parted(theme, month.AddMonths(-1), month) is { } parted) return new(n, b, lastYear, null, null, Signal.NotEnoughData, parted.Reason(), null, seasonal);
        var change = CountChange.Compare(b, n);
        if (n + b < FewestRecords)
            return new(n, b, lastYear, change.ChangePercent, change.Z, Signal.NotEnoughData, $"fewer than {FewestRecords} records in the two months", null, seasonal);
        return new(n, b, lastYear, change.ChangePercent, change.Z, SignalOf(b, n), null, CountRange.AfterNoChange(b), seasonal);
    }

    /// <summary>The rule alone, for two counts that are enough.</summary>
    internal static Signal SignalOf(int before, int now) => CountChange.Compare(before, now).Signal switch
    {
        ChangeSignal.Rise => Signal.Rise,
        ChangeSignal.Fall => Signal.Fall,
        _ => Signal.None,
    };
}

/// <summary>A range of counts, both ends included.</summary>
public sealed record CountRange(int Low, int High)
{
    internal static CountRange AfterNoChange(int before)
    {
        var band = CountChange.NoSignalBand(before);
        return new((int)band.Low, (int)band.High);
    }

    public bool Holds(int count) => count >= Low && count <= High;
}

/// <summary>What a month of the year should bring, from the months held before it (95% range of the count).</summary>
/// <param name="KnownMonths">Months it rests on.</param>
public sealed record SeasonalRange(int Low, int High, int KnownMonths)
{
    public bool Holds(int count) => count >= Low && count <= High;

    internal static SeasonalRange? For(MonthlyCounts counts, int theme, Month month)
    {
        var history = counts.Series(theme, month.AddMonths(-1), MostMonths);
        var alike = history.Where(m => counts.Parted(theme, m.Month, month) is null);
        var expectation = MonthlyExpectation.Expect([.. alike.Select(m => m.Count ?? double.NaN)]);
        return expectation.HasEnoughData ? new((int)expectation.Low, (int)expectation.High, expectation.KnownMonths) : null;
    }

    // Older months say more about how things were recorded then than about this year.
    const int MostMonths = 60;
}
