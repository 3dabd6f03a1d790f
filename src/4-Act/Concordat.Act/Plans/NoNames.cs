using Concordat.Gate.Identifiers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Act.Plans;

/// <summary>Keeps what identifies a person out of words that the whole partnership reads.</summary>
internal sealed class NoNames(TimeProvider clock)
{
    readonly IdentifierScanner _scanner = new(clock);

    /// <summary>Says at the field that it holds such a thing; the message does not repeat it.</summary>
    /// <returns>True where the text may stay.</returns>
    public bool Check(ModelStateDictionary errors, string field, string? words)
    {
        if (_scanner.PersonIn(words) is not { } kind) return true;
        errors.AddModelError(field, $"This seems to hold {kind}. Take it out: what identifies a person is kept under People alone");
        return false;
    }
}
