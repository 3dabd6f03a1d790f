namespace Concordat.Documents.Model;

/// <summary>What a column holds; sets its alignment unless the column says otherwise.</summary>
public enum ColumnKind
{
    /// <summary>Words, to the left.</summary>
    Text,

    /// <summary>Figures, to the right, digits of equal width.</summary>
    Number,

    /// <summary>A signal: shape and word, to the left.</summary>
    Signal,

    /// <summary>Days or times, to the left.</summary>
    Date,
}

/// <summary>Where the text of a column stands.</summary>
public enum Alignment
{
    /// <summary>To the left.</summary>
    Left,

    /// <summary>To the right.</summary>
    Right,

    /// <summary>In the middle.</summary>
    Centre,
}

/// <summary>One column of a table.</summary>
/// <param name="Heading">Words over the column; may be empty only for a column of row numbers.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="WidthShare">Share of the table's width relative to the other columns; null lets the writer judge from the content.</param>
public sealed record TableColumn(string Heading, ColumnKind Kind = ColumnKind.Text, double? WidthShare = null)
{
    /// <summary>Where the text stands; by default figures to the right and the rest to the left.</summary>
    public Alignment Alignment { get; init; } = Kind == ColumnKind.Number ? Alignment.Right : Alignment.Left;
}

/// <summary>One row of a table.</summary>
/// <param name="Cells">As many cells as the table has columns.</param>
/// <param name="IsTotal">True sets the row in bold under a strong rule.</param>
public sealed record TableRow(IReadOnlyList<Cell> Cells, bool IsTotal = false)
{
    /// <summary>An ordinary row.</summary>
    public TableRow(params Cell[] cells)
        : this((IReadOnlyList<Cell>)cells)
    {
    }
}

/// <summary>A table. Also the form in which every chart gives its figures.</summary>
public sealed record TableBlock : Block
{
    /// <summary>What the table holds, as a sentence without its number.</summary>
    public required string Caption { get; init; }

    /// <summary>False leaves the caption to those who listen, and the table unnumbered: for a table that stands right under its own heading.</summary>
    public bool ShowsCaption { get; init; } = true;

    /// <summary>The columns, at least one.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>The rows; each has as many cells as there are columns.</summary>
    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>Index of the column that names the row.</summary>
    public int RowHeaderColumn { get; init; }

    /// <summary>How to read it, under the table, such as what a dash means; null leaves it out.</summary>
    public string? Note { get; init; }

    /// <summary>Where the figures come from and as at when, under the table; null leaves it out.</summary>
    public string? Source { get; init; }
}
