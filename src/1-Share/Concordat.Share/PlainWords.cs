using Concordat.Gate.Identifiers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Share;

/// <summary>Keeps what identifies a person out of words that the whole partnership reads.</summary>
internal sealed class PlainWords(TimeProvider clock)
{
    readonly IdentifierScanner _scanner = new(clock);

    /// <summary>Requires words at a field and that they identify nobody; the message does not repeat them.</summary>
    public void Require(ModelStateDictionary errors, string field, string? words, string whatToEnter)
    {
        if (string.IsNullOrWhiteSpace(words)) errors.AddModelError(field, whatToEnter);
        else if (_scanner.PersonIn(words) is { } kind) errors.AddModelError(field, $"This seems to hold {kind}. Take it out: everybody in the partnership reads this");
    }
}
