namespace Concordat.Gate.Identifiers;

/// <summary>What is known of the column a text stands in; sharpens what counts as an identifier there.</summary>
public enum CellSetting
{
    /// <summary>A column nobody has said anything about.</summary>
    Unknown,
    /// <summary>Sentences: notes, descriptions.</summary>
    FreeText,
    /// <summary>A place or address: a street named after a person is no name.</summary>
    Place,
    /// <summary>A date of the event: a date there is no birth date.</summary>
    EventDate,
    /// <summary>A code, a category or a reference.</summary>
    Code,
    /// <summary>A count, an age or a coordinate.</summary>
    Number,
}

/// <summary>Finds and removes personal identifiers in one text.</summary>
public interface IIdentifierScanner
{
    /// <summary>The text with every identifier replaced by its kind in brackets ("[telephone removed]"); the same string where there is none.</summary>
    /// <param name="text">One cell.</param>
    /// <param name="setting">Where it stands.</param>
    /// <param name="removed">Raised by what was taken out.</param>
    string Clean(string text, CellSetting setting, RemovalCounts removed);
}
