namespace Concordat.Act.Plans;

/// <summary>The plan as a grid: agencies as rows, interventions as columns, who does what in each cell; and the costs by agency and source.</summary>
internal sealed record PlanGrid(IReadOnlyList<GridRow> Rows, IReadOnlyList<CostRow> Costs)
{
    public static PlanGrid Of(PlanRecord record)
    {
        var live = record.Live;
        var shown = record.Parts.Where(p => live.Any(l => l.Id == p.LineId)).ToList();
        var agencies = record.People.Agencies.Where(a => record.Parts.Any(p => p.AgencyId == a.Id)).ToList();
        return new(
            [.. agencies.Where(a => shown.Any(p => p.AgencyId == a.Id)).Select(a => new GridRow(a.Name, [.. live.Select(l => shown.Find(p => p.LineId == l.Id && p.AgencyId == a.Id))]))],
            [.. agencies.SelectMany(a => record.Parts.Where(p => p.AgencyId == a.Id).GroupBy(p => p.Source).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new CostRow(a.Name, g.Key,
                g.Sum(p => p.PlannedPence), g.Sum(p => p.SpentPence), g.Sum(p => p.PlannedHours), g.Sum(p => p.ActualHours), string.Join("; ", g.Select(p => p.Assets).OfType<string>()))))]);
    }
}

/// <summary>An agency and its part in each intervention; null where it has none.</summary>
internal sealed record GridRow(string Agency, IReadOnlyList<PlanPart?> Parts);

/// <summary>What an agency puts in from one source. Money in pence.</summary>
internal sealed record CostRow(string Agency, string Source, long Planned, long Spent, int PlannedHours, int ActualHours, string Assets);
