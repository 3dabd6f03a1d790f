using Concordat.Platform.Site.Forms;

namespace Concordat.Decide.Meetings;

/// <summary>At what scale an adopted item is answered, in the words of the levels of a plan.</summary>
internal static class AdoptionScale
{
    public static IReadOnlyList<Choice> Choices { get; } =
        [new("bronze", "Bronze: the people on the spot"), new("silver", "Silver: the division or district"), new("gold", "Gold: headquarters or the whole area")];

    public static bool IsOne(string? scale) => Choices.Any(c => c.Value == scale);

    /// <summary>What an adoption says beyond its owner: ", at silver scale, because: …", or nothing.</summary>
    public static string InWords(AgendaItem item) => $"{(item.Scale is { } scale ? $", at {scale} scale" : "")}{(item.Reason is { } why ? $", because: {why}" : "")}";
}
