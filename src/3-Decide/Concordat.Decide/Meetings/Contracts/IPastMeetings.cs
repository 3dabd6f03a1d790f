using Concordat.Partnership.Calendar;

namespace Concordat.Decide.Meetings.Contracts;

/// <summary>Meetings that were held.</summary>
public interface IPastMeetings
{
    /// <summary>The latest closed meeting held on or before a day; null when there was none.</summary>
    Task<PastMeeting?> LatestClosedAsync(DateOnly onOrBefore, CancellationToken cancellation);

    /// <summary>The latest closed meeting that had an assessment of an earlier month on the table; null when there was none.</summary>
    Task<PastMeeting?> LatestOnEarlierMonthAsync(Month month, CancellationToken cancellation);
}

/// <summary>A meeting that was held.</summary>
/// <param name="Id">Identity.</param>
/// <param name="GroupName">The group that met.</param>
/// <param name="HeldOn">Day it met.</param>
public sealed record PastMeeting(Guid Id, string GroupName, DateOnly HeldOn);
