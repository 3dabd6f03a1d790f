namespace Concordat.Decide.Meetings.Contracts;

/// <summary>How agreed actions went: what a meeting calls its members to account with. Supplied by the stage that runs the actions.</summary>
public interface IActionProgress
{
    /// <summary>Actions to report on at a meeting: those of the meeting before it, and any older ones that were still open on that day.</summary>
    /// <param name="heldOn">Day of the meeting that asks.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Overdue ones first, then by the day they are due.</returns>
    Task<IReadOnlyList<ActionStanding>> ReportAsync(DateOnly heldOn, CancellationToken cancellation);
}

/// <summary>One action as it stands.</summary>
/// <param name="Id">Identity of the action.</param>
/// <param name="What">The work.</param>
/// <param name="Kind">enforcement, prevention, diversion, intelligence or reassurance.</param>
/// <param name="ItemTitle">The item it was agreed under.</param>
/// <param name="Agency">The agency that took it on, in a word.</param>
/// <param name="Person">Who answers for it.</param>
/// <param name="DueOn">Day it is due.</param>
/// <param name="State">"to do", "under way", "done" or "cannot be done".</param>
/// <param name="IsOverdue">Past its day, and neither done nor given up.</param>
/// <param name="FinishedOn">Day it was done; null until then.</param>
/// <param name="LastNote">What was last reported; null when nothing was.</param>
/// <param name="Url">Its page.</param>
public sealed record ActionStanding(
    Guid Id, string What, string Kind, string ItemTitle, string Agency, string Person, DateOnly DueOn, string State, bool IsOverdue,
    DateOnly? FinishedOn, string? LastNote, string Url)
{
    /// <summary>True when it was done.</summary>
    public bool IsDone => State == "done";
}
