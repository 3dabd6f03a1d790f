using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;

namespace Concordat.Share.Returns.Sending;

/// <summary>A partner's return as its pages and the interface show it.</summary>
public sealed record SentReturn(
    Guid Id, Guid AgencyId, string Agency, string ShortAgency, SetDefinition Set, SetPeriod Period, string State, string Title, string? SourceNote, string Way, bool TakesGoodRows, Guid? AnswersTo,
    string SentBy, Guid SentById, DateTime SentAt, string? SubmittedBy, Guid? SubmittedById, DateTime? SubmittedAt, string? DecidedBy, DateTime? DecidedAt,
    int Read, int Ready, int Unlocated, int SetAside, int Warnings, int Records, int Placed, int Inserted, int Updated, int Unchanged, int Withdrawn,
    IReadOnlyList<Month> Months, IReadOnlyList<Month> MissingMonths, IReadOnlyList<string> Gaps, IReadOnlyList<string> Notices, string? Report, int? DataVersion,
    string JobState, long Done, long Total, string Activity, string? Failure)
{
    /// <summary>The same return without anything that tells how many rows were sent.</summary>
    public SentReturn WithoutCounts() => this with
    {
        Read = 0,
        Ready = 0,
        Unlocated = 0,
        SetAside = 0,
        Warnings = 0,
        Records = 0,
        Placed = 0,
        Inserted = 0,
        Updated = 0,
        Unchanged = 0,
        Withdrawn = 0,
        Notices = [],
        Report = null,
        Failure = null,
    };

    public int Kept => Ready + Unlocated;

    public bool IsBeingAccepted => State is "submitted" or "validated with warnings" && JobState is "queued" or "running";

    public bool IsOpen => State is "draft" or "submitted" or "validated with warnings";

    /// <summary>Months of the quarter without a row of which nobody has said yet whether they are missing; none where the set has no date.</summary>
    public IReadOnlyList<Month> Silent => !Set.HasDate || AnswersTo is not null ? [] : [.. Due.ReturnCalendar.Months(Period).Where(m => !Months.Contains(m) && !MissingMonths.Contains(m))];
}
