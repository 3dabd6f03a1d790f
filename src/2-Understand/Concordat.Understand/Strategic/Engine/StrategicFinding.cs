namespace Concordat.Understand.Strategic.Engine;

/// <summary>The five parts every strategic assessment must have.</summary>
public enum StrategicPart
{
    /// <summary>Levels and patterns.</summary>
    Levels,
    /// <summary>What changed since the period before.</summary>
    Change,
    /// <summary>Why it changed.</summary>
    Why,
    /// <summary>How far last year's plan was done.</summary>
    LastYear,
    /// <summary>Recommended priorities.</summary>
    Recommended,
}

/// <summary>The side of a problem that a finding is seen from.</summary>
public enum ProblemSide
{
    /// <summary>The area as a whole.</summary>
    Whole,
    /// <summary>Who does it.</summary>
    Offender,
    /// <summary>Who is harmed.</summary>
    Victim,
    /// <summary>Where it happens.</summary>
    Location,
}

/// <summary>What stands under a finding.</summary>
public enum Exhibit
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Months, trend and projection.</summary>
    Trend,
    /// <summary>The map and table of lasting hot spots.</summary>
    Spots,
    /// <summary>The map and table of repeat places.</summary>
    Repeats,
}

/// <summary>A finding: written once, put into any of the four structures.</summary>
/// <param name="Id">Name within the assessment: the same in every structure.</param>
/// <param name="Theme">Key of its theme; null for all themes together.</param>
/// <param name="Supplier">Who supplied the records it rests on.</param>
public sealed record StrategicFinding(
    string Id, StrategicPart Part, string? Theme, ProblemSide Side, string Supplier, string Sentence, IReadOnlyList<string> Facts, Exhibit Exhibit);

/// <summary>The parts' names, and whether there is anything in them.</summary>
/// <param name="Why">Why it is empty and what to do; null when it is not.</param>
public sealed record PartState(StrategicPart Part, string Name, string? Why)
{
    public bool IsEmpty => Why is not null;

    /// <summary>The name of a part.</summary>
    public static string NameOf(StrategicPart part) => part switch
    {
        StrategicPart.Levels => "Levels and patterns",
        StrategicPart.Change => "What changed",
        StrategicPart.Why => "Why it changed",
        StrategicPart.LastYear => "How far last year's plan was done",
        _ => "Recommended priorities",
    };

    /// <summary>The five parts; a paper with an empty one cannot be approved.</summary>
    public static IReadOnlyList<PartState> Of(StrategicResult result, IReadOnlyList<StrategicFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(findings);
        return [.. Enum.GetValues<StrategicPart>().Select(p => new PartState(p, NameOf(p), Why(p)))];
        string? Why(StrategicPart part) => part switch
        {
            StrategicPart.LastYear => result.Plan.Count > 0 ? null : "no plan was given. Give last year's plan as a CSV file with the columns item, outcome and reason",
            StrategicPart.Recommended => result.Issues.Any(i => i.IsRecommended) ? null : "no issue has a record in the last twelve months",
            _ => findings.Any(f => f.Part == part) ? null : "nothing can be said from the records held",
        };
    }
}
