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
    /// <returns>One entry a month, in order. A month in which the partnership holds no incident of the theme at all is missing, never zero.</returns>
    /// <exception cref="ArgumentException">The theme is not in the list, there are no squares, a side is not above 0, or the months are in the wrong order.</exception>
    Task<IReadOnlyList<MonthInCells>> MonthlyInCellsAsync(string themeKey, CountedCells cells, Month from, Month to, CancellationToken cancellation);
}

/// <summary>Squares of a grid on the British National Grid (EPSG:27700). A square holds its southern and western edge.</summary>
/// <param name="OriginEasting">Easting of the grid's south-west corner, metres.</param>
/// <param name="OriginNorthing">Northing of the grid's south-west corner, metres.</param>
/// <param name="CellMetres">Side of a square, metres, above 0.</param>
/// <param name="Columns">Column of each square, counted east from the corner, from 0.</param>
/// <param name="Rows">Row of each square, counted north from the corner, from 0; as many as columns.</param>
public sealed record CountedCells(double OriginEasting, double OriginNorthing, double CellMetres, IReadOnlyList<int> Columns, IReadOnlyList<int> Rows);

/// <summary>One month.</summary>
/// <param name="Month">The month.</param>
/// <param name="InCells">Incidents in the squares; null when the month is missing at source.</param>
/// <param name="Elsewhere">Incidents in the rest of the partnership's area; null when the month is missing at source.</param>
public sealed record MonthInCells(Month Month, int? InCells, int? Elsewhere);
