using Concordat.Gate.Identifiers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Act.Plans;

/// <summary>Keeps what identifies a person out of words that the whole partnership reads.</summary>
internal sealed class NoNames(TimeProvider clock)
{
    readonly IdentifierScanner _scanner = new(clock);

    /// <summary>What kind of identifier a text holds, such as "name"; null for none.</summary>
    public string? Find(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        var removed = new RemovalCounts();
        _scanner.Clean(words, CellSetting.FreeText, removed);
        // A postcode or district is part of a place, not a person.
        return removed.ByKey().Keys.FirstOrDefault(k => k != RemovalCounts.Key(IdentifierKind.FullPostcode));
    }

    /// <summary>Says at the field that it holds such a thing; the message does not repeat it.</summary>
    /// <returns>True where the text may stay.</returns>
    public bool Check(ModelStateDictionary errors, string field, string? words)
    {
        if (Find(words) is not { } kind) return true;
        errors.AddModelError(field, $"This seems to hold a {kind}. Take it out: what identifies a person is kept under People alone");
        return false;
    }
}
