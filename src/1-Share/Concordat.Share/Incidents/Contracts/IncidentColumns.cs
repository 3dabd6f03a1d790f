using Concordat.Partnership.Themes;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>Incidents in memory, column by column: what every analysis reads, whether from files or from the database.</summary>
/// <remarks>All arrays have <see cref="Count"/> elements and the same order. Reading them never changes them.</remarks>
public sealed class IncidentColumns
{
    public required int Count { get; init; }

    /// <summary>Identity in the partnership's records; empty array when the incidents come from files alone.</summary>
    public Guid[] Ids { get; init; } = [];

    /// <summary>Position of the theme in <see cref="ThemeList.All"/>.</summary>
    public required byte[] Theme { get; init; }

    /// <summary>Month of the incident: year × 12 + (month − 1).</summary>
    public required int[] Month { get; init; }

    /// <summary>Metres on the British National Grid (EPSG:27700); NaN where the incident has no place.</summary>
    public required double[] Easting { get; init; }

    /// <summary>Metres on the British National Grid (EPSG:27700); NaN where the incident has no place.</summary>
    public required double[] Northing { get; init; }

    /// <summary>Index into <see cref="Places"/>; −1 where the supplier gave no place name.</summary>
    public required int[] Place { get; init; }

    /// <summary>Distinct place names as supplied ("On or near Farr'S Lane").</summary>
    public required string[] Places { get; init; }

    /// <summary>Earliest moment, UTC ticks; 0 where only the month is known. Empty array when no incident has a time.</summary>
    public long[] OccurredFromUtcTicks { get; init; } = [];

    /// <summary>Latest moment, UTC ticks; equal to the earliest when witnessed; 0 where only the month is known.</summary>
    public long[] OccurredToUtcTicks { get; init; } = [];

    /// <summary>Whether the place is the middle of several records' places, as partners' records are shown that lie apart; empty array when none is.</summary>
    public bool[] IsMiddle { get; init; } = [];

    /// <summary>Some of them are of controlled sets: figures drawn from them below the threshold of small numbers are not shown.</summary>
    public bool HoldsControlled { get; init; }
}
