namespace Concordat.Gate.Mapping;

/// <summary>How one supplier writes one set: the saved answer to which column is which field and which code is which.</summary>
/// <remarks>The JSON form is a contract (MAP.json of <c>concordat check-return</c>); every key is optional.</remarks>
public sealed record ReturnMap
{
    public string? Sheet { get; init; }

    /// <summary>Row that holds the headings, as a spreadsheet shows it.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Heading in the file to key of the field.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Key of the field to (code in the file to our code).</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>dmy, mdy or ymd; null lets the whole column decide.</summary>
    public string? DateOrder { get; init; }

    /// <summary>EPSG:27700 or EPSG:4326; null lets the values decide.</summary>
    public string? Grid { get; init; }

    /// <summary>Key of the field that the map gives a column, by its heading or by its position; null where it names neither.</summary>
    /// <param name="heading">What stands over the column; may be blank.</param>
    /// <param name="column">Its place, from 0.</param>
    public string? FieldOf(string heading, int column)
    {
        ArgumentNullException.ThrowIfNull(heading);
        return Columns.GetValueOrDefault(heading) ?? Columns.FirstOrDefault(c => MapNames.IsPositioned(c.Key, heading, column)).Value;
    }
}
