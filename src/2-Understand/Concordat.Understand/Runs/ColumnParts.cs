using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Runs;

/// <summary>Parts of records in memory, and records of several themes looked at as one.</summary>
internal static class ColumnParts
{
    /// <summary>The chosen rows, in the order given; place names keep their numbers.</summary>
    public static IncidentColumns Only(this IncidentColumns all, IReadOnlyList<int> kept)
    {
        T[] Of<T>(T[] column) => column.Length == 0 ? [] : [.. kept.Select(i => column[i])];
        return new()
        {
            Count = kept.Count,
            Ids = Of(all.Ids),
            Theme = Of(all.Theme),
            Month = Of(all.Month),
            Easting = Of(all.Easting),
            Northing = Of(all.Northing),
            Place = Of(all.Place),
            Places = all.Places,
            OccurredFromUtcTicks = Of(all.OccurredFromUtcTicks),
            OccurredToUtcTicks = Of(all.OccurredToUtcTicks),
            IsMiddle = Of(all.IsMiddle),
            HoldsControlled = all.HoldsControlled,
        };
    }

    /// <summary>The same rows as if they were of one theme, the first of the list.</summary>
    public static IncidentColumns AsOneTheme(this IncidentColumns rows) => new()
    {
        Count = rows.Count,
        Theme = new byte[rows.Count],
        Month = rows.Month,
        Easting = rows.Easting,
        Northing = rows.Northing,
        Place = rows.Place,
        Places = rows.Places,
        IsMiddle = rows.IsMiddle,
        HoldsControlled = rows.HoldsControlled,
    };
}
