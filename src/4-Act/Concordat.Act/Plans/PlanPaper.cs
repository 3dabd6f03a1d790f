using Concordat.Documents.Model;

namespace Concordat.Act.Plans;

/// <summary>The plan as a paper.</summary>
internal static class PlanPaper
{
    public static Report Of(PlanRecord record, string partnership, string marking, DateOnly today) => new()
    {
        Title = "Problem plan",
        Subtitle = record.Problem.Title,
        Partnership = partnership,
        Marking = marking,
        Status = record.Plan.State.Words().Capital(),
        Version = today.Long(),
        WrittenBy = record.People.NameAndAgencyOf(record.Plan.WrittenById),
        ApprovedBy = record.Plan.CommissionedById is { } by ? record.People.NameAndAgencyOf(by) : null,
        Handling = new("For members of the partnership and the staff they name.", "Not for publication."),
        Date = today,
        Sections = [Problem(record), Outcomes(record), Response(record), Costs(record), Options(record), Result(record)],
    };

    static Section Problem(PlanRecord r) => new()
    {
        Heading = "The problem",
        StartsPage = false,
        Intro = $"One owner: {r.People.NameAndAgencyOf(r.Problem.OwnerId)}. Level: {r.Plan.Level}. Review: {r.Plan.ReviewOn?.Long() ?? "no date yet"}.",
        Blocks = [new DefinitionList([Said("Problem", r.Plan.Definition), Said("Area", r.Plan.Area), Said("Resources", r.Plan.Resources), Said("Likely cause", r.Plan.Cause)])],
    };

    static Section Outcomes(PlanRecord r) => new()
    {
        Heading = "What is to be achieved",
        StartsPage = false,
        Blocks = r.Outcomes.Count == 0 ? [new Paragraph("No outcome is chosen yet.")] :
        [
            new TableBlock
            {
                Caption = "Outcomes",
                Columns = [new("Outcome"), new("Measured by"), new("Now"), new("Target"), new("By", ColumnKind.Date)],
                Rows = [.. r.Outcomes.Select(o => new TableRow(o.What, o.Measure, o.Baseline, o.Target, Cell.Of(o.ByOn)))],
            },
        ],
    };

    static Section Response(PlanRecord r)
    {
        var blocks = new List<Block>();
        foreach (var (strand, words, whyNot) in new[] { ("victim", r.Plan.Victim, r.Plan.VictimWhyNot), ("offender", r.Plan.Offender, r.Plan.OffenderWhyNot), ("location", r.Plan.Location, r.Plan.LocationWhyNot) })
        {
            blocks.Add(new Subheading(strand.Capital()));
            blocks.Add(new Paragraph(words ?? (whyNot is null ? "Not filled in yet." : $"Not relevant: {whyNot}")));
            var lines = r.Live.Where(l => l.Strand == strand).ToList();
            if (lines.Count == 0) continue;
            blocks.Add(new TableBlock
            {
                Caption = $"Interventions, {strand} strand",
                Columns = [new("Intervention", WidthShare: 30), new("Kind", WidthShare: 14), new("Term", WidthShare: 10), new("Target", WidthShare: 18), new("Who", WidthShare: 16), new("Due", ColumnKind.Date, 12)],
                Rows = [.. lines.Select(l => new TableRow(l.What, l.Kind, l.Term, l.Target, r.People.NameAndAgencyOf(l.PersonId), Cell.Of(l.DueOn)))],
            });
        }
        if (r.Live.Count > 0)
        {
            blocks.Add(new Subheading("Who does what"));
            // One row for each agency and intervention: a grid with many columns does not fit a page.
            blocks.Add(new TableBlock
            {
                Caption = "Agencies and their part in each intervention",
                Columns = [new("Agency"), new("Intervention"), new("Part"), new("What it does")],
                Rows = [.. PlanGrid.Of(r).Rows.SelectMany(row => row.Parts.Zip(r.Live).Where(p => p.First is not null).Select(p => new TableRow(row.Agency, p.Second.What, p.First!.Leads ? "Leads" : "Helps", p.First.What)))],
            });
        }
        return new() { Heading = "The plan", StartsPage = false, Blocks = blocks };
    }

    static Section Costs(PlanRecord r) => new()
    {
        Heading = "Costs and funding",
        StartsPage = false,
        Blocks =
        [
            r.Parts.Count == 0 ? new Paragraph("Nothing is costed yet.") : new TableBlock
            {
                Caption = "Costs by agency and source",
                Columns = [new("Agency"), new("Source"), new("Planned", ColumnKind.Number), new("Spent", ColumnKind.Number), new("Hours planned", ColumnKind.Number), new("Hours used", ColumnKind.Number)],
                Rows =
                [
                    .. PlanGrid.Of(r).Costs.Select(c => new TableRow(c.Agency, c.Source, Cell.Pence(c.Planned), Cell.Pence(c.Spent), c.PlannedHours, c.ActualHours)),
                    new TableRow([Cell.Of("Total"), Cell.Empty, Cell.Pence(r.Parts.Sum(p => p.PlannedPence)), Cell.Pence(r.Parts.Sum(p => p.SpentPence)), r.Parts.Sum(p => p.PlannedHours), r.Parts.Sum(p => p.ActualHours)], IsTotal: true),
                ],
            },
            new Paragraph(r.HasExit
                ? $"{r.Plan.Funder} gives money until {r.Plan.MoneyEndsOn!.Value.Long()}. After that {r.Plan.Continues} continues, at {Money.Show(r.Plan.CostAfterPence)} a year."
                : "No outside money is used."),
        ],
    };

    static Section Options(PlanRecord r) => new()
    {
        Heading = "Options compared",
        StartsPage = false,
        Blocks = r.Options.Count == 0 ? [new Paragraph("No options yet.")] :
        [
            new TableBlock
            {
                Caption = "Options",
                Columns = [new("Option"), new("Effect"), new("Cost"), new("Risk"), new("Other agencies")],
                Rows = [.. r.Options.Select(o => new TableRow(o.IsChosen ? $"{o.Title} (chosen)" : o.Title, o.Effect, o.Cost, o.Risk, o.Others))],
            },
        ],
    };

    static Section Result(PlanRecord r) => new()
    {
        Heading = "Reviews and result",
        StartsPage = false,
        Blocks =
        [
            .. r.Reviews.OrderBy(v => v.At).Select(v => new Paragraph($"{v.HeldOn.Long()}: ", v.Summary)),
            new DefinitionList([Said("Output", r.Plan.Output), Said("Result", r.Plan.Result), Said("Did it work?", r.Plan.Verdict?.Capital())]),
        ],
    };

    static Definition Said(string term, string? words) => new(term, new Paragraph(words ?? "Not said yet."));
}
