namespace Concordat.CrimePatterns.SmallNumbers;

/// <summary>A table with its totals as a network: rows and columns are the places, each figure a way between its row and its column.</summary>
/// <remarks>With the totals as a further row and column whose sign is reversed, every row and column adds up to 0, and every change that keeps the sums is made of cycles.</remarks>
sealed class TransportTable
{
    readonly int[,] _counts;

    public TransportTable(int[,] counts)
    {
        (Rows, Columns) = (counts.GetLength(0) + 1, counts.GetLength(1) + 1);
        _counts = new int[Rows, Columns];
        for (var r = 0; r < Rows - 1; r++)
            for (var c = 0; c < Columns - 1; c++)
            {
                _counts[r, c] = counts[r, c];
                _counts[r, Columns - 1] += counts[r, c];
                _counts[Rows - 1, c] += counts[r, c];
                _counts[Rows - 1, Columns - 1] += counts[r, c];
            }
    }

    /// <summary>With the totals.</summary>
    public int Rows { get; }

    /// <summary>With the totals.</summary>
    public int Columns { get; }

    public int this[int row, int column] => _counts[row, column];

    /// <summary>How far a hidden figure can rise or fall without any shown figure or sum changing; at most the limit.</summary>
    /// <remarks>Largest flow from one end of the figure's way to the other over the other hidden ones (Ford and Fulkerson 1956, by breadth first).</remarks>
    public int Shift(Shown[,] state, int row, int column, int limit, bool up)
    {
        var moved = new int[Rows, Columns];
        var room = up ? limit : Math.Min(limit, Room(moved, row, column, raise: false));
        var flow = 0;
        while (flow < room && Path(state, moved, row, column, up, _ => 0) is { Count: > 0 } path)
        {
            var step = room - flow;
            foreach (var (r, c, raise) in path) step = Math.Min(step, Room(moved, r, c, raise));
            foreach (var (r, c, raise) in path) moved[r, c] += raise ? step : -step;
            flow += step;
        }
        return flow;
    }

    /// <summary>The cells to hide so that a figure can rise, or where that helps more fall: those of the cheapest cycle through it.</summary>
    public IEnumerable<(int Row, int Column)> CheapestCycle(Shown[,] state, int row, int column, int threshold)
    {
        // After what the hidden ones already allow, the next step must bring a cell that is still shown.
        foreach (var up in new[] { true, false })
        {
            var moved = Saturated(state, row, column, threshold, up);
            if (!up && Room(moved, row, column, raise: false) == 0) continue;
            if (Path(null, moved, row, column, up, cell => state[cell.Row, cell.Column] != Shown.Value ? 0 : Cost(cell)) is { Count: > 0 } path)
                return path.Select(p => (p.Row, p.Column));
        }
        return [];
    }

    // Totals are what people come for, and cost as much as the whole table besides their own size.
    long Cost((int Row, int Column) cell) =>
        1 + _counts[cell.Row, cell.Column] + (cell.Row == Rows - 1 || cell.Column == Columns - 1 ? 1L + 4L * _counts[Rows - 1, Columns - 1] + Rows * Columns : 0);

    int[,] Saturated(Shown[,] state, int row, int column, int limit, bool up)
    {
        var moved = new int[Rows, Columns];
        var flow = 0;
        while (flow < limit && Path(state, moved, row, column, up, _ => 0) is { Count: > 0 } path)
        {
            var step = limit - flow;
            foreach (var (r, c, raise) in path) step = Math.Min(step, Room(moved, r, c, raise));
            foreach (var (r, c, raise) in path) moved[r, c] += raise ? step : -step;
            flow += step;
        }
        if (!up) moved[row, column] = -flow;
        return moved;
    }

    int Room(int[,] moved, int row, int column, bool raise) => raise ? int.MaxValue : _counts[row, column] + moved[row, column];

    // Whether walking a way from its row to its column raises it: totals carry the reversed sign.
    bool RaisesFromRow(int row, int column) => (row == Rows - 1) == (column == Columns - 1);

    /// <summary>Cheapest way round from one end of a figure to the other that makes good its rise or fall (Dijkstra over rows and columns).</summary>
    /// <param name="state">Only hidden figures are walked; null walks all.</param>
    List<(int Row, int Column, bool Raise)>? Path(Shown[,]? state, int[,] moved, int row, int column, bool up, Func<(int Row, int Column), long> cost)
    {
        // Raising the figure must be met by lowering in its row and column: the flow leaves by the end from which it raises and comes back to the other.
        var fromRow = RaisesFromRow(row, column) == up;
        var (start, end) = fromRow ? (Rows + column, row) : (row, Rows + column);
        var (distance, before, done) = (new long[Rows + Columns], new (int Row, int Column, bool Raise, int From)[Rows + Columns], new bool[Rows + Columns]);
        Array.Fill(distance, long.MaxValue);
        distance[start] = 0;
        while (true)
        {
            var at = -1;
            for (var i = 0; i < distance.Length; i++)
                if (!done[i] && distance[i] < long.MaxValue && (at < 0 || distance[i] < distance[at])) at = i;
            if (at < 0) return null;
            if (at == end) break;
            done[at] = true;
            for (var other = 0; other < (at < Rows ? Columns : Rows); other++)
            {
                var (r, c) = at < Rows ? (at, other) : (other, at - Rows);
                if ((r, c) == (row, column) || (state is not null && state[r, c] == Shown.Value)) continue;
                var raise = RaisesFromRow(r, c) == at < Rows;
                if (Room(moved, r, c, raise) == 0) continue;
                var next = at < Rows ? Rows + c : r;
                var length = distance[at] + cost((r, c));
                if (length >= distance[next]) continue;
                (distance[next], before[next]) = (length, (r, c, raise, at));
            }
        }
        var path = new List<(int, int, bool)>();
        for (var at = end; at != start; at = before[at].From) path.Add((before[at].Row, before[at].Column, before[at].Raise));
        return path;
    }
}
