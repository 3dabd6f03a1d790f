using Concordat.Documents.Model;

namespace Concordat.Documents.Charts;

/// <summary>Gives the figures of a chart as a table, for those who would rather read them.</summary>
public static class ChartTable
{
    private const string DashNote = "A dash means that the figure is missing at source. It never means none.";

    /// <summary>The same figures as the drawing, in the same order; a missing one is a dash, with a note that says so.</summary>
    /// <exception cref="ArgumentException">The chart's parts do not fit together.</exception>
    public static TableBlock From(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ChartCheck.Check(chart);
        var table = chart switch
        {
            ColumnChart columns => OfPoints(chart, columns.LabelName, columns.SeriesName, columns.Points, columns.BandName),
            Sparkline small => OfPoints(chart, small.LabelName, small.SeriesName, small.Points, ""),
            BarChart bars => OfPoints(chart, bars.LabelName, bars.SeriesName, bars.Bars, "Range"),
            BeforeAfterChart sides => OfSides(sides),
            LineChart lines => OfLines(lines),
            IntervalBar interval => OfInterval(interval),
            HeatTable heat => OfHeat(heat),
            _ => throw new ArgumentException($"No table for {chart.GetType().Name}.", nameof(chart)),
        };
        return table.Rows.Any(row => row.Cells.Any(cell => cell.Kind == CellKind.Missing)) ? table with { Note = DashNote } : table;
    }

    /// <summary>The total of a row, or null when any of it is missing.</summary>
    internal static double? RowTotal(HeatTable heat, int row) =>
        heat.Values[row].Any(value => value is null) ? null : heat.Values[row].Sum();

    private static TableBlock Table(Chart chart, IReadOnlyList<TableColumn> columns, IEnumerable<TableRow> rows) =>
        new() { Caption = chart.Title, Columns = columns, Rows = [.. rows] };

    private static TableColumn Number(string heading) => new(heading, ColumnKind.Number);

    private static TableBlock OfPoints(Chart chart, string labelName, string seriesName, IReadOnlyList<ChartPoint> points, string bandName)
    {
        List<TableColumn> columns = [new(labelName), Number(seriesName)];
        var hasBand = points.Any(point => point.Lower is not null || point.Upper is not null);
        if (hasBand) columns.AddRange([Number($"{bandName}, from"), Number($"{bandName}, to")]);
        return Table(chart, columns, points.Select(point => new TableRow(hasBand
            ? [point.FullLabel, Cell.Of(point.Value, chart.Decimals), Bound(point.Lower, chart), Bound(point.Upper, chart)]
            : [point.FullLabel, Cell.Of(point.Value, chart.Decimals)])));
    }

    // A point without a range is not missing data: no range was worked out.
    private static Cell Bound(double? value, Chart chart) => value is null ? Cell.Empty : Cell.Of(value, chart.Decimals);

    private static TableBlock OfSides(BeforeAfterChart chart)
    {
        var rows = chart.Points.Select((point, i) => new TableRow(
            point.FullLabel, i < chart.FirstAfter ? chart.BeforeLabel : chart.AfterLabel, Cell.Of(point.Value, chart.Decimals)));
        return Table(chart, [new(chart.LabelName), new("Side"), Number(chart.SeriesName)],
            [.. rows,
             new TableRow([$"Average, {chart.BeforeLabel}", Cell.Empty, Cell.Of(chart.MeanBefore, chart.Decimals + 1)], IsTotal: true),
             new TableRow([$"Average, {chart.AfterLabel}", Cell.Empty, Cell.Of(chart.MeanAfter, chart.Decimals + 1)], IsTotal: true)]);
    }

    private static TableBlock OfLines(LineChart chart) => Table(chart,
        [new(chart.LabelName), .. chart.Series.Select(series => Number(series.Name))],
        chart.Labels.Select((label, i) => new TableRow([label, .. chart.Series.Select(series => Cell.Of(series.Values[i], chart.Decimals))])));

    private static TableBlock OfInterval(IntervalBar chart)
    {
        Cell Show(double value) => Figures.Show(value, chart.Decimals, chart.Prefix, chart.Suffix);
        return Table(chart, [new("Measure"), Number("Figure")],
        [
            new("Estimate", Show(chart.Estimate)), new("Range from", Show(chart.Lower)), new("Range to", Show(chart.Upper)),
            new(chart.NullLabel, Show(chart.NullValue)),
        ]);
    }

    private static TableBlock OfHeat(HeatTable chart)
    {
        List<TableColumn> columns = [new(chart.RowName), .. chart.ColumnLabels.Select(Number)];
        if (chart.ShowsRowTotals) columns.Add(Number("All"));
        return Table(chart, columns, chart.RowLabels.Select((label, row) =>
        {
            List<Cell> cells = [label, .. chart.Values[row].Select(value => Cell.Of(value, chart.Decimals))];
            if (chart.ShowsRowTotals) cells.Add(Cell.Of(RowTotal(chart, row), chart.Decimals).Bold());
            return new TableRow(cells);
        }));
    }
}
