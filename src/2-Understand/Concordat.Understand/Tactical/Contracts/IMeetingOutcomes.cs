namespace Concordat.Understand.Tactical.Contracts;

/// <summary>What meetings decided on an issued assessment, for its own page and files. Supplied by the stage that runs the meetings.</summary>
public interface IMeetingOutcomes
{
    /// <summary>Outcomes of the closed meetings that had the assessment on the table, the earliest first; empty while none has closed.</summary>
    /// <param name="assessment">Identity of the assessment.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IReadOnlyList<MeetingDecisions>> OnAsync(Guid assessment, CancellationToken cancellation);
}

/// <summary>What one meeting decided.</summary>
/// <param name="Meeting">Name of the group that met.</param>
/// <param name="MetOn">Day it met.</param>
/// <param name="Url">Its page on this site.</param>
/// <param name="Items">Its items in the order of the agenda, without the standing one.</param>
public sealed record MeetingDecisions(string Meeting, DateOnly MetOn, string Url, IReadOnlyList<ItemOutcome> Items);

/// <summary>What it decided on one item.</summary>
/// <param name="FindingId">The finding it came from; null for an item from elsewhere.</param>
/// <param name="Title">Title of the item.</param>
/// <param name="Decision">"adopted", "not adopted", "deferred" or "taken".</param>
/// <param name="Reason">Why, or until when; null where nothing was said.</param>
/// <param name="Owner">Who answers for an adopted item; null for others.</param>
/// <param name="Actions">Actions agreed on it.</param>
public sealed record ItemOutcome(Guid? FindingId, string Title, string Decision, string? Reason, string? Owner, IReadOnlyList<AgreedAction> Actions);

/// <summary>An action that a meeting agreed.</summary>
/// <param name="What">The work, as agreed.</param>
/// <param name="Who">The person and agency that owns it.</param>
/// <param name="DueOn">Day it is due, as agreed.</param>
public sealed record AgreedAction(string What, string Who, DateOnly DueOn);
