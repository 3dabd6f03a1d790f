using Concordat.Partnership.Calendar;

namespace Concordat.Share.Returns;

/// <summary>Where a return stands, in the order a person meets it.</summary>
public enum ReturnState
{
    BeingChecked,
    CouldNotBeRead,
    Cancelled,
    ReadyToAccept,
    BeingAccepted,
    Accepted,
    Discarded,
    Draft,
    Returned,
    Superseded,
}

/// <summary>One return as its pages show it: its own state and counts, and what its job is doing.</summary>
public sealed record Return(
    Guid Id, string Kind, string Title, ReturnState State, string SentBy, DateTime SentAt, string? AreaName, Guid? AreaFileId,
    int Read, int Ready, int Unlocated, int SetAside, int Elsewhere, int Inserted, int Updated, int Unchanged, int Withdrawn,
    Month? From, Month? To, IReadOnlyList<string> Notices, string? DecidedBy, DateTime? DecidedAt, int? DataVersion,
    Guid? JobId, long Done, long Total, string Activity, string? Failure)
{
    /// <summary>Records that join when it is accepted.</summary>
    public int Kept => Ready + Unlocated;

    public bool IsUnderWay => State is ReturnState.BeingChecked or ReturnState.BeingAccepted;
}

/// <summary>One file of a return: as sent, or a table of rows found in one.</summary>
public sealed record ReturnFile(int Number, Guid? StoredFileId, string Name, string Sha256, string Kind, Month? Month, int Rows);

/// <summary>One reason to set rows aside, with how many and the first of them.</summary>
public sealed record FaultGroup(string Code, int Count, IReadOnlyList<FaultRow> First);

/// <summary>One row set aside.</summary>
public sealed record FaultRow(string File, int Row, string? Column, string Code, string Read, string Remedy);
