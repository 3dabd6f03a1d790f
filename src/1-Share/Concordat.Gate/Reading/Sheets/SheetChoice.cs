using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>Gathers the sheets that hold a table. One without headings is a cover or a chart's figures, unless there is no other.</summary>
sealed class SheetChoice(List<string> notices)
{
    readonly List<SourceTable> _tables = [];
    FileProblemException? _first;

    /// <param name="sheet">The sheet.</param>
    /// <param name="open">Finds its headings; false where it is blank.</param>
    public void Add(SourceTable sheet, Func<bool> open)
    {
        try
        {
            if (open()) _tables.Add(sheet);
            else sheet.Dispose();
        }
        catch (FileProblemException problem)
        {
            sheet.Dispose();
            if (problem.Code != "F-14") throw;
            _first ??= problem;
            notices.Add($"The sheet \"{FileName.Inner(sheet.Sheet ?? "")}\" was left out: {problem.Problem}.");
        }
    }

    /// <summary>The tables; what is wrong with the workbook where there are none.</summary>
    public List<SourceTable> Tables(string file, string? asked, IEnumerable<string> names) =>
        _tables.Count > 0 ? _tables : throw _first ?? Refusal.NoSheet(file, asked, names);
}
