using Concordat.CrimePatterns.Time;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>What a month to come should bring (95% range of the count) if nothing changes.</summary>
public sealed record OutlookMonth(Month Month, double Expected, int Low, int High);

/// <summary>The same for twelve months together.</summary>
public sealed record OutlookYear(Month From, Month To, double Expected, int Low, int High);

/// <summary>Last year as the years before it would have projected it, beside what was counted.</summary>
public sealed record BackTest(double Expected, int Low, int High, int Counted)
{
    public bool Held => Counted >= Low && Counted <= High;
}

/// <summary>Three years forward.</summary>
/// <param name="TrendPerYear">The trend carried on, as a share a year; null without a projection.</param>
/// <param name="Caution">Why it should not be leaned on; null where nothing speaks against it.</param>
/// <param name="Reason">Why there is none; null when there is.</param>
public sealed record Outlook(IReadOnlyList<OutlookMonth> Months, IReadOnlyList<OutlookYear> Years, double? TrendPerYear, BackTest? Test, string? Caution, string? Reason)
{
    /// <summary>Years projected.</summary>
    public const int YearsForward = 3;
    // A trend that would double or halve a count in three years is not believed without more evidence.
    const double SteepPerYear = 0.26;

    internal static Outlook Of(ThemeHistory history, TrendReport trend, Month to)
    {
        var piece = history.Piece();
        if (piece.Count == 0 || piece[^1].Month != to) return None("the last months are missing");
        // An earlier level says nothing about the years to come, where the present one is known for long enough.
        if (trend.Changes is [.., var settled] && piece.Count(m => m.Month >= settled.First && m.Count is not null) >= MonthlyExpectation.FewestKnownMonths)
            piece = [.. piece.Where(m => m.Month >= settled.First)];
        var values = piece.Select(m => m.Count ?? double.NaN).ToArray();
        var months = Projection.Months(values, 12 * YearsForward);
        if (months.Count == 0) return None($"{piece.Count(m => m.Count is not null)} months counted alike, fewer than {MonthlyExpectation.FewestKnownMonths}");
        var years = Projection.Years(values, YearsForward);
        var test = Tested(values);
        return new(
            [.. months.Select((m, i) => new OutlookMonth(to.AddMonths(i + 1), m.Expected, Whole(m.Low), Whole(m.High)))],
            [.. years.Select((y, i) => new OutlookYear(to.AddMonths(12 * i + 1), to.AddMonths(12 * i + 12), y.Expected, Whole(y.Low), Whole(y.High)))],
            months[0].TrendPerYear, test, CautionOf(piece, trend, test, months[0].TrendPerYear), null);
    }

    static Outlook None(string reason) => new([], [], null, null, null, reason);

    static BackTest? Tested(double[] values)
    {
        if (values.Length < 36 || values[^12..].Any(double.IsNaN)) return null;
        return Projection.Years(values.AsSpan(0, values.Length - 12), 1) is [var year]
            ? new(year.Expected, Whole(year.Low), Whole(year.High), (int)values[^12..].Sum())
            : null;
    }

    static string? CautionOf(IReadOnlyList<MonthCount> piece, TrendReport trend, BackTest? test, double perYear)
    {
        if (trend.Changes.LastOrDefault(c => c.First > piece[0].Month) is { } change)
            return $"The level changed in {change.First.LongName}, and the range does not allow for a change of level: do not plan by this projection alone.";
        if (test is { Held: false }) return "The same method would have missed the last year, so the range is too narrow to plan by.";
        return Math.Abs(perYear) > SteepPerYear ? "Few trends as steep as this keep up for three years." : null;
    }

    static int Whole(double value) => double.IsFinite(value) ? (int)Math.Min(value, int.MaxValue) : int.MaxValue;

    /// <summary>The months of the last year that lie outside what the years before lead one to expect.</summary>
    internal static IReadOnlyList<MonthSignal> Signals(ThemeHistory history, Month to)
    {
        var earlier = history.Piece().Where(m => m.Month <= to.AddMonths(-12)).ToList();
        if (earlier.Count == 0) return [];
        var ahead = Projection.Months([.. Padded(earlier, to.AddMonths(-12))], 12);
        return [.. ahead.Select((e, i) => (Expected: e, Month: to.AddMonths(i - 11)))
            .Where(e => history.At(e.Month) is { } n && (n > e.Expected.High || n < e.Expected.Low))
            .Select(e => new MonthSignal(e.Month, history.At(e.Month)!.Value, Whole(e.Expected.Low), Whole(e.Expected.High),
                history.At(e.Month) > e.Expected.High ? Signal.Rise : Signal.Fall))];
    }

    static IEnumerable<double> Padded(List<MonthCount> months, Month to) =>
        months.Select(m => m.Count ?? double.NaN).Concat(Enumerable.Repeat(double.NaN, to.Number - months[^1].Month.Number));
}
