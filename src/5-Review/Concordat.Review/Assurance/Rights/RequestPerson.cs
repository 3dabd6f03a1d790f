namespace Concordat.Review.Assurance.Rights;

/// <summary>Who asks, and the words by which the records are searched for them. Only ever kept protected.</summary>
internal sealed record RequestPerson(string Name, string? OtherNames, string? BornOn, string? Address, string? Reference, string? Contact)
{
    /// <summary>A shorter word would be found in half of everything.</summary>
    public const int ShortestWord = 4;

    /// <summary>The person's own words, each a phrase: the name both ways round, other names, address, reference, contact.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            var names = new[] { Name }.Concat(Lines(OtherNames)).ToList();
            return [.. names.Concat(names.Select(Turned)).Append(Address).Append(Reference).Append(Contact)
                .Select(w => w?.Trim() ?? "").Where(w => w.Length >= ShortestWord).Distinct(StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>What stays readable in a pack: the words, each part of a name, and the birth date.</summary>
    public IReadOnlyList<string> Own =>
        [.. Words.Concat(new[] { Name }.Concat(Lines(OtherNames)).SelectMany(n => n.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Append(BornOn ?? "").Where(w => w.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase)];

    static string[] Lines(string? text) => (text ?? "").Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>"Quillon Featherstone" as "Featherstone, Quillon".</summary>
    static string Turned(string name)
    {
        var cut = name.Trim().LastIndexOf(' ');
        return cut < 0 ? name : $"{name.Trim()[(cut + 1)..]}, {name.Trim()[..cut]}";
    }
}
