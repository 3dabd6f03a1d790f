namespace Concordat.Decide.Meetings.Contracts;

/// <summary>Takes on what a meeting decided, in the same transaction in which the meeting closes.</summary>
public interface IMeetingFollower
{
    /// <summary>Adds what follows to the unit of work; the caller saves it together with the closing.</summary>
    Task FollowAsync(ClosedMeeting meeting, CancellationToken cancellation);
}

/// <summary>A meeting at the moment it closes.</summary>
/// <param name="Id">Identity of the meeting.</param>
/// <param name="GroupName">The group: "Joint Action Group".</param>
/// <param name="HeldOn">Day it was held.</param>
/// <param name="Items">Its decided items in order, without the standing item.</param>
/// <param name="Actions">The actions it agreed, in order.</param>
public sealed record ClosedMeeting(Guid Id, string GroupName, DateOnly HeldOn, IReadOnlyList<DecidedItem> Items, IReadOnlyList<AgreedAction> Actions);

/// <summary>An item with its decision.</summary>
/// <param name="Id">Identity of the item.</param>
/// <param name="Title">A few words.</param>
/// <param name="Sentence">The finding, as frozen.</param>
/// <param name="PriorityName">The priority it serves; null outside the priorities.</param>
/// <param name="ThemeKey">Key of the theme; null for an item over several.</param>
/// <param name="Evidence">Its figures; null for an item without.</param>
/// <param name="OwnerId">The one person who answers for it; null when it was not adopted.</param>
public sealed record DecidedItem(
    Guid Id, string Title, string Sentence, string? PriorityName, string? ThemeKey, ItemEvidence? Evidence, Guid? OwnerId);

/// <summary>An action as agreed.</summary>
/// <param name="Id">Identity of the action, kept from here on.</param>
/// <param name="ItemId">The item it was agreed under.</param>
/// <param name="What">The work.</param>
/// <param name="Kind">enforcement, prevention, diversion, intelligence or reassurance.</param>
/// <param name="AgencyId">The agency that took it on.</param>
/// <param name="PersonId">The person who answers for it.</param>
/// <param name="AgreedOn">Day it was agreed.</param>
/// <param name="DueOn">Day it is due, not before it was agreed.</param>
public sealed record AgreedAction(Guid Id, Guid ItemId, string What, string Kind, Guid AgencyId, Guid PersonId, DateOnly AgreedOn, DateOnly DueOn);
