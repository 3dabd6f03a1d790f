using Concordat.Platform.Site.Components;
using Concordat.Platform.Site.Forms;

namespace Concordat.Review.Assurance.Rights;

/// <summary>What can be chosen on the forms of a rights request.</summary>
internal static class RightsWords
{
    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        new(RightsRequest.Access, "To see what is held", "A subject access request"),
        new(RightsRequest.Correction, "To have it corrected", "Something is wrong or incomplete"),
        new(RightsRequest.Restriction, "To have its use restricted", "Kept, but not used"),
        new(RightsRequest.Erasure, "To have it erased"),
    ];

    public static IReadOnlyList<Choice> States { get; } = [new(RightsRequest.Open, "Open"), new("overdue", "Overdue"), new(RightsRequest.Answered, "Answered")];

    public static IReadOnlyList<Choice> Outcomes { get; } =
    [
        new(RightsRequest.Met, "Met in full"), new(RightsRequest.MetInPart, "Met in part", "Say what was left out, and why"),
        new(RightsRequest.Refused, "Refused", "Say why, and how the person can complain"), new(RightsRequest.Withdrawn, "Withdrawn by the person"),
    ];

    public static IReadOnlyList<Choice> Refusals { get; } =
    [
        new("Q-IDENTITY", "Who asks could not be established"),
        new("Q-UNFOUNDED", "Manifestly unfounded or excessive"),
        new("Q-CRIME", "Would prejudice preventing or detecting crime"),
        new("Q-OTHERS", "Would disclose another person, and that cannot be hidden"),
        new("Q-NEEDED", "Still needed by law, or for a legal claim"),
        new("Q-NOTHING", "Nothing is held"),
    ];

    public static string Of(IReadOnlyList<Choice> choices, string? value) => choices.FirstOrDefault(c => c.Value == value)?.Text ?? "";

    public static bool Holds(this IReadOnlyList<Choice> choices, string? value) => choices.Any(c => c.Value == value);

    public static WorkState Look(RightsRequest request, DateOnly today) => request switch
    {
        { IsOpen: false } => WorkState.Done,
        _ when request.IsOverdue(today) => WorkState.Overdue,
        { SearchedAt: not null } => WorkState.InProgress,
        _ => WorkState.Expected,
    };

    public static string State(RightsRequest request, DateOnly today) => request switch
    {
        { IsOpen: false } => Of(Outcomes, request.Outcome),
        _ when request.IsOverdue(today) => "Overdue",
        { SearchedAt: not null } => "Searched",
        _ => "Not searched yet",
    };

    public static string Did(string act) => act switch { "erase" => "Erased", "correct" => "Corrected", "restrict" => "Restricted", "release" => "Restriction lifted", _ => "Weeded" };
}
