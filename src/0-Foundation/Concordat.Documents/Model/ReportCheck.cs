namespace Concordat.Documents.Model;

/// <summary>Refuses a report whose tables do not fit together, with words that name the table.</summary>
internal static class ReportCheck
{
    public static void Check(Report report)
    {
        var blocks = report.Sections.SelectMany(section => section.Blocks).Concat(report.Summary?.Blocks ?? []);
        foreach (var table in blocks.OfType<TableBlock>()) Check(table);
    }

    public static void Check(TableBlock table)
    {
        if (table.Columns.Count == 0) throw new ArgumentException($"A table needs at least one column. Table: {table.Caption}", nameof(table));
        for (var row = 0; row < table.Rows.Count; row++)
            if (table.Rows[row].Cells.Count != table.Columns.Count)
                throw new ArgumentException($"Row {row + 1} has {table.Rows[row].Cells.Count} cells for {table.Columns.Count} columns. Table: {table.Caption}", nameof(table));
        if (table.RowHeaderColumn < 0 || table.RowHeaderColumn >= table.Columns.Count)
            throw new ArgumentException($"No column {table.RowHeaderColumn} to name the rows. Table: {table.Caption}", nameof(table));
    }
}
