using Concordat.Gate.Identifiers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Share;

/// <summary>Keeps what identifies a person out of words that the whole partnership reads.</summary>
internal sealed class PlainWords(TimeProvider clock)
{
    readonly IdentifierScanner _scanner = new(clock);

    /// <summary>What kind of identifier a text holds, such as "name"; null for none. A postcode is part of a place, not a person.</summary>
    public string? Find(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        var removed = new RemovalCounts();
        _scanner.Clean(words, CellSetting.FreeText, removed);
        return removed.ByKey().Keys.FirstOrDefault(k => k != RemovalCounts.Key(IdentifierKind.FullPostcode));
    }

    /// <summary>Requires words at a field and that they identify nobody; the message does not repeat them.</summary>
    public void Require(ModelStateDictionary errors, string field, string? words, string whatToEnter)
    {
        if (string.IsNullOrWhiteSpace(words)) errors.AddModelError(field, whatToEnter);
        else if (Find(words) is { } kind) errors.AddModelError(field, $"This seems to hold a {kind}. Take it out: everybody in the partnership reads this");
    }
}
