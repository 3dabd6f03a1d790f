using System.Reflection;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;

namespace Concordat.Understand.Runs;

/// <summary>The records of a run as analyses take them: those inside the area, with small figures of controlled sets left out.</summary>
/// <param name="Inside">Records placed inside the area.</param>
/// <param name="HeldByTheme">Months in which each theme can be counted; of controlled sets only those that show a figure.</param>
/// <param name="HiddenByTheme">Months of controlled sets that are held and show none, since it may be too small.</param>
internal sealed record AreaRecords(IncidentColumns Inside, IReadOnlyDictionary<string, MonthsHeld> HeldByTheme, IReadOnlyDictionary<string, MonthsHeld> HiddenByTheme)
{
    /// <summary>Version of this program, recorded with every run.</summary>
    public static string SoftwareVersion { get; } =
        typeof(AreaRecords).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unversioned";

    /// <param name="heldByTheme">Months each theme's sets were received for.</param>
    /// <param name="fewestShown">The smallest figure shown of controlled sets; 0 where none of the records is of one.</param>
    /// <param name="isControlled">Whether some of a theme's records come from a controlled set.</param>
    public static AreaRecords Of(IncidentColumns all, ReadyArea area, IReadOnlyDictionary<string, IReadOnlyList<Month>> heldByTheme, int fewestShown, Func<string, bool> isControlled)
    {
        var inside = InArea(all, area, fewestShown);
        var shown = Enumerable.Range(0, inside.Count).Select(i => (inside.Theme[i], inside.Month[i])).ToHashSet();
        bool Shows(string theme, Month month) => shown.Contains(((byte)ThemeList.IndexOf(theme), month.Number));
        return new(inside,
            // Of controlled sets a month that shows none may have a few: it is left open, not called empty.
            heldByTheme.ToDictionary(h => h.Key, h => new MonthsHeld(fewestShown == 0 || !isControlled(h.Key) ? h.Value : [.. h.Value.Where(m => Shows(h.Key, m))])),
            fewestShown == 0 ? new Dictionary<string, MonthsHeld>() : heldByTheme.Where(h => isControlled(h.Key)).ToDictionary(h => h.Key, h => new MonthsHeld([.. h.Value.Where(m => !Shows(h.Key, m))])));
    }

    /// <summary>The records inside the area; of a theme and month that the boundary cuts below what may be shown, none.</summary>
    /// <param name="all">Records, placed or not.</param>
    /// <param name="area">The area.</param>
    /// <param name="fewestShown">The smallest figure shown of controlled sets; 0 where none of the records is of one.</param>
    public static IncidentColumns InArea(IncidentColumns all, ReadyArea area, int fewestShown)
    {
        int[] kept = [.. Enumerable.Range(0, all.Count).Where(i => area.Study.Contains(all.Easting[i], all.Northing[i]))];
        if (fewestShown > 0) kept = [.. kept.GroupBy(i => (all.Theme[i], all.Month[i])).Where(g => g.Count() >= fewestShown).SelectMany(g => g).Order()];
        return all.Only(kept);
    }
}
