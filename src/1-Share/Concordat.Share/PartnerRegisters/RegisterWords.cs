using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Concordat.Share.PartnerRegisters;

/// <summary>Brings what somebody writes of a person or an address into the one form that is compared.</summary>
internal static partial class RegisterWords
{
    public const string Person = "person", Address = "address";

    /// <summary>Name and date of birth in one form: capitals without accents, the parts in alphabetical order, the date as 1984-03-27. Null where the name has no letters.</summary>
    public static string? OfPerson(string? name, DateOnly bornOn)
    {
        var parts = Plain(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray();
        return parts.Length == 0 ? null : $"P|{string.Join(' ', parts)}|{bornOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
    }

    /// <summary>House and postcode in one form: the numbers of the first line in their order, or its letters where it has none, with the postcode. Null where either is missing.</summary>
    public static string? OfAddress(string? firstLine, string? postcode)
    {
        var code = NotLetterOrDigit().Replace(postcode ?? "", "").ToUpperInvariant();
        if (!Postcode().IsMatch(code)) return null;
        var plain = Plain(firstLine);
        var numbers = Number().Matches(plain).Select(m => m.Value).ToArray();
        var house = numbers.Length > 0 ? string.Join(' ', numbers) : plain.Replace(" ", "", StringComparison.Ordinal);
        return house.Length == 0 ? null : $"A|{house}|{code}";
    }

    static string Plain(string? text)
    {
        var plain = new StringBuilder();
        foreach (var letter in (text ?? "").Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || letter is '\'' or '’') continue;
            plain.Append(char.IsLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : ' ');
        }
        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex NotLetterOrDigit();

    [GeneratedRegex(@"^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$")]
    private static partial Regex Postcode();

    [GeneratedRegex(@"\b\d+[A-Z]?\b")]
    private static partial Regex Number();
}
