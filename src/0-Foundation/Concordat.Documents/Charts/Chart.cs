using Concordat.Documents.Model;

namespace Concordat.Documents.Charts;

/// <summary>A chart as figures and words; writers draw it. A null value is missing at source and is drawn as missing, never as zero.</summary>
public abstract record Chart
{
    private protected Chart()
    {
    }

    /// <summary>What is drawn, for the accessible name and the chart's table.</summary>
    public required string Title { get; init; }

    /// <summary>The finding in the chart, for those who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>Digits shown after the point.</summary>
    public int Decimals { get; init; }
}

/// <summary>One point of a column or bar chart.</summary>
/// <param name="Label">Short label on the axis, such as "Oct".</param>
/// <param name="Value">The figure; null when missing at source.</param>
/// <param name="Lower">Lower end of the range it was expected in; null when there is none.</param>
/// <param name="Upper">Upper end of that range; null when there is none.</param>
public sealed record ChartPoint(string Label, double? Value, double? Lower = null, double? Upper = null)
{
    /// <summary>Label in the table, such as "October 2026"; by default the short one.</summary>
    public string FullLabel { get; init; } = Label;
}

/// <summary>Columns over time, with the expected range as a band behind them and the last column brought out.</summary>
public sealed record ColumnChart : Chart
{
    /// <summary>What the columns count, such as "Recorded thefts".</summary>
    public required string SeriesName { get; init; }

    /// <summary>What the first column of the table is headed, such as "Month".</summary>
    public string LabelName { get; init; } = "Month";

    /// <summary>The points from left to right, at least one.</summary>
    public required IReadOnlyList<ChartPoint> Points { get; init; }

    /// <summary>What the band is, such as "Expected, 19 months in 20". Unused when no point has a range.</summary>
    public string BandName { get; init; } = "Expected";

    /// <summary>Colours and labels the last column by this signal; null leaves it like the others.</summary>
    public Signal? LastPoint { get; init; }
}

/// <summary>One line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">Name at the line's end.</param>
/// <param name="Values">As many as the chart has labels; null when missing at source, which breaks the line.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>Up to five lines over the same labels, told apart by dash as well as colour and named at their ends.</summary>
public sealed record LineChart : Chart
{
    /// <summary>What the first column of the table is headed, such as "Month".</summary>
    public string LabelName { get; init; } = "Month";

    /// <summary>Labels from left to right, at least two.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>One to five lines.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }
}

/// <summary>Horizontal bars for named things, in the order given.</summary>
public sealed record BarChart : Chart
{
    /// <summary>What the bars count.</summary>
    public required string SeriesName { get; init; }

    /// <summary>What the first column of the table is headed, such as "Ward".</summary>
    public required string LabelName { get; init; }

    /// <summary>The bars from top to bottom, at least one.</summary>
    public required IReadOnlyList<ChartPoint> Bars { get; init; }

    /// <summary>Index of the bar to bring out; null brings out none.</summary>
    public int? Highlight { get; init; }
}

/// <summary>Small columns without axes, for a table cell or a tile; the last one is brought out.</summary>
public sealed record Sparkline : Chart
{
    /// <summary>What the columns count.</summary>
    public required string SeriesName { get; init; }

    /// <summary>What the first column of the table is headed, such as "Month".</summary>
    public string LabelName { get; init; } = "Month";

    /// <summary>The points from left to right, at least one.</summary>
    public required IReadOnlyList<ChartPoint> Points { get; init; }
}

/// <summary>One estimate with its range and the value that would mean "nothing happened".</summary>
public sealed record IntervalBar : Chart
{
    /// <summary>The estimate, between the ends of the range.</summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of the range.</summary>
    public required double Lower { get; init; }

    /// <summary>Upper end of the range.</summary>
    public required double Upper { get; init; }

    /// <summary>The value that means "nothing", such as 0 for a change or 1 for a ratio.</summary>
    public required double NullValue { get; init; }

    /// <summary>Words over that value, such as "no change".</summary>
    public required string NullLabel { get; init; }

    /// <summary>Left end of the scale; null fits it to the figures.</summary>
    public double? ScaleFrom { get; init; }

    /// <summary>Right end of the scale; null fits it to the figures.</summary>
    public double? ScaleTo { get; init; }

    /// <summary>Written before each figure, such as "£".</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Written after each figure, such as "%".</summary>
    public string Suffix { get; init; } = "";
}

/// <summary>Columns before and since a change, with the average of each side as a line and a marker where the change falls.</summary>
public sealed record BeforeAfterChart : Chart
{
    /// <summary>What the columns count.</summary>
    public required string SeriesName { get; init; }

    /// <summary>What the first column of the table is headed, such as "Month".</summary>
    public string LabelName { get; init; } = "Month";

    /// <summary>The points from left to right.</summary>
    public required IReadOnlyList<ChartPoint> Points { get; init; }

    /// <summary>Index of the first point after the change: 1 to the number of points less one.</summary>
    public required int FirstAfter { get; init; }

    /// <summary>Words under the left side.</summary>
    public string BeforeLabel { get; init; } = "before";

    /// <summary>Words under the right side.</summary>
    public string AfterLabel { get; init; } = "since";

    /// <summary>Words at the marker, such as "Racks in, 1 November 2025"; null draws the line alone.</summary>
    public string? MarkerLabel { get; init; }

    /// <summary>Top of the axis; null fits it. Give the same to charts that are to be compared.</summary>
    public double? AxisTop { get; init; }

    /// <summary>Which of the five series colours to use, 0 to 4.</summary>
    public int Colour { get; init; }

    /// <summary>Average of the figures that are not missing on the left side; null when there are none.</summary>
    public double? MeanBefore => Mean(Points.Take(FirstAfter));

    /// <summary>Average of the figures that are not missing on the right side; null when there are none.</summary>
    public double? MeanAfter => Mean(Points.Skip(FirstAfter));

    private static double? Mean(IEnumerable<ChartPoint> points) => points.Average(point => point.Value);
}

/// <summary>A table of two directions, such as weekday by hour, shaded in four classes of strength with the figure in each cell.</summary>
public sealed record HeatTable : Chart
{
    /// <summary>What the rows are, such as "Weekday".</summary>
    public required string RowName { get; init; }

    /// <summary>Row labels from top to bottom.</summary>
    public required IReadOnlyList<string> RowLabels { get; init; }

    /// <summary>Column labels from left to right.</summary>
    public required IReadOnlyList<string> ColumnLabels { get; init; }

    /// <summary>Values by row then column; null when missing at source. As many rows and columns as there are labels.</summary>
    public required IReadOnlyList<IReadOnlyList<double?>> Values { get; init; }

    /// <summary>Lowest value of each of the four classes, rising. Values below the first are left unshaded.</summary>
    public required IReadOnlyList<double> ClassFrom { get; init; }

    /// <summary>True adds the total of each row, where no cell of the row is missing.</summary>
    public bool ShowsRowTotals { get; init; } = true;

    /// <summary>The class of a value: 0 to 3, or null when it is missing or below the first class.</summary>
    public int? ClassOf(double? value)
    {
        int? found = null;
        for (var i = 0; i < ClassFrom.Count; i++)
            if (value >= ClassFrom[i]) found = i;
        return found;
    }
}
