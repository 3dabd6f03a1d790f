using Concordat.Partnership.Calendar;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>Counts incidents of the partnership's records by month, inside chosen squares and beside them.</summary>
public interface IIncidentCounts
{
    /// <summary>Counts of a theme for each month from the first to the last, both included.</summary>
    /// <param name="themeKey">Key in the theme list.</param>
    /// <param name="cells">The squares; incidents without a place count as elsewhere.</param>
    /// <param name="from">First month.</param>
    /// <param name="to">Last month; not before the first.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>One entry a month, in order. A month for which no return of the theme's set was accepted is missing, never zero.</returns>
    /// <exception cref="ArgumentException">The theme is not in the list, there are no squares, or the months are in the wrong order.</exception>
    Task<IReadOnlyList<MonthInCells>> MonthlyInCellsAsync(string themeKey, GridSquares cells, Month from, Month to, CancellationToken cancellation);
}

/// <summary>One month.</summary>
/// <param name="Month">The month.</param>
/// <param name="InCells">Incidents in the squares; null when the month is missing at source or hidden.</param>
/// <param name="Elsewhere">Incidents in the rest of the partnership's area; null when the month is missing at source or hidden.</param>
/// <param name="IsHidden">The month is held, and a figure of a controlled set in it is too small to be shown; both are then null.</param>
public sealed record MonthInCells(Month Month, int? InCells, int? Elsewhere, bool IsHidden = false);
