using Concordat.Documents.Model;
using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Engine;

namespace Concordat.Understand.Strategic.Paper;

/// <summary>What the cover says, and how the paper is arranged.</summary>
public sealed record StrategicDetails
{
    /// <summary>Whose paper it is.</summary>
    public required string Partnership { get; init; }
    public required string Marking { get; init; }
    public required StrategicStructure Structure { get; init; }
    public required string Status { get; init; }
    public required string Version { get; init; }
    public required string WrittenBy { get; init; }
    public required Handling Handling { get; init; }
    public required DateOnly Date { get; init; }
    /// <summary>Where the records come from, in a few words.</summary>
    public required string Source { get; init; }
    public string? ApprovedBy { get; init; }
    /// <summary>The group it was prepared for; null leaves the line out.</summary>
    public string? PreparedFor { get; init; }
    /// <summary>What people wrote beside the findings; null for a paper made from files alone.</summary>
    public WrittenParts? Written { get; init; }
    /// <summary>What the records are: cautions and acknowledgements follow from it.</summary>
    public required RecordSources Sources { get; init; }
}

/// <summary>What people wrote beside the findings of an assessment.</summary>
public sealed record WrittenParts
{
    /// <summary>Heading of the chapter that sets surveys beside the records.</summary>
    public const string SurveyHeading = "Survey beside recorded";
    /// <summary>Chapters before the method: causes, survey, gaps, consultation.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];
    /// <summary>What each agency could do, by theme.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<AgencyOption>> Options { get; init; } = new Dictionary<string, IReadOnlyList<AgencyOption>>();
    /// <summary>Sources as the register lists them.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
    /// <summary>Who validated the projections, and what they said.</summary>
    public IReadOnlyList<string> Validations { get; init; } = [];
    /// <summary>What is done otherwise than last year; empty where nothing is, null where there was no last year.</summary>
    public IReadOnlyList<string>? MethodChanges { get; init; }
    /// <summary>Why the paper is longer than it should be; null where nobody said.</summary>
    public string? LengthReason { get; init; }
    /// <summary>Scores given by people, with who and why.</summary>
    public IReadOnlyList<string> Judged { get; init; } = [];
}
