namespace Concordat.Share.Disclosures.Contracts;

/// <summary>Hides people other than the one concerned in a text that is handed out.</summary>
public interface IThirdParties
{
    /// <summary>The text with names and other identifiers in brackets as to their kind, but for the words that are the person's own.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="own">Words that stay: the person's own name, address, reference.</param>
    /// <param name="hidden">Words that go in any case: names that no rule can know.</param>
    string Hide(string text, IReadOnlyList<string> own, IReadOnlyList<string> hidden);
}
