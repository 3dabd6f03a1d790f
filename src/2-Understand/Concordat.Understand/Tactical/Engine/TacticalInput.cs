using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Strategic.Engine;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>What an assessment is made from.</summary>
public sealed record TacticalInput
{
    public required StudyArea Area { get; init; }

    /// <summary>The area's squares where they were laid before, at the side of the settings; null lays them.</summary>
    internal StudyCells? Study { get; init; }

    /// <summary>The records placed inside the area, of all months held.</summary>
    public required IncidentColumns Incidents { get; init; }

    public required MonthsHeld Held { get; init; }

    /// <summary>Where a theme's sources hold other months than <see cref="Held"/>; by key. A theme no source supplies holds none.</summary>
    public IReadOnlyDictionary<string, MonthsHeld> HeldByTheme { get; init; } = new Dictionary<string, MonthsHeld>();

    /// <summary>Months of a theme that are held and whose figure is too small to be shown; by key.</summary>
    public IReadOnlyDictionary<string, MonthsHeld> HiddenByTheme { get; init; } = new Dictionary<string, MonthsHeld>();

    /// <summary>Where records begin to be counted in another way.</summary>
    public IReadOnlyList<SeriesBreak> Breaks { get; init; } = [];

    public required Month Month { get; init; }

    /// <summary>In their order; empty assesses every theme that occurs.</summary>
    public IReadOnlyList<AssessedPriority> Priorities { get; init; } = [];

    public required RecordCounts Records { get; init; }
    public IReadOnlyList<SourceFile> Files { get; init; } = [];
    public string? DataAsAt { get; init; }
    public required string Version { get; init; }
    public HotSpotSettings Settings { get; init; } = new();

    /// <summary>The smallest figure that may be shown of hot spots and places; 0 where every record is open.</summary>
    public int FewestShown { get; init; }
}

/// <summary>A priority of the control strategy and the theme that measures it.</summary>
/// <param name="Title">What the partnership calls it; null where only the theme is known.</param>
public sealed record AssessedPriority(Theme Theme, string? Title = null);
