using Concordat.Documents.Maps;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Every figure of a tactical assessment: what the pages, the documents and tactical.json all show.</summary>
public sealed record TacticalResult
{
    public required string AreaName { get; init; }
    public required Month Month { get; init; }
    public required RecordCounts Records { get; init; }

    /// <summary>The priorities in their order, or every theme that occurs where none were given.</summary>
    public required IReadOnlyList<ThemeResult> Themes { get; init; }

    /// <summary>The themes that occur and are no priority; empty where no priorities were given.</summary>
    public required IReadOnlyList<OtherTheme> OutsidePriorities { get; init; }

    public required bool HasPriorities { get; init; }
    public required IReadOnlyList<RepeatLocation> RepeatLocations { get; init; }

    /// <summary>Squares with at least one record of any theme in the months read: where people are, drawn faintly under the maps.</summary>
    public required IReadOnlyList<CellRun> RecordedSquares { get; init; }

    public required MethodFacts Method { get; init; }

    /// <summary>All hot spots, the largest first.</summary>
    public IEnumerable<(ThemeResult Theme, HotSpot HotSpot)> HotSpotsByCount() =>
        Themes.SelectMany(t => t.Map.HotSpots.Select(h => (t, h))).OrderByDescending(h => h.h.Count);
}

/// <summary>What became of the records of all months read.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="InArea">Rows placed inside the area: those that are counted.</param>
/// <param name="Unlocated">Rows without a place, of the whole supply: they cannot be given to an area.</param>
/// <param name="Rejected">Rows that could not be read.</param>
/// <param name="Updated">Rows that replaced an earlier row of the same record.</param>
public sealed record RecordCounts(int Read, int InArea, int Unlocated, int Rejected, int Updated);

/// <summary>One assessed theme.</summary>
/// <param name="Series">Up to 25 months ending with the assessed one, oldest first; null counts are missing at source.</param>
/// <param name="Comparison">The month against the month before.</param>
/// <param name="Before">The month before, compared in the same way with the one before it: what the last assessment would have said.</param>
public sealed record ThemeResult(string Key, string Name, string Noun, string? Priority, IReadOnlyList<MonthCount> Series, CountComparison Comparison, CountComparison Before, HotSpotMap Map);

/// <summary>A theme that is no priority: counted, not mapped.</summary>
public sealed record OtherTheme(string Key, string Name, string Noun, CountComparison Comparison);

/// <summary>What made the figures: enough to make them again.</summary>
/// <param name="GridOrigin">South-west corner of the grid, metres (EPSG:27700).</param>
/// <param name="StudyCellCount">Squares that touch the area.</param>
/// <param name="StudyCells">Which they are.</param>
/// <param name="Held">Months held, those missing between them left out.</param>
/// <param name="DataAsAt">How current the records are, in words; null when not known.</param>
public sealed record MethodFacts(
    HotSpotSettings Settings, GridPoint GridOrigin, int StudyCellCount, IReadOnlyList<CellRun> StudyCells,
    IReadOnlyList<Month> Held, int Seed, string Version, int ThemeListVersion, IReadOnlyList<SourceFile> Files, string? DataAsAt);
