using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>How the findings are put into chapters; the findings themselves never change with it.</summary>
public enum StrategicStructure
{
    /// <summary>A chapter for each theme.</summary>
    CrimeType,
    /// <summary>A chapter for each present priority, the rest after them.</summary>
    Priorities,
    /// <summary>A chapter for each body that supplies records.</summary>
    Supplier,
    /// <summary>Chapters by offender, victim and location.</summary>
    Problem,
}

/// <summary>A dated marker: from this month on records are not counted as they were before.</summary>
/// <param name="Month">The first month counted in the new way.</param>
/// <param name="Theme">Key of the theme; null for every theme.</param>
/// <param name="What">What changed, in a few words.</param>
/// <param name="IsInferred">True when the records themselves show it, false when somebody gave it.</param>
public sealed record SeriesBreak(Month Month, string? Theme, string What, bool IsInferred = false);

/// <summary>How far one item of last year's plan was done.</summary>
public enum PlanOutcome
{
    /// <summary>Done.</summary>
    Done,
    /// <summary>Done in part.</summary>
    Part,
    /// <summary>Not done.</summary>
    NotDone,
}

/// <summary>One item of last year's plan.</summary>
/// <param name="Item">What was to be done.</param>
/// <param name="Reason">Why it was not, or how it went; may be empty when done.</param>
public sealed record PlanItem(string Item, PlanOutcome Outcome, string Reason);

/// <summary>What a strategic assessment is made from.</summary>
public sealed record StrategicInput
{
    public required StudyArea Area { get; init; }
    /// <summary>The records placed inside the area, of all months held.</summary>
    public required IncidentColumns Incidents { get; init; }
    public required MonthsHeld Held { get; init; }
    /// <summary>Where a theme's sources hold other months than <see cref="Held"/>; by key.</summary>
    public IReadOnlyDictionary<string, MonthsHeld> HeldByTheme { get; init; } = new Dictionary<string, MonthsHeld>();
    /// <summary>The last month; it must be held.</summary>
    public required Month To { get; init; }
    /// <summary>Years looked back, 1 to 10; the year before the last is always looked at too.</summary>
    public int Years { get; init; } = 5;
    /// <summary>The present priorities in their order; may be empty.</summary>
    public IReadOnlyList<Theme> Priorities { get; init; } = [];
    public IReadOnlyList<SeriesBreak> Breaks { get; init; } = [];
    /// <summary>Last year's plan; empty where none was given.</summary>
    public IReadOnlyList<PlanItem> Plan { get; init; } = [];
    /// <summary>Usual residents of the area; null where not known, and then no rate is given.</summary>
    public int? Residents { get; init; }
    public RiskMatrix Matrix { get; init; } = RiskMatrix.Standard;
    public required RecordCounts Records { get; init; }
    public IReadOnlyList<SourceFile> Files { get; init; } = [];
    public required string Version { get; init; }
    /// <summary>Who supplied the records, such as "Police": one body for all of them.</summary>
    public required string Supplier { get; init; }
    public HotSpotSettings Settings { get; init; } = new();
    /// <summary>The smallest figure shown of a place or square where records of controlled sets are among them; 0 shows all.</summary>
    public int FewestShown { get; init; }
    /// <summary>Seed of the draws of weights.</summary>
    public int Seed { get; init; } = 1;
}
