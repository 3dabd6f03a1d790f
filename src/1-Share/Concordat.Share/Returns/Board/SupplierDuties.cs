using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Share.Returns.Due;

namespace Concordat.Share.Returns.Board;

/// <summary>What a body's people have to send: what is overdue, what they were reminded of, what was sent back and what is due within a month.</summary>
internal sealed class SupplierDuties(BoardReader reader, Session session) : IDutySource
{
    const int Soon = 31;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Practitioner)) return [];
        var board = await reader.ReadAsync(cancellation);
        return [.. from row in board.Rows
                   where row.AgencyId == session.AgencyId
                   from cell in row.Cells
                   where board.Periods.Contains(cell.Period) && IsOwed(cell, today)
                   orderby cell.Period.FirstDay, row.Set.Number
                   select Duty(row, cell)];
    }

    static bool IsOwed(BoardCell cell, DateOnly today) => cell.Standing switch
    {
        Standing.Overdue or Standing.Returned => true,
        Standing.Partial => cell.RemindedOn is not null,
        Standing.Expected or Standing.Draft => cell.RemindedOn is not null || ReturnCalendar.DaysLeft(cell.Period, today) <= Soon,
        _ => false,
    };

    static Duty Duty(BoardRow row, BoardCell cell)
    {
        var note = cell.Standing switch
        {
            Standing.Overdue => $"{cell.DaysLate:N0} days overdue.",
            Standing.Returned => "Sent back to be mended.",
            Standing.Partial => $"{Quarters.MonthNames(cell.Missing)} is not held.",
            Standing.Draft => "A draft is begun and not submitted.",
            _ => "Due at the end of the quarter.",
        };
        return new($"Send {row.Set.Name}, {Quarters.Short(cell.Period)}", BoardPageModel.LastReminded(cell) + note,
            cell.Open is not null ? $"/share/returns/received/{cell.ReturnId}" : $"/share/returns/send/{row.Set.Number}/{Quarters.Key(cell.Period)}?agency={row.AgencyId}", cell.Period.DueOn);
    }
}
