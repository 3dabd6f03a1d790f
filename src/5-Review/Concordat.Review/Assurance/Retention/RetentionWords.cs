using Concordat.Platform.Site.Components;
using Concordat.Platform.Site.Forms;

namespace Concordat.Review.Assurance.Retention;

/// <summary>What can be chosen on the retention pages, and how time reads.</summary>
internal static class RetentionWords
{
    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        new("partner records", "Records that partners sent", "From the end of the year they concern. Open data of the police is not weeded"),
        new("disclosure", "Disclosures", "From the day they ended"),
        new("rights request", "Rights requests", "From the day they were answered"),
    ];

    public static IReadOnlyList<Choice> Times { get; } = [new("overdue", "Overdue"), new("soon", "Due within 90 days"), new("later", "Later")];

    public static IReadOnlyList<Choice> Outcomes { get; } =
        [new(RetentionDecision.Keep, "Keep it", "For a reason, until a day"), new(RetentionDecision.Weed, "Weed it", "It is destroyed, with a count before and after")];

    public static string Of(IReadOnlyList<Choice> choices, string? value) => choices.FirstOrDefault(c => c.Value == value)?.Text ?? "";

    public static bool Holds(IReadOnlyList<Choice> choices, string? value) => choices.Any(c => c.Value == value);

    /// <summary>overdue, soon or later.</summary>
    public static string Time(Held held, DateOnly today) => held.DueOn < today ? "overdue" : held.DueOn <= today.AddDays(RetentionDesk.SoonDays) ? "soon" : "later";

    public static WorkState Look(Held held, DateOnly today) => Time(held, today) switch { "overdue" => WorkState.Overdue, "soon" => WorkState.Late, _ => WorkState.Expected };

    public static string Words(Held held, DateOnly today) => Time(held, today) switch { "overdue" => "Overdue", "soon" => "Due soon", _ => "Kept" };

    public static string Years(int years) => years == 1 ? "1 year" : $"{years} years";
}
