using System.Globalization;

namespace Concordat.Understand.Papers;

/// <summary>How a paper stood when somebody opened it. It goes back with what they decide, so that nobody approves words they have not seen.</summary>
/// <param name="Version">The paper's own row version.</param>
/// <param name="At">When it was opened, UTC.</param>
internal readonly record struct PaperRead(uint Version, DateTime At)
{
    /// <summary>Name of the form field that carries it.</summary>
    public const string Field = "read";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}-{At.Ticks}");

    /// <summary>What a form sent back; null for nothing, or nothing of this kind.</summary>
    public static PaperRead? Of(string? posted) => posted?.Split('-') is [var version, var ticks]
        && uint.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var v) && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTime.MaxValue.Ticks
        ? new(v, new(t, DateTimeKind.Utc)) : null;

    /// <summary>Why a decision cannot stand: what changed after the paper was opened, or that it was not said how it stood.</summary>
    /// <param name="what">"assessment".</param>
    /// <param name="changed">What changed, a few words each; empty where only the paper itself moved on.</param>
    public static string Refusal(string what, IReadOnlyList<string> changed) => changed.Count == 0
        ? $"This {what} was moved on after you opened it. It is shown as it stands now: read it again, then decide"
        : $"This {what} changed after you opened it: {string.Join("; ", changed.Take(Most))}{(changed.Count > Most ? $"; and {changed.Count - Most} more" : "")}. It is shown as it stands now: read it again, then decide";

    const int Most = 8;
}
