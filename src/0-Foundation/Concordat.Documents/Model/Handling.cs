namespace Concordat.Documents.Model;

/// <summary>Who may have a paper or workbook, and what they may do with it: on the cover, in the foot of every page and in the file's properties.</summary>
/// <param name="Use">Permitted use in one short sentence, such as "For members of the partnership and their teams, for tasking."</param>
/// <param name="Onward">Rule for passing it on in one short sentence, such as "Ask the author before passing it on."</param>
/// <param name="Note">What else its holder must know, on the cover alone; null leaves it out.</param>
public sealed record Handling(string Use, string Onward, string? Note = null)
{
    /// <summary>Use and rule, as the foot of a page has room for.</summary>
    public string Foot => $"{Use} {Onward}";

    /// <summary>Everything but the owner, as the cover shows it.</summary>
    /// <param name="citation">How to cite the paper.</param>
    public string Cover(string citation) => $"{Foot} {(Note is null ? "" : Note + " ")}Cite as “{citation}”.";

    /// <summary>Everything in one line, as the file's properties hold it.</summary>
    /// <param name="owner">Whose paper it is.</param>
    /// <param name="citation">How to cite the paper.</param>
    public string Properties(string owner, string citation) => $"Owner: {owner}. {Foot} Cite as “{citation}”.";
}
