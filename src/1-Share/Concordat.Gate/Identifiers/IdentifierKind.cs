namespace Concordat.Gate.Identifiers;

/// <summary>What the gate takes out of a text.</summary>
public enum IdentifierKind
{
    Name,
    BirthDate,
    Telephone,
    Email,
    /// <summary>Vehicle registration mark.</summary>
    Plate,
    NhsNumber,
    NationalInsuranceNumber,
    /// <summary>A postcode with its inward part.</summary>
    FullPostcode,
}

/// <summary>How many of each kind were taken out. Holds counts alone, never what was removed.</summary>
public sealed class RemovalCounts
{
    readonly long[] _counts = new long[Enum.GetValues<IdentifierKind>().Length];

    public long this[IdentifierKind kind] => _counts[(int)kind];

    public long Total => _counts.Sum();

    public void Add(IdentifierKind kind, long count = 1) => _counts[(int)kind] += count;

    public void Add(RemovalCounts other)
    {
        for (var kind = 0; kind < _counts.Length; kind++) _counts[kind] += other._counts[kind];
    }

    /// <summary>The key of a kind in reports: "name", "birth date", "telephone", "e-mail", "plate", "NHS number", "National Insurance number", "full postcode".</summary>
    public static string Key(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Name => "name",
        IdentifierKind.BirthDate => "birth date",
        IdentifierKind.Telephone => "telephone",
        IdentifierKind.Email => "e-mail",
        IdentifierKind.Plate => "plate",
        IdentifierKind.NhsNumber => "NHS number",
        IdentifierKind.NationalInsuranceNumber => "National Insurance number",
        _ => "full postcode",
    };

    /// <summary>Kinds with a count above 0, by key.</summary>
    public IReadOnlyDictionary<string, long> ByKey() =>
        Enum.GetValues<IdentifierKind>().Where(k => this[k] > 0).ToDictionary(Key, k => this[k]);
}
