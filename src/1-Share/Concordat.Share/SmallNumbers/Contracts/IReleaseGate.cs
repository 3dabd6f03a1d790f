using Concordat.Gate.Checks;

namespace Concordat.Share.SmallNumbers.Contracts;

/// <summary>The test that every bulk release of partners' rows goes through, and the register of what left.</summary>
/// <remarks>Bulk only if anonymous: every column free of identifiers, no value and no combination shared by fewer rows than the threshold, nothing to be had by taking away one
/// of the last twenty releases, and an agreement in force. A blocked attempt is registered too.</remarks>
public interface IReleaseGate
{
    /// <summary>Tests without releasing: nothing is registered.</summary>
    /// <exception cref="ArgumentException">A row is longer or shorter than the columns, or a column named does not exist.</exception>
    Task<ReleaseVerdict> TestAsync(ReleaseRequest request, CancellationToken cancellation);

    /// <summary>Tests, and where the test passes writes the file, registers it with its fingerprint, and audits the disclosure in the same transaction.</summary>
    /// <param name="request">What is to leave.</param>
    /// <param name="write">Makes the file from the rows that may leave; not called where the test blocks.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>With <see cref="ReleaseVerdict.Content"/> where it passed; otherwise the reasons.</returns>
    /// <exception cref="ArgumentException">As in <see cref="TestAsync"/>.</exception>
    Task<ReleaseVerdict> ReleaseAsync(ReleaseRequest request, Func<ReleaseTable, byte[]> write, CancellationToken cancellation);

    /// <summary>Agreements in force that the acting person's agency has signed and that cover every one of these sets (1 to 12).</summary>
    Task<IReadOnlyList<ReleaseAgreement>> AgreementsAsync(IReadOnlyCollection<int> sets, CancellationToken cancellation);
}

/// <summary>An agreement under which rows may leave.</summary>
public sealed record ReleaseAgreement(Guid Id, string Title);

/// <summary>What somebody wants to release.</summary>
public sealed record ReleaseRequest
{
    /// <summary>Where it leaves by: "records", "incidents", "cleansed pool", "data pack".</summary>
    public required string Kind { get; init; }

    /// <summary>What it is, for the register.</summary>
    public required string Title { get; init; }

    /// <summary>Numbers of the sets its rows come from (1 to 12); at least one.</summary>
    public required IReadOnlyCollection<int> Sets { get; init; }

    /// <summary>The agreement it rests on; null takes the first that covers the sets.</summary>
    public Guid? AgreementId { get; init; }

    /// <summary>Who receives it.</summary>
    public required string Recipients { get; init; }

    /// <summary>Which rows were chosen, in words or as an address; no personal value.</summary>
    public required string Filter { get; init; }

    public required ReleaseTable Table { get; init; }

    /// <summary>Columns that somebody could know of a person from elsewhere; empty means all columns. Of a set about people (6, 9 and 10) what it says of them always belongs to them; of set 11, which is counts, each count is tested by itself.</summary>
    public IReadOnlyList<string> Combination { get; init; } = [];

    /// <summary>Rows of groups below the threshold are left out, and as many others as keep their number from being told.</summary>
    public bool LeavesOutSmallGroups { get; init; }
}

/// <summary>Rows to be released.</summary>
/// <param name="Columns">Names of the columns, each once.</param>
/// <param name="Rows">Cells, as many in each row as there are columns; "" where blank.</param>
/// <param name="Records">The record behind each row, in the same order, so that releases can be compared; empty where rows stand for no single record.</param>
public sealed record ReleaseTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<Guid> Records);

/// <summary>What the test came to.</summary>
public sealed record ReleaseVerdict
{
    /// <summary>It may leave, or has left.</summary>
    public bool HasPassed => Reasons.Count == 0;

    /// <summary>Why it may not leave, each with its remedy; no value of a row is in them.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Groups and identifiers of the rows that would leave.</summary>
    public required ReleaseFinding Finding { get; init; }

    /// <summary>The columns by which groups were counted.</summary>
    public required IReadOnlyList<string> Combination { get; init; }

    /// <summary>The threshold in force.</summary>
    public required int Threshold { get; init; }

    /// <summary>Rows left out because their groups are too small; 0 or at least the threshold.</summary>
    public required int RowsLeftOut { get; init; }

    /// <summary>The rows that may leave.</summary>
    public required ReleaseTable Table { get; init; }

    /// <summary>Its place in the register; null for a test alone.</summary>
    public Guid? RegisterId { get; init; }

    /// <summary>The file; null where nothing was released.</summary>
    public byte[]? Content { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null where nothing was released.</summary>
    public string? Sha256 { get; init; }
}
