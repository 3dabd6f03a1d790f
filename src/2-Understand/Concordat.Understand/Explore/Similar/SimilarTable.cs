using Concordat.Gate.Reading;
using Concordat.Partnership.Files;

namespace Concordat.Understand.Explore.Similar;

/// <summary>What is wrong with a row, told to whoever sent it: where, what, and how to mend it.</summary>
internal sealed record RowFault(int Row, string Column, string Message, string Remedy);

/// <summary>The rows of what was sent, with their cells by heading.</summary>
internal sealed class SimilarTable
{
    public const int MostRows = 20_000;

    readonly IReadOnlyList<string> _headings;
    readonly int _above;

    SimilarTable(IReadOnlyList<string> headings, IReadOnlyList<SourceRow> rows, int above) => (_headings, Rows, _above) = (headings, rows, above);

    public IReadOnlyList<SourceRow> Rows { get; }

    /// <summary>Reads all rows, or says why there is no table.</summary>
    public static (SimilarTable? Table, RowFault? Fault) Read(SimilarUpload upload)
    {
        try
        {
            using var tables = TableReader.Open(upload.Content, upload.Name, new() { HeaderRow = upload.HeaderRow });
            var table = tables[0];
            var above = upload.HasOwnHeadings ? 0 : 1;
            var rows = new List<SourceRow>();
            foreach (var row in table.Rows())
            {
                if (row.Surplus || row.Cells.Where((cell, i) => table.Headings[i].Length == 0 && cell.Length > 0).Any()) return (null, new(row.Number - above, "", $"it has more cells than there are headings", "Write numbers without commas, put words with a comma in double quotes, and head every column"));
                if (rows.Count == MostRows) return (null, new(row.Number - above, "", $"there are more than {MostRows:N0} rows", "Send them in parts"));
                rows.Add(row);
            }
            return (new(table.Headings, rows, above), null);
        }
        catch (FileProblemException problem)
        {
            return (null, new(problem.Row ?? 1, problem.Column ?? "", problem.Problem, problem.Remedy));
        }
    }

    /// <summary>The number of a row as its sender counts.</summary>
    public int NumberOf(SourceRow row) => row.Number - _above;

    /// <summary>Where a column stands that may be headed in several ways; -1 where there is none.</summary>
    public int Find(string[] names)
    {
        for (var i = 0; i < _headings.Count; i++)
            if (names.Contains(_headings[i].Trim(), StringComparer.OrdinalIgnoreCase)) return i;
        return -1;
    }

    /// <summary>A cell without white space around it; "" for a column that is not there.</summary>
    public static string Cell(SourceRow row, int column) => column < 0 || column >= row.Cells.Count ? "" : row.Cells[column].Trim();
}
