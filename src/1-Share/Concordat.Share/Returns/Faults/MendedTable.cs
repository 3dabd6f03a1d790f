using System.Globalization;
using Concordat.Gate.Reading;
using Concordat.Partnership.Files;

namespace Concordat.Share.Returns.Faults;

/// <summary>What the supplier says to the faults of one row.</summary>
/// <param name="Row">Row of the return that is answered.</param>
/// <param name="Answer">corrected, confirmed or withdrawn.</param>
readonly record struct RowAnswer(int Row, string Answer);

/// <summary>A file of rows to mend that came back: our own columns taken off, answers read, and the mended rows left for the gate.</summary>
/// <remarks>Held in memory, for the answers stand beside the rows; such files are small.</remarks>
sealed class MendedTable : SourceTable
{
    /// <summary>More rows to mend than this are better sent as a whole quarter.</summary>
    public const int MostRows = 100_000;

    readonly SourceTable _table;
    readonly int[] _own;
    readonly List<SourceRow> _rows = [];
    readonly List<(int FileRow, int Row)> _mended = [];
    readonly List<RowAnswer> _answers = [];

    MendedTable(SourceTable table, int row)
    {
        _table = table;
        _own = [.. Enumerable.Range(0, table.Headings.Count).Where(c => !MendFile.Ours.Contains(table.Headings[c], StringComparer.OrdinalIgnoreCase))];
        Headings = [.. _own.Select(c => table.Headings[c])];
        var answer = Position(table, MendFile.Answer);
        foreach (var source in table.Rows()) Take(source, row, answer);
    }

    /// <summary>Null where the table is not one of ours.</summary>
    /// <exception cref="FileProblemException">It has too many rows, or an answer that is none.</exception>
    public static MendedTable? Of(SourceTable table) => Position(table, MendFile.Row) is >= 0 and var row ? new(table, row) : null;

    public override string File => _table.File;
    public override SourceFormat Format => _table.Format;
    public override string? Sheet => _table.Sheet;
    public override string Description => _table.Description;
    public override int HeaderRow => _table.HeaderRow;
    public override IReadOnlyList<string> Headings { get; }
    public override IReadOnlyList<string> Notices => _table.Notices;

    /// <summary>Rows that the supplier wants read again.</summary>
    public int Mended => _rows.Count;

    /// <summary>Rows that were confirmed or withdrawn: they do not pass the gate.</summary>
    public IReadOnlyList<RowAnswer> Answers => _answers;

    public override IEnumerable<SourceRow> Rows() => _rows;

    /// <summary>All answers once the gate has read the mended rows: what it set aside again is not corrected.</summary>
    /// <param name="setAside">Rows of this file that were set aside.</param>
    public IReadOnlyList<RowAnswer> AllAnswers(IReadOnlySet<int> setAside) => [.. _answers, .. _mended.Where(m => !setAside.Contains(m.FileRow)).Select(m => new RowAnswer(m.Row, MendFile.Answers[0]))];

    void Take(SourceRow source, int row, int answer)
    {
        if (_rows.Count + _answers.Count >= MostRows)
            throw new FileProblemException(File, $"it has more than {MostRows:N0} rows to mend", "Send the whole quarter again instead", code: "M-05");
        var words = answer < 0 ? "" : source.Cells[answer].Trim().ToLowerInvariant();
        if (words.Length > 0 && !MendFile.Answers.Contains(words))
            throw new FileProblemException(File, $"row {source.Number}, column \"{MendFile.Answer}\" holds none of the three answers", "Write corrected, confirmed or withdrawn, or leave it blank where the row is mended", code: "M-06");
        var original = int.TryParse(source.Cells[row], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (words is "confirmed" or "withdrawn")
        {
            if (original is { } answered) _answers.Add(new(answered, words));
            return;
        }
        if (original is { } mended) _mended.Add((source.Number, mended));
        _rows.Add(new(source.Number, [.. _own.Select(c => source.Cells[c])], source.Surplus));
    }

    static int Position(SourceTable table, string heading)
    {
        for (var c = 0; c < table.Headings.Count; c++)
            if (string.Equals(table.Headings[c], heading, StringComparison.OrdinalIgnoreCase)) return c;
        return -1;
    }
}
