namespace Concordat.Understand.Tactical.Engine;

/// <summary>Which priority of the control strategy a finding serves, or that it is outside them.</summary>
internal static class Serves
{
    /// <summary>In words; null for a finding over several themes, and where there are no priorities.</summary>
    public static string? Of(TacticalResult result, string? theme) => !result.HasPriorities || theme is null ? null
        : result.Themes.FirstOrDefault(t => t.Key == theme) is not { } priority ? "Outside the priorities" : $"Serves “{priority.Priority ?? priority.Name}”";
}
