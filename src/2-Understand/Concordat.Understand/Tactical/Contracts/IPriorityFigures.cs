using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Tactical.Contracts;

/// <summary>The priorities' latest month against what was expected, for the home page.</summary>
public interface IPriorityFigures
{
    /// <summary>Figures of the latest month held; null when no records are held.</summary>
    Task<PriorityTable?> LatestAsync(CancellationToken cancellation);
}

/// <summary>The priorities in their order.</summary>
/// <param name="Month">The month counted.</param>
/// <param name="Rows">One for each priority.</param>
public sealed record PriorityTable(Month Month, IReadOnlyList<PriorityFigure> Rows);

/// <summary>One priority in the month.</summary>
/// <param name="Name">The priority's name.</param>
/// <param name="Url">Page with its analysis.</param>
/// <param name="LastTwelve">Counts of the twelve months that end with this one, oldest first; null where missing at source.</param>
/// <param name="Count">Records in the month; null when missing at source.</param>
/// <param name="Expected">What was expected, in words: "31 to 56"; null where that cannot be said.</param>
/// <param name="Signal">Whether the count differs from what was expected.</param>
public sealed record PriorityFigure(string Name, string Url, IReadOnlyList<int?> LastTwelve, int? Count, string? Expected, Signal Signal);
