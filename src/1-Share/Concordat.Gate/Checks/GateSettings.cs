using Concordat.Partnership.Areas;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>What a pass through the gate needs to know besides the file.</summary>
public sealed record GateSettings
{
    /// <summary>Today by the clock on the wall; a later date is a fault.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The partnership's area; records placed outside it are set aside. Null takes all.</summary>
    public StudyArea? Area { get; init; }

    /// <summary>First day of the period that is sent; null takes any.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Last day of the period that is sent; null takes any.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>No record is older: an earlier date is a typing slip.</summary>
    public DateOnly EarliestDay { get; init; } = new(1990, 1, 1);

    /// <summary>Fields that the sharing agreement names; values of others are removed and counted. Null takes all that the set permits.</summary>
    public AgreedFields? Agreed { get; init; }

    /// <summary>Key for sets whose dates are shifted; secret, and the same for every file of a supplier. Such a set cannot pass without it.</summary>
    public byte[]? ShiftKey { get; init; }
}

/// <summary>How far a pass has come.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="BytesDone">Bytes read; −1 where unknown.</param>
/// <param name="BytesTotal">Bytes in all; −1 where unknown.</param>
public readonly record struct GateProgress(int Rows, long BytesDone, long BytesTotal);
