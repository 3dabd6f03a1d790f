namespace Concordat.Decide.Meetings.Contracts;

/// <summary>The next meeting, for the home page.</summary>
public interface INextMeeting
{
    /// <summary>The meeting that is open, or else the earliest planned one; null when there is neither.</summary>
    Task<NextMeeting?> FindAsync(CancellationToken cancellation);
}

/// <summary>What the home page says of it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="GroupName">The group.</param>
/// <param name="HeldOn">Day.</param>
/// <param name="IsOpen">True while it is being held.</param>
/// <param name="Items">Items to decide.</param>
/// <param name="NewItems">Of those, the ones proposed by the assessment.</param>
/// <param name="Paper">Title of the assessment it decides on; null for none.</param>
/// <param name="PaperUrl">Its page; null for none.</param>
/// <param name="ActionsDone">Actions from last time that are done.</param>
/// <param name="Actions">Actions from last time.</param>
/// <param name="Overdue">Of those, the overdue ones.</param>
/// <param name="Url">Its page.</param>
public sealed record NextMeeting(
    Guid Id, string GroupName, DateOnly HeldOn, bool IsOpen, int Items, int NewItems, string? Paper, string? PaperUrl,
    int ActionsDone, int Actions, int Overdue, string Url);
