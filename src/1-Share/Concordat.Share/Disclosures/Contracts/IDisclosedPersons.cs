namespace Concordat.Share.Disclosures.Contracts;

/// <summary>What disclosures hold of a person, for whoever answers for that person's rights. What they say of a person is sealed, so no search of tables finds it.</summary>
/// <remarks>Works only in a session of information governance that states the purpose of a person's rights.</remarks>
public interface IDisclosedPersons
{
    /// <summary>The disclosures that are about the person or mention them.</summary>
    /// <param name="words">Words to look for, each as a whole phrase; capitals do not matter.</param>
    /// <param name="cancellation">Stops the search.</param>
    Task<IReadOnlyList<DisclosedPerson>> FindAsync(IReadOnlyList<string> words, CancellationToken cancellation);

    /// <summary>Restricts a disclosure (kept, but not used), or lifts that. True when something changed.</summary>
    Task<bool> RestrictAsync(Guid disclosure, bool restricted, CancellationToken cancellation);

    /// <summary>Destroys all content of a disclosure about the person, with its key and its file; takes the words out of one that only mentions them.</summary>
    Task EraseAsync(Guid disclosure, IReadOnlyList<string> words, CancellationToken cancellation);

    /// <summary>Puts other words in place of some, in whom it is about and in every text of it.</summary>
    Task CorrectAsync(Guid disclosure, string from, string to, CancellationToken cancellation);
}

/// <summary>A disclosure with what it says, opened.</summary>
/// <param name="Reference">"D-12".</param>
/// <param name="IsAbout">True when the person is its subject; false when its texts only mention them.</param>
/// <param name="Facts">Term and text, in the order of the form.</param>
/// <param name="HasFile">True when a file that was sent is kept with it.</param>
public sealed record DisclosedPerson(Guid Id, string Reference, bool IsAbout, bool IsRestricted, bool HasFile, IReadOnlyList<DisclosedFact> Facts);

/// <summary>One thing that a disclosure says.</summary>
public sealed record DisclosedFact(string Term, string Text);
