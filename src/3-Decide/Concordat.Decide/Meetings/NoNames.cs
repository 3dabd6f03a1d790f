using Concordat.Gate.Identifiers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Decide.Meetings;

/// <summary>Keeps what identifies a person out of agenda, reasons and actions: minutes go to every body.</summary>
internal sealed class NoNames(TimeProvider clock)
{
    readonly IdentifierScanner _scanner = new(clock);

    /// <summary>Says at the field that it holds such a thing; the message does not repeat it.</summary>
    /// <returns>True where the text may stay.</returns>
    public bool Check(ModelStateDictionary errors, string field, string? words)
    {
        if (_scanner.PersonIn(words) is not { } kind) return true;
        errors.AddModelError(field, $"This seems to hold {kind}. Take it out: every body reads the minutes. Say the part instead, such as “the tenant” or “the owner of the shop”");
        return false;
    }
}
