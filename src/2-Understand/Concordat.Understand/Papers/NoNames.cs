using Concordat.Gate.Identifiers;

namespace Concordat.Understand.Papers;

/// <summary>Keeps what identifies a person out of papers that every member reads.</summary>
internal sealed class NoNames(TimeProvider clock)
{
    readonly IdentifierScanner _scanner = new(clock);

    /// <summary>What to do about words that seem to identify a person, without repeating them; null for nothing.</summary>
    /// <param name="words">Words that somebody wrote.</param>
    /// <param name="mayName">True where names may stand, as of the authors of a published work.</param>
    public string? Problem(string? words, bool mayName = false) =>
        // An assessment tells of days many years back: such a day is no birth date unless the words say so.
        _scanner.PersonIn(words, CellSetting.EventDate, mayName) is { } kind ? $"This seems to hold {kind}. Take it out: every member reads the paper. Write of bodies, groups and places, not of people" : null;
}
