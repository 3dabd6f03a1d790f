using Concordat.CrimePatterns.SmallNumbers;

namespace Concordat.CrimePatterns.Tests.SmallNumbers;

/// <summary>The attacker: what linear programming leaves open for a hidden figure, knowing every shown figure and that all add up.</summary>
/// <remarks>Variables are the changes of the hidden figures from the truth, split into rise and fall; the origin is feasible, so one phase of the simplex method with Bland's rule does.
/// Shares nothing with what it checks: no network, no flows.</remarks>
internal static class HiddenRange
{
    const double Enough = 1000;

    public static double Width(int[,] counts, SuppressedTable table, int row, int column) =>
        Most(counts, table, row, column, 1) + Most(counts, table, row, column, -1);

    static double Most(int[,] counts, SuppressedTable table, int row, int column, int sign)
    {
        var (rows, columns) = (table.Values.GetLength(0), table.Values.GetLength(1));
        var hidden = new List<(int R, int C)>();
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                if (table.Values[r, c] is null) hidden.Add((r, c));
        var (a, b) = (new List<double[]>(), new List<double>());
        void AtMost(Func<(int R, int C), double> of, double limit)
        {
            var line = new double[2 * hidden.Count];
            for (var i = 0; i < hidden.Count; i++) (line[i], line[hidden.Count + i]) = (of(hidden[i]), -of(hidden[i]));
            a.Add(line);
            b.Add(limit);
        }
        double Sign((int R, int C) cell) => cell.R == rows - 1 == (cell.C == columns - 1) ? 1 : -1;
        for (var r = 0; r < rows; r++)
        {
            var at = r;
            AtMost(cell => cell.R == at ? Sign(cell) : 0, 0);
            AtMost(cell => cell.R == at ? -Sign(cell) : 0, 0);
        }
        for (var c = 0; c < columns; c++)
        {
            var at = c;
            AtMost(cell => cell.C == at ? Sign(cell) : 0, 0);
            AtMost(cell => cell.C == at ? -Sign(cell) : 0, 0);
        }
        foreach (var cell in hidden) AtMost(other => other == cell ? -1 : 0, Truth(counts, cell.R, cell.C));
        AtMost(cell => cell == (row, column) ? sign : 0, Enough);
        return Simplex(a, b, [.. hidden.Select(h => h == (row, column) ? (double)sign : 0), .. hidden.Select(h => h == (row, column) ? (double)-sign : 0)]);
    }

    static double Truth(int[,] counts, int row, int column)
    {
        var sum = 0.0;
        for (var r = 0; r < counts.GetLength(0); r++)
            for (var c = 0; c < counts.GetLength(1); c++)
                if ((row == counts.GetLength(0) || r == row) && (column == counts.GetLength(1) || c == column)) sum += counts[r, c];
        return sum;
    }

    // Maximises gain·x with a·x ≤ b, x ≥ 0 and b ≥ 0, on the dense tableau.
    static double Simplex(List<double[]> a, List<double> b, double[] gain)
    {
        var (m, n) = (a.Count, gain.Length);
        var tableau = new double[m + 1, n + m + 1];
        var basis = new int[m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++) tableau[i, j] = a[i][j];
            (tableau[i, n + i], tableau[i, n + m], basis[i]) = (1, b[i], n + i);
        }
        for (var j = 0; j < n; j++) tableau[m, j] = -gain[j];
        while (true)
        {
            var enter = Enumerable.Range(0, n + m).FirstOrDefault(j => tableau[m, j] < -1e-9, -1);
            if (enter < 0) return tableau[m, n + m];
            var leave = -1;
            for (var i = 0; i < m; i++)
            {
                if (tableau[i, enter] <= 1e-9) continue;
                var ratio = tableau[i, n + m] / tableau[i, enter];
                if (leave < 0) leave = i;
                else
                {
                    var best = tableau[leave, n + m] / tableau[leave, enter];
                    if (ratio < best - 1e-12 || (ratio <= best + 1e-12 && basis[i] < basis[leave])) leave = i;
                }
            }
            if (leave < 0) return double.PositiveInfinity;
            Pivot(tableau, leave, enter);
            basis[leave] = enter;
        }
    }

    static void Pivot(double[,] tableau, int row, int column)
    {
        var by = tableau[row, column];
        for (var j = 0; j < tableau.GetLength(1); j++) tableau[row, j] /= by;
        for (var i = 0; i < tableau.GetLength(0); i++)
        {
            var factor = tableau[i, column];
            if (i == row || factor == 0) continue;
            for (var j = 0; j < tableau.GetLength(1); j++) tableau[i, j] -= factor * tableau[row, j];
        }
    }
}
