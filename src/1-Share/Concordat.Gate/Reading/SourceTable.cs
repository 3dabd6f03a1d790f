namespace Concordat.Gate.Reading;

/// <summary>What a file turned out to be.</summary>
public enum SourceFormat { Csv, Xlsx, Xls, GeoJson }

/// <summary>One row as the supplier wrote it.</summary>
/// <param name="Number">Row as a spreadsheet shows it: the first line of the sheet or file is 1. For GeoJSON the feature's number plus one, as if its properties were headings.</param>
/// <param name="Cells">Text of each cell, trimmed of outer white space; "" where it is blank. As many as there are headings: missing ones are "".</param>
/// <param name="Surplus">True where the row has more cells than there are headings.</param>
public readonly record struct SourceRow(int Number, IReadOnlyList<string> Cells, bool Surplus = false);

/// <summary>A table of rows found in a file, read once from first to last.</summary>
/// <remarks>Dates of spreadsheets come as "2026-10-03" or "2026-10-03 14:05", numbers invariantly, booleans as TRUE and FALSE, formulas as the value last saved with them.
/// A GeoJSON feature's point comes as the columns "longitude" and "latitude".</remarks>
public abstract class SourceTable : IDisposable
{
    /// <summary>Name of the file without folders; for an entry of a ZIP, "archive.zip: entry.csv".</summary>
    public abstract string File { get; }

    public abstract SourceFormat Format { get; }

    /// <summary>Name of the sheet; null where there are none.</summary>
    public abstract string? Sheet { get; }

    /// <summary>What was found out about it, for people: "Windows-1252, separated by semicolons".</summary>
    public abstract string Description { get; }

    /// <summary>Number of the row that holds the headings.</summary>
    public abstract int HeaderRow { get; }

    /// <summary>Headings as written, trimmed; a blank one is "", a repeated one stands twice.</summary>
    public abstract IReadOnlyList<string> Headings { get; }

    /// <summary>The rows below the headings; blank rows are passed over.</summary>
    /// <exception cref="Partnership.Files.FileProblemException">The file cannot be read further.</exception>
    public abstract IEnumerable<SourceRow> Rows();

    /// <summary>What the supplier should know of how it was read: rows passed over, cells taken as blank. Whole only when the rows have been read to the end; never holds a cell's content.</summary>
    public virtual IReadOnlyList<string> Notices => [];

    /// <summary>Bytes of the file read so far and in all, for progress; −1 where unknown.</summary>
    public virtual (long Done, long Total) Progress => (-1, -1);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
