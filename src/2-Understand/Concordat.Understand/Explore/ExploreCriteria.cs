using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Runs;

namespace Concordat.Understand.Explore;

/// <summary>What a view asks for, before any record is counted: its months filled in, what is held of it, and whether small figures are hidden.</summary>
/// <param name="Filter">As asked, with its first and last month.</param>
/// <param name="Sets">Months held by set.</param>
/// <param name="Held">Months in which every theme that is asked for is held.</param>
/// <param name="FewestShown">The smallest figure shown, where some of what is asked for comes from controlled sets; 0 otherwise.</param>
/// <param name="Ground">What a kept view rested on; null for what stands now.</param>
internal sealed record Criteria(IncidentFilter Filter, SetsHeld Sets, MonthsHeld Held, int FewestShown, RunGround? Ground = null)
{
    public Month From => Filter.From!.Value;

    /// <summary>The month looked at: the last of the filter.</summary>
    public Month To => Filter.To!.Value;

    public bool IsControlled => FewestShown > 0;

    /// <summary>The chosen themes as a noun: "burglaries", "records".</summary>
    public string Noun => Filter.Themes is [var one] ? ThemeList.Find(one)!.Noun : "records";
}

/// <summary>What a kept view was made from, beside its filter.</summary>
/// <param name="Sets">Which months were held.</param>
/// <param name="Ground">Boundary, threshold and cut; null for those of now.</param>
internal sealed record ViewThen(SetsHeld Sets, RunGround? Ground);

/// <summary>Reads <see cref="Criteria"/>: which months are held, and the threshold where it matters. No record is read.</summary>
internal sealed class ExploreCriteria(IncidentQuery incidents, ISmallNumbers smallNumbers)
{
    const int MonthsShown = 24;

    /// <summary>Null when no records of what is asked for are held at all.</summary>
    /// <param name="asked">What to look at.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="then">What a kept view was made from, to make it again; null for now.</param>
    /// <param name="months">How many months to the last, where the filter names no first one; null for 24.</param>
    public async Task<Criteria?> ReadAsync(IncidentFilter asked, CancellationToken cancellation, ViewThen? then = null, int? months = null)
    {
        var sets = then?.Sets ?? await incidents.HeldAsync(cancellation);
        var held = sets.Of(asked.Themes);
        if (held.Months is not [var first, ..] || sets.All.Months is not [.., var latest]) return null;
        var to = asked.To ?? latest;
        var from = asked.From ?? (to.AddMonths(1 - (months ?? MonthsShown)) is var start && start > first ? start : first);
        if (from > to) (from, to) = (to, from);
        var fewest = !sets.IsControlled(asked.Themes) ? 0 : then?.Ground?.FewestShown ?? await smallNumbers.ThresholdAsync(cancellation);
        return new(asked with { From = from, To = to, Then = then?.Ground?.Then }, sets, held, fewest, then?.Ground);
    }
}

/// <summary>Figures as people read them where small ones are hidden.</summary>
internal static class ShownFigure
{
    /// <summary>"1,204", or "fewer than 5": of controlled sets none and few look alike.</summary>
    /// <param name="count">The figure.</param>
    /// <param name="fewest">The smallest figure shown; 0 where every figure is.</param>
    public static string Words(int count, int fewest) => count < fewest ? $"fewer than {fewest}" : count.ToString("N0", System.Globalization.CultureInfo.CurrentCulture);
}
