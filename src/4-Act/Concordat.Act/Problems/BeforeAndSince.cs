using System.Globalization;
using Concordat.CrimePatterns.Time;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Act.Problems;

/// <summary>The counts of a hot spot before its adoption and since, beside the rest of the area. Months that are missing count on neither side.</summary>
/// <param name="Before">Months up to and with the one of adoption, in which work had not begun.</param>
/// <param name="Since">Months after it.</param>
internal sealed record BeforeAndSince(IReadOnlyList<MonthInCells> Before, IReadOnlyList<MonthInCells> Since)
{
    /// <summary>Months on the left side at most: a whole year, so that each season counts once.</summary>
    public const int MonthsBefore = 12;

    const double Normal95 = 1.959963984540054;

    public static BeforeAndSince Split(IReadOnlyList<MonthInCells> months, Month adopted) =>
        new([.. months.Where(m => m.Month <= adopted)], [.. months.Where(m => m.Month > adopted)]);

    public Side HotSpotBefore => Side.Of(Before, m => m.InCells);
    public Side HotSpotSince => Side.Of(Since, m => m.InCells);
    public Side RestBefore => Side.Of(Before, m => m.Elsewhere);
    public Side RestSince => Side.Of(Since, m => m.Elsewhere);

    public bool CanCompare => HotSpotBefore.Months > 0 && HotSpotSince.Months > 0;

    /// <summary>Rate since over rate before in the hot spot, with its exact 95% interval; null when a side has no month.</summary>
    public RateRatio? HotSpot => Ratio(HotSpotBefore, HotSpotSince);

    /// <summary>The same for the rest of the area.</summary>
    public RateRatio? Rest => Ratio(RestBefore, RestSince);

    /// <summary>The hot spot's ratio over the rest's, with an approximate 95% interval; null when a side has no month.</summary>
    /// <remarks>Logarithm of the ratio of odds with one half added to each count; its variance is the sum of the reciprocals.
    /// Source: Haldane (1956), Annals of Human Genetics 20, 309-311. Assumes Poisson counts.</remarks>
    public RelativeChange? BesideTheRest
    {
        get
        {
            if (!CanCompare) return null;
            double[] counts = [HotSpotSince.Count + 0.5, HotSpotBefore.Count + 0.5, RestSince.Count + 0.5, RestBefore.Count + 0.5];
            var log = Math.Log(counts[0] / counts[1] / (counts[2] / counts[3]));
            var half = Normal95 * Math.Sqrt(counts.Sum(c => 1 / c));
            return new(Math.Exp(log), Math.Exp(log - half), Math.Exp(log + half));
        }
    }

    /// <summary>Before and since in words, with the uncertainty and without a claim of cause.</summary>
    public string InWords
    {
        get
        {
            if (HotSpotBefore.Months == 0) return "No month before the adoption is held, so there is nothing to compare with.";
            if (HotSpotSince.Months == 0) return $"It had {PerMonth(HotSpotBefore)} before. No month since the adoption is held yet.";
            return $"{Capital(Moved(HotSpotBefore, HotSpotSince))}; the rest of the area {Share(Rest!)}. {Verdict}";
        }
    }

    string Verdict
    {
        get
        {
            var relative = BesideTheRest!;
            var range = $"{relative.Low.ToString("0.00", British)} to {relative.High.ToString("0.00", British)} times the rest of the area";
            if (relative is { Low: <= 1, High: >= 1 })
                return $"Too early to claim: beside the rest that is {range}, which includes no difference. {Peak}";
            var direction = relative.High < 1 ? "fewer" : "more";
            return $"That is {direction} beside the rest of the area than chance explains ({range}). {(HotSpotSince.Months < 3 ? $"Too early to claim: {Months(HotSpotSince.Months)} since. " : "")}{Peak}";
        }
    }

    const string Peak = "Counts that follow a peak tend to fall by themselves.";

    static RateRatio? Ratio(Side before, Side since) =>
        before.Months == 0 || since.Months == 0 ? null : CountChange.CompareRates(before.Count, before.Months, since.Count, since.Months);

    static string Moved(Side before, Side since)
    {
        var verb = since.PerMonth.CompareTo(before.PerMonth) switch { < 0 => "fell from", > 0 => "rose from", _ => "stayed at" };
        return before.PerMonth == since.PerMonth ? $"{verb} {PerMonth(before)}" : $"{verb} {PerMonth(before)} to {Figure(since.PerMonth)}";
    }

    static string Share(RateRatio rest)
    {
        var percent = Math.Round(100 * (rest.Ratio - 1));
        return !double.IsFinite(percent) ? "cannot be compared" : percent switch
        {
            0 => "stayed as it was",
            < 0 => $"fell by {(-percent).ToString("0", British)}%",
            _ => $"rose by {percent.ToString("0", British)}%",
        };
    }

    static string PerMonth(Side side) => $"{Figure(side.PerMonth)} a month";

    static string Figure(double value) => value.ToString(value < 10 && value != Math.Floor(value) ? "0.0" : "0", British);

    static string Months(int count) => count == 1 ? "one month" : $"{count} months";

    static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}

/// <summary>Counts on one side of the adoption.</summary>
/// <param name="Count">Incidents in the months held.</param>
/// <param name="Months">Months held.</param>
internal sealed record Side(long Count, int Months)
{
    public double PerMonth => (double)Count / Months;

    public static Side Of(IEnumerable<MonthInCells> months, Func<MonthInCells, int?> count)
    {
        var held = months.Select(count).OfType<int>().ToList();
        return new(held.Sum(), held.Count);
    }
}

/// <summary>A ratio with its 95% interval; 1 means no difference.</summary>
internal sealed record RelativeChange(double Ratio, double Low, double High);
