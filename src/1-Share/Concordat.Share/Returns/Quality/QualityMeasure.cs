using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Due;

namespace Concordat.Share.Returns.Quality;

/// <summary>One of the board's figures, over time.</summary>
/// <param name="Key">In addresses.</param>
/// <param name="Value">The figure of a cell, the one that the board has; null where there is none.</param>
public sealed record QualityMeasure(string Key, string Name, int Decimals, Func<BoardCell, double?> Value)
{
    public static IReadOnlyList<QualityMeasure> All { get; } =
    [
        new("filled", "Fields filled, %", 0, c => c.FieldsFilled),
        new("placed", "Placed on map, %", 0, c => c.Placed),
        new("faults", "Faults in 1,000 rows", 1, c => c.FaultsPer1000),
        new("late", "Days late", 0, c => c.IsIn || c.Standing == Standing.Overdue ? c.DaysLate : null),
    ];

    /// <summary>The measure of this key; the first where there is none.</summary>
    public static QualityMeasure Find(string? key) => All.FirstOrDefault(m => m.Key == key) ?? All[0];
}
