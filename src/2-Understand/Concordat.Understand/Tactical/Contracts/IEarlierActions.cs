using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Tactical.Contracts;

/// <summary>How the decisions of earlier meetings went: what an assessment opens with. Supplied by the stage that runs the actions.</summary>
public interface IEarlierActions
{
    /// <summary>Decisions and actions of the latest meeting that considered an assessment before this month; null when there was none.</summary>
    /// <param name="month">The month now being assessed.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<EarlierDecisions?> BeforeAsync(Month month, CancellationToken cancellation);
}

/// <summary>What a meeting decided and what became of it.</summary>
/// <param name="Meeting">Name of the group that met.</param>
/// <param name="MetOn">Day it met.</param>
/// <param name="Actions">Its actions, the overdue ones first.</param>
/// <param name="AdoptedHotSpots">Hot spots it adopted, with their counts before and since.</param>
public sealed record EarlierDecisions(string Meeting, DateOnly MetOn, IReadOnlyList<EarlierAction> Actions, IReadOnlyList<AdoptedHotSpot> AdoptedHotSpots);

/// <summary>One action.</summary>
/// <param name="What">The work, as agreed.</param>
/// <param name="Agency">Agency that owns it.</param>
/// <param name="DueOn">Day it is due.</param>
/// <param name="State">Where it stands.</param>
public sealed record EarlierAction(string What, string Agency, DateOnly DueOn, EarlierActionState State);

/// <summary>Where an action stands.</summary>
public enum EarlierActionState
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Not yet due.</summary>
    OnCourse,

    /// <summary>Past its day and not done.</summary>
    Overdue,
}

/// <summary>A hot spot that was adopted for action.</summary>
/// <param name="Name">Street or place.</param>
/// <param name="Theme">Key of the theme.</param>
/// <param name="CountBefore">Records in its squares in the month it was adopted on; null when missing at source.</param>
/// <param name="CountSince">Records in the same squares in the month now assessed; null when missing at source.</param>
/// <param name="InWords">Before and since, with the uncertainty and the rest of the area beside it; null when it cannot be said.</param>
public sealed record AdoptedHotSpot(string Name, string Theme, int? CountBefore, int? CountSince, string? InWords = null);
