using Concordat.Documents.Drawing;

namespace Concordat.Documents.Charts;

/// <summary>Refuses a chart whose parts do not fit together, with words that name the part.</summary>
internal static class ChartCheck
{
    public static void Check(Chart chart)
    {
        if (Problem(chart) is { } problem) throw new ArgumentException($"{problem} Chart: {chart.Title}", nameof(chart));
    }

    private static string? Problem(Chart chart) => chart switch
    {
        ColumnChart { Points.Count: 0 } or Sparkline { Points.Count: 0 } or BarChart { Bars.Count: 0 } => "A chart needs at least one point.",
        ColumnChart columns => Points(columns.Points),
        BarChart bars => Points(bars.Bars),
        Sparkline small => Points(small.Points),
        BeforeAfterChart sides when sides.FirstAfter < 1 || sides.FirstAfter >= sides.Points.Count =>
            $"The first point after must be 1 to {sides.Points.Count - 1}; it is {sides.FirstAfter}.",
        BeforeAfterChart sides when sides.Colour < 0 || sides.Colour >= Look.Series.Length => $"The colour must be 0 to 4; it is {sides.Colour}.",
        BeforeAfterChart sides => Points(sides.Points),
        LineChart { Labels.Count: < 2 } => "A line chart needs at least two labels.",
        LineChart lines when lines.Series.Count is < 1 or > 5 => $"A line chart holds one to five lines; it has {lines.Series.Count}.",
        LineChart lines => Lines(lines),
        IntervalBar bar when !(bar.Lower <= bar.Estimate && bar.Estimate <= bar.Upper) || !double.IsFinite(bar.Lower + bar.Upper + bar.NullValue) =>
            "The estimate must lie between the ends of its range, all of them finite.",
        HeatTable heat => Heat(heat),
        _ => null,
    };

    private static string? Points(IReadOnlyList<ChartPoint> points)
    {
        foreach (var point in points)
        {
            if (IsWild(point.Value) || IsWild(point.Lower) || IsWild(point.Upper)) return $"The figure for {point.FullLabel} is not finite; leave it null where it is missing.";
            if (point.Lower > point.Upper) return $"The range for {point.FullLabel} ends below its start.";
        }
        return null;
    }

    private static string? Lines(LineChart chart)
    {
        foreach (var series in chart.Series)
        {
            if (series.Values.Count != chart.Labels.Count) return $"The line {series.Name} has {series.Values.Count} values for {chart.Labels.Count} labels.";
            if (series.Values.Any(IsWild)) return $"The line {series.Name} holds a value that is not finite; leave it null where it is missing.";
        }
        return null;
    }

    private static string? Heat(HeatTable heat)
    {
        if (heat.RowLabels.Count == 0 || heat.ColumnLabels.Count == 0) return "A heat table needs rows and columns.";
        if (heat.Values.Count != heat.RowLabels.Count || heat.Values.Any(row => row.Count != heat.ColumnLabels.Count)) return "The values of a heat table must match its labels.";
        if (heat.Values.Any(row => row.Any(IsWild))) return "A heat table holds a value that is not finite; leave it null where it is missing.";
        if (heat.ClassFrom.Count != 4 || heat.ClassFrom.Zip(heat.ClassFrom.Skip(1)).Any(pair => pair.First >= pair.Second)) return "A heat table has four classes with rising bounds.";
        return null;
    }

    private static bool IsWild(double? value) => value is { } figure && !double.IsFinite(figure);
}
