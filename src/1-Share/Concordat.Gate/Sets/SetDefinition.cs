namespace Concordat.Gate.Sets;

/// <summary>Whether a set holds one row an event, or counts.</summary>
public enum SetLevel { Record, Count }

/// <summary>How much of a place may be kept.</summary>
public enum PlaceKept
{
    /// <summary>A point on the grid with its method and precision.</summary>
    Point,
    /// <summary>The part of the postcode before the space; no point.</summary>
    OutwardPostcode,
    None,
}

/// <summary>An information set: which fields may be sent, with which codes, and how much of them is kept.</summary>
/// <remarks>Nothing outside <see cref="Fields"/> passes the gate. The twelve statutory sets: Crime and Disorder Act 1998, section 17A, and SI 2007/1831.</remarks>
public sealed record SetDefinition
{
    /// <summary>"1" to "12" for the statutory sets; words for the others: "stop-and-search".</summary>
    public required string Key { get; init; }

    /// <summary>1 to 12; null for a set that is context.</summary>
    public int? Number { get; init; }

    public required string Name { get; init; }

    /// <summary>Kind of agency that supplies it: "police", "fire", "council" or "health".</summary>
    public required string Supplier { get; init; }

    public required SetLevel Level { get; init; }

    /// <summary>How often it is sent: "quarter", or "any" for context.</summary>
    public required string Period { get; init; }

    /// <summary>True for the twelve that the regulations name; false for context.</summary>
    public bool IsStatutory => Number is not null;

    public required PlaceKept Place { get; init; }

    /// <summary>True where small numbers are never shown: all partners' sets. False for what is published already.</summary>
    public required bool ControlsSmallNumbers { get; init; }

    /// <summary>Theme of a record whose codes name none; null where records have no theme.</summary>
    public string? ThemeKey { get; init; }

    /// <summary>What people should know before they send or read it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<SetField> Fields { get; init; }

    /// <summary>Keys of which a file must bring at least one; empty where there is no such rule.</summary>
    public required IReadOnlyList<string> AnyOf { get; init; }

    /// <summary>How a category is worked out, or rows of other sets are left out, where the supplier sends its parts; null where there is no such rule.</summary>
    public KindRules? Kinds { get; init; }

    /// <summary>How several rows become one record; null where each row is one.</summary>
    public CollapseRule? Collapse { get; init; }

    /// <summary>Fields whose values are kept, in order.</summary>
    public IEnumerable<SetField> KeptFields => Fields.Where(f => f.IsKept);

    /// <summary>True where records carry a day or month.</summary>
    public bool HasDate => Fields.Any(f => f.Type == FieldType.Date && f.Feeds is null);

    /// <summary>The field of this key, however it is spelt ("Outward postcode", "outward-postcode"); null when there is none.</summary>
    public SetField? Find(string key)
    {
        var plain = Plain(key);
        foreach (var field in Fields)
            if (string.Equals(Plain(field.Key), plain, StringComparison.Ordinal)) return field;
        return null;
    }

    static string Plain(string key) => string.Concat(key.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

/// <summary>Works out a category from the columns a supplier has instead of it.</summary>
/// <param name="Field">Key of the category; null where the rules only say which rows belong to the set.</param>
/// <param name="Rules">In order: the first that holds decides. A row that none fits is not of this set.</param>
/// <param name="Otherwise">Why a row does not belong, for people: "It is not one of the five kinds of this set".</param>
public sealed record KindRules(string? Field, IReadOnlyList<KindRule> Rules, string Otherwise);

/// <summary>One rule: the code, and for each field the codes that it needs.</summary>
public sealed record KindRule(string? Code, IReadOnlyDictionary<string, IReadOnlyList<string>> When);

/// <summary>Joins the rows of one event: a casualty file has a row for each person, the set one record a collision.</summary>
/// <param name="By">Key of the field whose value the rows share.</param>
/// <param name="Severity">Key of the field with the person's severity.</param>
/// <param name="Age">Key of the field with the person's age.</param>
/// <param name="AdultFrom">First age, in years, of an adult.</param>
/// <param name="Adults">Severity code to the key of the count for adults.</param>
/// <param name="Children">Severity code to the key of the count for children.</param>
public sealed record CollapseRule(
    string By, string Severity, string Age, int AdultFrom, IReadOnlyDictionary<string, string> Adults, IReadOnlyDictionary<string, string> Children);
