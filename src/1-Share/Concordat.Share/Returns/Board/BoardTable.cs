using Concordat.Documents.Model;
using Concordat.Share.Returns.Due;

namespace Concordat.Share.Returns.Board;

/// <summary>The board as a table for files: the same cells that the page shows, one row a quarter.</summary>
static class BoardTable
{
    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        new("Body"), new("Set", ColumnKind.Number), new("Data set"), new("Quarter"), new("Standing"), new("Due on", ColumnKind.Date), new("Received on", ColumnKind.Date),
        new("Accepted on", ColumnKind.Date), new("Days late", ColumnKind.Number), new("Months held", ColumnKind.Number), new("Months owed", ColumnKind.Number),
        new("Fields filled, %", ColumnKind.Number), new("Placed on map, %", ColumnKind.Number), new("Records", ColumnKind.Number),
        new("Faults in 1,000 rows", ColumnKind.Number),
    ];

    public static IEnumerable<IReadOnlyList<Cell>> Rows(ReturnBoard board) =>
        from row in board.Rows from period in board.Periods let cell = row.In(period) where cell is not null select Row(row, cell);

    internal static IReadOnlyList<Cell> Row(BoardRow row, BoardCell cell) =>
    [
        Cell.Of(row.Body), Cell.Of(row.Set.Number), Cell.Of(row.Set.Name), Cell.Of(cell.Period.Name), Cell.Of(cell.Words), Cell.Of((DateOnly?)cell.Period.DueOn), Cell.Of(cell.ReceivedOn),
        Cell.Of(cell.DecidedOn), Cell.Of(cell.IsVoluntary || cell.Standing == Standing.NotHeld ? null : cell.DaysLate), cell.IsIn ? Cell.Of(cell.Owed.Count - cell.Missing.Count) : Cell.Missing, Cell.Of(cell.Owed.Count),
        Cell.Of(cell.FieldsFilled), Cell.Of(cell.Placed), cell.IsIn && cell.Records is { } records ? Cell.Of(records) : Cell.Missing, Cell.Of(cell.FaultsPer1000, 1),
    ];

    public static IReadOnlyList<(string Term, string Words)> Formulas { get; } =
    [
        ("Days late", "Days from the due day (the last day of the quarter after) to the day the first accepted return of the quarter was submitted; for an overdue one, to today."),
        ("Fields filled", "Values filled, divided by accepted records times the fields that the body has ever filled in this set. Rounded down to a whole percent; not given on a base below that set under Releases, Small numbers."),
        ("Placed on map", "Accepted records with a point on the grid inside the area, divided by accepted records. Rounded down to a whole percent."),
        ("Faults in 1,000 rows", "Rows set aside or told of the accepted returns of the quarter, divided by the rows read, times 1,000. Rows that are sent again mended are not counted twice."),
        ("On time", "Quarters accepted whole whose return came by the due day, divided by quarters due. Sets declared as not held are in neither, and neither is what a body sends that is no responsible authority."),
    ];
}
