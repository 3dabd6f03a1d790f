using Concordat.CrimePatterns.Time;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;

namespace Concordat.Understand.Explore.Compare;

/// <summary>One side of a comparison: placed records over the months that are held.</summary>
/// <param name="Name">Area and months in words.</param>
/// <param name="Filter">What it counts.</param>
/// <param name="Records">Placed records; null where they are too few to show or no month is held.</param>
/// <param name="Months">Months held of those asked for.</param>
/// <param name="Missing">Months asked for and not held, or hidden: in no count.</param>
internal sealed record Side(string Name, IncidentFilter Filter, int? Records, int Months, int Missing)
{
    /// <summary>Records a month; null where they cannot be counted.</summary>
    public double? PerMonth => Records is { } n && Months > 0 ? (double)n / Months : null;
}

/// <summary>Two sides and how many times the one is the other, month for month.</summary>
/// <param name="First">The side looked at.</param>
/// <param name="Second">What it is compared with.</param>
/// <param name="Ratio">Rate of the first over that of the second with its exact 95% interval; null where a side cannot be counted or both are 0.</param>
internal sealed record Comparison(Side First, Side Second, RateRatio? Ratio)
{
    /// <summary>What it amounts to, in a sentence.</summary>
    public string Sentence(string noun)
    {
        if (First.PerMonth is not { } a || Second.PerMonth is not { } b) return $"They cannot be compared: {(First.PerMonth is null ? First.Name : Second.Name)} has no month held, or too few records to show.";
        var start = $"{First.Name} had {a:0.0} {noun} a month, {Second.Name} {b:0.0}";
        if (Ratio is not { } r || double.IsNaN(r.Ratio)) return $"{start}: nothing to compare.";
        if (double.IsInfinity(r.Ratio)) return $"{start}.";
        var words = r.Low > 1 ? "more than chance alone would make" : r.High < 1 ? "fewer than chance alone would make" : "no more apart than chance would make them";
        return $"{start}: {r.Ratio:0.00} times as many, 95% range {r.Low:0.00} to {r.High:0.00}, {words}.";
    }
}

/// <summary>Counts and compares the two sides.</summary>
internal sealed class Comparing(IncidentQuery incidents, ISmallNumbers smallNumbers)
{
    public async Task<Comparison> OfAsync((string Name, IncidentFilter Filter) first, (string Name, IncidentFilter Filter) second, CancellationToken cancellation)
    {
        var held = await incidents.HeldAsync(cancellation);
        var (a, b) = (await SideAsync(first, held, cancellation), await SideAsync(second, held, cancellation));
        return new(a, b, a.Records is { } x && b.Records is { } y && x + y > 0 ? CountChange.CompareRates(y, b.Months, x, a.Months) : null);
    }

    async Task<Side> SideAsync((string Name, IncidentFilter Filter) asked, SetsHeld sets, CancellationToken cancellation)
    {
        var (filter, from, to) = (asked.Filter, asked.Filter.From!.Value, asked.Filter.To!.Value);
        // A month counts for several themes together only where every one of them is held.
        var held = filter.Themes.Count == 0 ? sets.All : new MonthsHeld([.. filter.Themes.Select(t => sets.Of(t).Months.AsEnumerable()).Aggregate((x, y) => x.Intersect(y)).Order()]);
        var isControlled = filter.Themes.Count == 0 ? sets.Controlled.Count > 0 : filter.Themes.Any(sets.IsControlled);
        var counts = (await incidents.SummariseAsync(filter, cancellation)).AllMonths.Where(m => m.Month >= from && m.Month <= to).ToDictionary(m => m.Month, m => m.Count);
        // Of controlled sets a month that shows none may have a few: it is left out, never counted as none.
        var months = Enumerable.Range(from.Number, to.Number - from.Number + 1).Select(n => new Month(n)).Where(m => held.Holds(m) && (!isControlled || counts.GetValueOrDefault(m) > 0)).ToList();
        var records = months.Sum(m => counts.GetValueOrDefault(m));
        var fewest = isControlled ? await smallNumbers.ThresholdAsync(cancellation) : 0;
        return new(asked.Name, filter, months.Count == 0 || records < fewest ? null : records, months.Count, to.Number - from.Number + 1 - months.Count);
    }
}
