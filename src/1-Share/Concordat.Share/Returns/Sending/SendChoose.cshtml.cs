using Concordat.Platform.Access;
using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Sending;

/// <summary>What the acting person may send, the most pressing first.</summary>
[Authorize(Policy = Policies.SendReturns)]
public sealed class SendChooseModel(BoardReader reader, ReturnMoves moves) : PageModel
{
    public IReadOnlyList<(BoardRow Row, BoardCell Cell)> Owed { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var board = await reader.ReadAsync(cancellation);
        Owed = [.. from row in board.Rows
                   where moves.MaySendFor(row.AgencyId)
                   from cell in row.Cells
                   where board.Periods.Contains(cell.Period)
                   orderby Press(cell), cell.Period.FirstDay descending, row.Set.Number
                   select (row, cell)];
    }

    static int Press(BoardCell cell) => cell.Standing switch
    {
        Standing.Returned => 0,
        Standing.Overdue => 1,
        Standing.Draft => 2,
        Standing.Partial => 3,
        Standing.Expected => 4,
        _ => 5,
    };
}
