namespace Concordat.Gate.Sets;

/// <summary>What the cells of a field hold, and so how they are read.</summary>
public enum FieldType
{
    /// <summary>A few words that stand for a category without a list.</summary>
    Text,
    /// <summary>Sentences.</summary>
    FreeText,
    /// <summary>One of the field's codes.</summary>
    Code,
    Date,
    Time,
    /// <summary>A day and a time in one cell.</summary>
    DateTime,
    /// <summary>Day of the month, where a date is spread over three columns.</summary>
    Day,
    /// <summary>Month by number or name, or year and month as "2026-10".</summary>
    Month,
    Year,
    /// <summary>A whole number from 0.</summary>
    Count,
    /// <summary>A decimal number.</summary>
    Number,
    Easting,
    Northing,
    Longitude,
    Latitude,
    GridReference,
    /// <summary>Full or outward; serves to find a place, and only the outward part is ever kept.</summary>
    Postcode,
    /// <summary>Only the part before the space is kept.</summary>
    OutwardPostcode,
    /// <summary>An address or a description of a place.</summary>
    PlaceText,
    /// <summary>Years of age, or a band of them such as "26-35" or "Over 75".</summary>
    Age,
    /// <summary>A code of the International Classification of Diseases, tenth revision.</summary>
    Icd10,
    /// <summary>The supplier's own number of the record.</summary>
    Reference,
}

/// <summary>What is done to a field's value before it leaves the gate.</summary>
public enum DepersonalisingRule
{
    Keep,
    /// <summary>Serves the checks of this file and goes no further.</summary>
    Drop,
    /// <summary>Cut to the first <see cref="SetField.RuleAmount"/> characters.</summary>
    Truncate,
    /// <summary>A number becomes the band of <see cref="SetField.RuleAmount"/> whole numbers that holds it: "20-24" for 5.</summary>
    Band,
    /// <summary>A date moves by up to <see cref="SetField.RuleAmount"/> days either way, the same for the same record and key.</summary>
    Shift,
}

/// <summary>One code of a list.</summary>
/// <param name="Code">Ours: lower case and hyphens, never changed once used.</param>
/// <param name="Label">The words people read.</param>
/// <param name="Group">Family or class it belongs to, for lists; null where there is none.</param>
/// <param name="ThemeKey">Key in <see cref="Partnership.Themes.ThemeList"/>; null where it has none.</param>
/// <param name="Synonyms">What suppliers write for it; case and punctuation do not matter.</param>
/// <param name="From">First day it is in use; null when it always was.</param>
/// <param name="To">Last day it is in use; null when it still is.</param>
public sealed record SetCode(string Code, string Label, string? Group, string? ThemeKey, IReadOnlyList<string> Synonyms, DateOnly? From, DateOnly? To);

/// <summary>One field of a set: what it holds, how it is recognised, and what may be kept of it.</summary>
/// <param name="Key">Name in maps, files and the database: lower case and underscores.</param>
/// <param name="Meaning">A sentence for people.</param>
/// <param name="Required">True where a row without it is set aside.</param>
/// <param name="Feeds">Key of the field that it is a part of; such a field is read and never kept itself. Null for a field that is kept.</param>
/// <param name="Group">Fields that stand for each other share one: a map that names one of them speaks for all.</param>
/// <param name="Headings">Headings under which suppliers send it, most telling first.</param>
/// <param name="Codes">The code list; empty for other types.</param>
/// <param name="RuleAmount">Characters, width of a band or days; 0 for keep and drop.</param>
public sealed record SetField(
    string Key, string Label, string Meaning, FieldType Type, bool Required, string? Feeds, string? Group, IReadOnlyList<string> Headings,
    IReadOnlyList<SetCode> Codes, DepersonalisingRule Rule, int RuleAmount)
{
    /// <summary>Largest number that can be true; for counts.</summary>
    public int Most { get; init; } = 10_000_000;

    /// <summary>True where the value itself is kept, under this key.</summary>
    public bool IsKept => Feeds is null && Rule != DepersonalisingRule.Drop;

    /// <summary>True where it says where something happened.</summary>
    public bool IsPlace => Type is FieldType.Easting or FieldType.Northing or FieldType.Longitude or FieldType.Latitude or FieldType.GridReference
        or FieldType.Postcode or FieldType.PlaceText;
}
