using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;

namespace Concordat.Share.Returns.Sending;

/// <summary>The state of a body's set in a quarter, in the words of the table of a return's life.</summary>
public sealed class QuarterState(BoardReader reader)
{
    /// <summary>Null where the body does not supply the set in that quarter.</summary>
    public async Task<(BoardRow Row, BoardCell Cell, string State)?> FindAsync(Guid agency, int set, Gate.Sets.SetPeriod period, CancellationToken cancellation)
    {
        var board = await reader.ReadAsync(cancellation);
        if (board.Find(agency, set) is not { } row || row.In(period) is not { } cell) return null;
        return (row, cell, Of(cell));
    }

    static string Of(BoardCell cell) => cell switch
    {
        { Open: "draft" } => ReturnLife.Draft,
        { Open: "submitted" } => ReturnLife.Submitted,
        { Open: "validated with warnings" } => ReturnLife.Warned,
        { IsIn: true } => ReturnLife.Accepted,
        { Open: "returned" } => ReturnLife.Returned,
        { Standing: Standing.NotHeld } => ReturnLife.NotHeld,
        { Standing: Standing.Overdue } => ReturnLife.Overdue,
        _ => ReturnLife.Expected,
    };
}
