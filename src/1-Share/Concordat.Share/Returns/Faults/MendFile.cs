using Concordat.Documents.Model;
using Concordat.Gate.Checks;
using Concordat.Share.Returns.Sending;

namespace Concordat.Share.Returns.Faults;

/// <summary>The file of rows to mend: a line a row, with its faults, a place for the answer, and the file's own columns as they stood.</summary>
/// <remarks>The headings of our own columns are told apart by their first word, so that the file can come back through the same door as any other.</remarks>
static class MendFile
{
    public const string Row = "Concordat row", Columns = "Concordat column", Found = "Concordat found", Codes = "Concordat code", Reason = "Concordat reason", Remedy = "Concordat remedy", Answer = "Concordat answer";

    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<string> Ours { get; } = [Row, Columns, Found, Codes, Reason, Remedy, Answer];

    /// <summary>What may be written under "Concordat answer"; blank stands for the first.</summary>
    public static IReadOnlyList<string> Answers { get; } = ["corrected", "confirmed", "withdrawn"];

    /// <param name="headings">The columns of the supplier's file that were read.</param>
    public static IReadOnlyList<TableColumn> Heads(IReadOnlyList<string> headings) => [.. Ours.Select(o => new TableColumn(o)), .. headings.Select(h => new TableColumn(h))];

    public static IEnumerable<IReadOnlyList<Cell>> Lines(IEnumerable<RowToMend> rows, IReadOnlyList<string> headings) => rows.Select(r => (IReadOnlyList<Cell>)
    [
        Cell.Of(r.Row), Cell.Of(Joined(r.Columns)), Cell.Of(Joined(r.Columns.Distinct().Select(c => r.Cells.GetValueOrDefault(c) ?? ""))), Cell.Of(Joined(r.Codes)),
        Cell.Of(Joined(r.Codes.Select(c => FaultCode.Find(c)?.Title ?? c))), Cell.Of(Joined(r.Remedies)), Cell.Empty, .. headings.Select(h => Cell.Of(r.Cells.GetValueOrDefault(h))),
    ]);

    static string Joined(IEnumerable<string> parts) => string.Join("; ", parts.Where(p => p.Length > 0));
}
