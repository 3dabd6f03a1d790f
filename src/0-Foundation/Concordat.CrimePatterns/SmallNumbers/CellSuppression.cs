namespace Concordat.CrimePatterns.SmallNumbers;

/// <summary>Hides small counts of one-way and two-way tables with totals, and as many others as keep them from being worked out.</summary>
/// <remarks>Primary suppression: counts from 1 to threshold − 1, totals too. Zeros are shown, for they are no group; where a zero is the cheapest complement it is hidden like another.
/// Secondary suppression: a two-way table with totals is a transport problem, so the range that the sums leave for a hidden count is a largest flow. Every range is made at least
/// the threshold wide by hiding, for the first that is too narrow, the cheapest cycle of further counts through it; totals go only where there is no other way.
/// Rounding, where asked, comes last: hiding goes by the true counts. Figures rounded apart need not add up.
/// Not the fewest hidden counts that would do, which is a hard problem. Each hidden count costs a search of the table, each further one another round.
/// Source: Cox (1980), Journal of the American Statistical Association 75, 377-385; Gusfield (1988), SIAM Journal on Computing 17, 552-571.</remarks>
public static class CellSuppression
{
    /// <summary>A two-way table with row and column totals.</summary>
    /// <param name="counts">The inner counts, 0 or more; at least one row and one column. Not changed.</param>
    /// <param name="threshold">Smallest count that may be shown, and the least width of what is left open for a hidden one; at least 2.</param>
    /// <param name="roundTo">Multiple that shown figures are rounded to; 1 leaves them.</param>
    /// <exception cref="ArgumentException">A count is negative or the table has no cells.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below 2 or the multiple below 1.</exception>
    public static SuppressedTable TwoWay(int[,] counts, int threshold, int roundTo = 1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Checks.Between(threshold, 2, int.MaxValue, nameof(threshold), "Use 5, or what your partnership has agreed.");
        Checks.Between(roundTo, 1, int.MaxValue, nameof(roundTo), "Give 1 to leave the figures as they are.");
        Checks.That(counts.Length > 0, nameof(counts), "The table has no cells. Give at least one row and one column.");
        foreach (var count in counts) Checks.That(count >= 0, nameof(counts), "A count is below 0. Counts are whole numbers from 0.");
        var table = new TransportTable(counts);
        var state = new Shown[table.Rows, table.Columns];
        Primary(table, state, threshold);
        Secondary(table, state, threshold);
        return Round(table, state, roundTo);
    }

    /// <summary>A one-way table with its total: the last figure of the one row.</summary>
    /// <inheritdoc cref="TwoWay" path="/param"/>
    public static SuppressedTable OneWay(IReadOnlyList<int> counts, int threshold, int roundTo = 1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var one = new int[1, counts.Count];
        for (var i = 0; i < counts.Count; i++) one[0, i] = counts[i];
        // One row's column totals are the cells again: only the row and its total are kept.
        var both = TwoWay(one, threshold, roundTo);
        var (values, state) = (new int?[1, counts.Count + 1], new Shown[1, counts.Count + 1]);
        for (var i = 0; i <= counts.Count; i++)
        {
            var hidden = both.Values[0, i] is null || both.Values[1, i] is null;
            values[0, i] = hidden ? null : both.Values[0, i];
            state[0, i] = both.State[0, i] != Shown.Value ? both.State[0, i] : both.State[1, i];
        }
        return new(values, state, roundTo);
    }

    static void Primary(TransportTable table, Shown[,] state, int threshold)
    {
        for (var r = 0; r < table.Rows; r++)
            for (var c = 0; c < table.Columns; c++)
                if (table[r, c] > 0 && table[r, c] < threshold) state[r, c] = Shown.Small;
    }

    static void Secondary(TransportTable table, Shown[,] state, int threshold)
    {
        while (Narrowest(table, state, threshold) is var (row, column))
        {
            if (!Widen(table, state, row, column, threshold)) throw new InvalidOperationException("A hidden count cannot be protected by hiding more of the table.");
        }
    }

    // A hidden figure whose range is too narrow; null when none is left.
    static (int Row, int Column)? Narrowest(TransportTable table, Shown[,] state, int threshold)
    {
        for (var r = 0; r < table.Rows; r++)
            for (var c = 0; c < table.Columns; c++)
                if (state[r, c] != Shown.Value && table.Shift(state, r, c, threshold, up: true) + table.Shift(state, r, c, threshold, up: false) < threshold) return (r, c);
        return null;
    }

    // Hides the cheapest cycle of cells through the figure that lets it rise; then, if it is still too narrow, another.
    static bool Widen(TransportTable table, Shown[,] state, int row, int column, int threshold)
    {
        var hidden = false;
        foreach (var (r, c) in table.CheapestCycle(state, row, column, threshold))
        {
            if (state[r, c] != Shown.Value) continue;
            state[r, c] = Shown.Complement;
            hidden = true;
        }
        return hidden;
    }

    static SuppressedTable Round(TransportTable table, Shown[,] state, int roundTo)
    {
        var values = new int?[table.Rows, table.Columns];
        for (var r = 0; r < table.Rows; r++)
            for (var c = 0; c < table.Columns; c++)
                values[r, c] = state[r, c] == Shown.Value ? (int)Math.Round((double)table[r, c] / roundTo, MidpointRounding.AwayFromZero) * roundTo : null;
        return new(values, state, roundTo);
    }
}
