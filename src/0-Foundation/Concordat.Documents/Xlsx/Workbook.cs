using Concordat.Documents.Model;

namespace Concordat.Documents.Xlsx;

/// <summary>A workbook to write: sheets of typed rows, then a sheet of notes.</summary>
public sealed record Workbook
{
    /// <summary>Title in the file's properties and at the head of the notes.</summary>
    public required string Title { get; init; }

    /// <summary>Author in the file's properties.</summary>
    public required string Author { get; init; }

    /// <summary>Protective marking, in the properties, the notes and the printed head and foot of every sheet.</summary>
    public required string Marking { get; init; }

    /// <summary>Whose workbook it is; in the notes, the foot of every sheet and the properties.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Who may have it and what they may do with it; null leaves it out.</summary>
    public Handling? Handling { get; init; }

    /// <summary>Date of the file, so that equal workbooks give equal files.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The sheets in order, at least one.</summary>
    public required IReadOnlyList<Sheet> Sheets { get; init; }

    /// <summary>What a reader must know: source, filters, what a dash means. Term and words, in order; empty leaves the sheet of notes out.</summary>
    public IReadOnlyList<Definition> Notes { get; init; } = [];

    /// <summary>How to cite it: owner, title and date.</summary>
    public string Citation => $"{Owner}, {Title}, {Cell.Of(Date).Shown}";
}

/// <summary>One sheet: a header row, then rows that are read once and never held together.</summary>
/// <param name="Name">1 to 31 characters, none of [ ] : * ? / \, no apostrophe at either end; unlike the other sheets' names.</param>
/// <param name="Columns">The columns; their kind sets the width.</param>
/// <param name="Rows">Each row has as many cells as there are columns. At most 1,048,575.</param>
public sealed record Sheet(string Name, IReadOnlyList<TableColumn> Columns, IEnumerable<IReadOnlyList<Cell>> Rows)
{
    /// <summary>A sheet with the rows of a table.</summary>
    public static Sheet From(string name, TableBlock table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(name, table.Columns, table.Rows.Select(row => row.Cells));
    }
}
