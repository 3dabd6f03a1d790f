using Concordat.Documents.Model;
using Concordat.Understand.Papers;
using Concordat.Understand.Tactical.Contracts;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>What the cover says, and what the paper carries beside its figures.</summary>
public sealed record PaperDetails
{
    /// <summary>Whose paper it is.</summary>
    public required string Partnership { get; init; }

    public required string Marking { get; init; }
    public string? PreparedFor { get; init; }
    public required string Status { get; init; }
    public required string Version { get; init; }
    public required string WrittenBy { get; init; }
    public string? ApprovedBy { get; init; }
    public required Handling Handling { get; init; }
    public required DateOnly Date { get; init; }

    /// <summary>How earlier decisions went; null leaves the section out.</summary>
    public EarlierDecisions? Earlier { get; init; }

    /// <summary>What meetings decided on the paper after it was issued; empty before.</summary>
    public IReadOnlyList<MeetingDecisions> Outcomes { get; init; } = [];

    /// <summary>What is known of the offenders of a theme, a sentence by its key; null leaves causes and offenders out where nobody wrote of them.</summary>
    public IReadOnlyDictionary<string, string>? KnownShares { get; init; }

    /// <summary>What the records are: cautions and acknowledgements follow from it.</summary>
    public required RecordSources Sources { get; init; }

    /// <summary>Where the records come from, in a few words: "Police records (data.police.uk)".</summary>
    public required string Source { get; init; }
}
