using Concordat.CrimePatterns.Time;
using Concordat.Partnership.Calendar;
using Concordat.Share.ContextSets.Contracts;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;

namespace Concordat.Understand.Explore.Compare;

/// <summary>One side of a comparison: placed records over the months that are held.</summary>
/// <param name="Name">Area and months in words.</param>
/// <param name="Filter">What it counts.</param>
/// <param name="Records">Placed records; null where they are too few to show or no month is held.</param>
/// <param name="Months">Months held of those asked for.</param>
/// <param name="Missing">Months asked for and not held, or hidden: in no count.</param>
/// <param name="Residents">Who lives there; null where no figure is held.</param>
internal sealed record Side(string Name, IncidentFilter Filter, int? Records, int Months, int Missing, Residents? Residents)
{
    /// <summary>Records a month; null where they cannot be counted.</summary>
    public double? PerMonth => Records is { } n && Months > 0 ? (double)n / Months : null;

    /// <summary>Records a year for each 1,000 residents; null without either.</summary>
    public double? Per1000Residents => PerMonth is { } rate && Residents is { } r ? rate * 12 * 1000 / r.Count : null;
}

/// <summary>Residents of a side.</summary>
/// <param name="Count">People of all ages, above 0.</param>
/// <param name="On">The day of the figure; the earliest where several are added.</param>
/// <param name="Source">Who published it.</param>
internal sealed record Residents(long Count, DateOnly On, string Source);

/// <summary>Two sides and how many times the one is the other, month for month.</summary>
/// <param name="First">The side looked at.</param>
/// <param name="Second">What it is compared with.</param>
/// <param name="Ratio">Rate of the first over that of the second with its exact 95% interval; null where a side cannot be counted or both are 0.</param>
/// <param name="IsByResidents">The rates are for each resident, not for the whole of each side.</param>
/// <param name="Refusal">Why the two are not counted alike and so not compared; null where they are.</param>
internal sealed record Comparison(Side First, Side Second, RateRatio? Ratio, bool IsByResidents, string? Refusal = null)
{
    /// <summary>What it amounts to, in a sentence.</summary>
    public string Sentence(string noun)
    {
        if (Refusal is not null) return $"They are not compared: {Refusal}.";
        if (First.PerMonth is not { } a || Second.PerMonth is not { } b) return $"They cannot be compared: {(First.PerMonth is null ? First.Name : Second.Name)} has no month held, or too few records to show.";
        var start = $"{First.Name} had {a:0.0} {noun} a month, {Second.Name} {b:0.0}";
        if (Ratio is not { } r || double.IsNaN(r.Ratio)) return $"{start}: nothing to compare.";
        if (double.IsInfinity(r.Ratio)) return $"{start}.";
        var words = r.Low > 1 ? "more than chance alone would make" : r.High < 1 ? "fewer than chance alone would make" : "no more apart than chance would make them";
        return $"{start}: {r.Ratio:0.00} times as many{(IsByResidents ? " for each resident" : "")}, 95% range {r.Low:0.00} to {r.High:0.00}, {words}.";
    }
}

/// <summary>Counts and compares the two sides.</summary>
internal sealed class Comparing(IncidentQuery incidents, ISmallNumbers smallNumbers, IPopulations populations, StudyAreas areas)
{
    /// <param name="parted">The break that lies between the two sides; null for none.</param>
    public async Task<Comparison> OfAsync(SetsHeld held, (string Name, IncidentFilter Filter) first, (string Name, IncidentFilter Filter) second, SeriesBreak? parted, CancellationToken cancellation)
    {
        var (a, b) = (await SideAsync(first, held, cancellation), await SideAsync(second, held, cancellation));
        var byResidents = a.Residents is not null && b.Residents is not null && first.Filter.AreaId != second.Filter.AreaId;
        if (parted is not null) return new(a, b, null, byResidents, parted.Reason());
        double Exposure(Side side) => side.Months * (byResidents ? side.Residents!.Count : 1.0);
        return new(a, b, a.Records is { } x && b.Records is { } y && x + y > 0 ? CountChange.CompareRates(y, Exposure(b), x, Exposure(a)) : null, byResidents);
    }

    async Task<Side> SideAsync((string Name, IncidentFilter Filter) asked, SetsHeld sets, CancellationToken cancellation)
    {
        var (filter, from, to) = (asked.Filter, asked.Filter.From!.Value, asked.Filter.To!.Value);
        var (held, isControlled) = (sets.Of(filter.Themes), sets.IsControlled(filter.Themes));
        var counts = (await incidents.SummariseAsync(filter, cancellation)).AllMonths.Where(m => m.Month >= from && m.Month <= to).ToDictionary(m => m.Month, m => m.Count);
        // Of controlled sets a month that shows none may have a few: it is left out, never counted as none.
        var months = Enumerable.Range(from.Number, to.Number - from.Number + 1).Select(n => new Month(n)).Where(m => held.Holds(m) && (!isControlled || counts.GetValueOrDefault(m) > 0)).ToList();
        var records = months.Sum(m => counts.GetValueOrDefault(m));
        var fewest = isControlled ? await smallNumbers.ThresholdAsync(cancellation) : 0;
        return new(asked.Name, filter, months.Count == 0 || records < fewest ? null : records, months.Count, to.Number - from.Number + 1 - months.Count, await ResidentsAsync(filter.AreaId, to.LastDay, isControlled, cancellation));
    }

    // The newest figure up to the period's end of every part; one part without a figure leaves the whole without.
    async Task<Residents?> ResidentsAsync(int? areaId, DateOnly day, bool isControlled, CancellationToken cancellation)
    {
        var codes = await areas.CodesAsync(areaId, cancellation);
        if (codes.Count == 0) return null;
        var held = await populations.NewestAsync([.. codes], day, cancellation);
        if (codes.Any(c => !held.ContainsKey(c))) return null;
        var count = codes.Sum(c => held[c].Residents);
        return count == 0 || isControlled && count < await smallNumbers.RateBaseAsync(cancellation) ? null : new(count, codes.Min(c => held[c].On), held[codes[0]].Source);
    }
}
