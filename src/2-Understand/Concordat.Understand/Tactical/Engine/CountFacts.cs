using Concordat.CrimePatterns.SmallNumbers;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>The facts beside a count: the months it is compared with, the range, and the season.</summary>
internal static class CountFacts
{
    public static IReadOnlyList<string> Of(CountComparison c, Month month) =>
    [
        Counts(c, month),
        .. Change(c, month) is { } change ? [change] : Array.Empty<string>(),
        .. Expected(c, month) is { } expected ? [expected] : Array.Empty<string>(),
        .. Season(c, month) is { } season ? [season] : Array.Empty<string>(),
    ];

    static string Counts(CountComparison c, Month month)
    {
        string Shown(int? count) => count is { } n ? Words.Number(n) : c.HiddenBelow > 0 ? "missing or too few to be shown" : "missing at source";
        return $"{month.LongName}: {Shown(c.Count)}. {month.AddMonths(-1).Name} {Shown(c.PreviousMonth)}, {month.Name} last year {Shown(c.SameMonthLastYear)}.";
    }

    static string? Change(CountComparison c, Month month) => c switch
    {
        { ChangePercent: 0 } => $"The same as in {month.AddMonths(-1).Name}.",
        { ChangePercent: { } percent } => $"That is {Words.Percent(percent)} {(percent > 0 ? "more" : "fewer")} than in {month.AddMonths(-1).Name}{SmallBaseWords(c)}.",
        { PreviousMonth: 0, Count: > 0 } => $"A change in per cent cannot be given: {month.AddMonths(-1).Name} had none.",
        _ => null,
    };

    // A percentage of few records moves much for one more or less.
    static string SmallBaseWords(CountComparison c) => IsOnSmallBase(c) ? $", on a base below {SmallBase.Least}" : "";

    /// <summary>The change in per cent rests on fewer records than <see cref="SmallBase.Least"/>.</summary>
    public static bool IsOnSmallBase(CountComparison c) => c is { ChangePercent: not null, PreviousMonth: < SmallBase.Least };

    static string? Expected(CountComparison c, Month month) => c switch
    {
        { Expected: { } range, PreviousMonth: { } before } => $"From {Words.Number(before)} in {month.AddMonths(-1).Name} we would expect {Words.Range(range)} if nothing had changed.",
        { Reason: { } reason } => $"No signal is given: {reason}.",
        _ => null,
    };

    static string? Season(CountComparison c, Month month) => c.Seasonal is { } s
        ? $"For {(month.MonthOfYear is 4 or 8 or 10 ? "an" : "a")} {month.Name}, {Words.Years(s.KnownMonths)} lead us to expect {Words.Range(s)}."
        : null;
}
