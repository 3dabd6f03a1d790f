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
    public required string Handling { get; init; }
    public string? FootHandling { get; init; }
    public required DateOnly Date { get; init; }
    /// <summary>Where the records come from, in a few words.</summary>
    public required string Source { get; init; }
    /// <summary>Attribution that the sources' licences ask for, a sentence each.</summary>
    public IReadOnlyList<string> Attribution { get; init; } = [];
}
