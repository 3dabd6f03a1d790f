namespace Concordat.Decide.Meetings;

/// <summary>What somebody typed beside what somebody else saved meanwhile.</summary>
/// <param name="Title">"Somebody else decided this item".</param>
/// <param name="Words">Who did it, and what to do now.</param>
/// <param name="By">Heading over what is saved: "Saved by Dana Pellow".</param>
/// <param name="Lines">What differs, line by line.</param>
internal sealed record Clash(string Title, string Words, string By, IReadOnlyList<ClashLine> Lines);

/// <summary>One line of a clash; empty words show as a dash.</summary>
internal sealed record ClashLine(string What, string? Saved, string? Yours)
{
    public bool Differs => (Saved ?? "") != (Yours ?? "");
}
