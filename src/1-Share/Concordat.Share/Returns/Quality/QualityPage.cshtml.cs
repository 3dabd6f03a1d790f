using Concordat.Documents.Charts;
using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Due;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Quality;

/// <summary>How good a supplier's returns are over time, by the board's own figures, and what it gets wrong again and again.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class QualityPageModel(BoardReader reader, SupplierQuality quality, Session session) : PageModel
{
    internal const int Quarters = 8;
    const int MostLines = 5;

    [BindProperty(SupportsGet = true, Name = "agency")] public Guid? Agency { get; set; }
    [BindProperty(SupportsGet = true, Name = "measure")] public string? Measure { get; set; }

    public ReturnBoard Board { get; private set; } = null!;
    public IReadOnlyList<(Guid Id, string Name)> Bodies { get; private set; } = [];
    public IReadOnlyList<BoardRow> Rows { get; private set; } = [];
    public IReadOnlyList<SetPeriod> Periods { get; private set; } = [];
    public IReadOnlyList<RecurringFault> Recurring { get; private set; } = [];
    public LineChart? Chart { get; private set; }
    public SvgContent? Drawing { get; private set; }
    public SvgContent? NarrowDrawing { get; private set; }
    public QualityMeasure Shown => QualityMeasure.Find(Measure);

    /// <summary>Faults are the supplier's own and those who work with the records; the board's figures are everybody's.</summary>
    public bool MaySeeFaults => Agency == session.AgencyId || session.Roles.Any(r => r is Role.Analyst or Role.Coordinator or Role.Chair or Role.InformationGovernance);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Board = await reader.ReadAsync(cancellation);
        Bodies = [.. Board.Rows.Select(r => (r.AgencyId, r.Body)).Distinct()];
        if (Bodies.Count == 0) return Page();
        Agency ??= Bodies.Any(b => b.Id == session.AgencyId) ? session.AgencyId : Bodies[0].Id;
        if (Bodies.All(b => b.Id != Agency)) return NotFound();
        Periods = PeriodsOf(Board);
        Rows = [.. Board.Rows.Where(r => r.AgencyId == Agency)];
        if (MaySeeFaults) Recurring = await quality.RecurringAsync(Agency!.Value, Periods[0], cancellation);
        Draw();
        return Page();
    }

    internal static IReadOnlyList<SetPeriod> PeriodsOf(ReturnBoard board) => [.. Enumerable.Range(1 - Quarters, Quarters).Select(n => board.Last.AddPeriods(n))];

    public string Figure(BoardRow row, SetPeriod period, QualityMeasure measure) =>
        row.In(period) is { } cell && measure.Value(cell) is { } value ? value.ToString("N" + measure.Decimals, Due.Quarters.British) : "–";

    void Draw()
    {
        LineSeries[] lines = [.. Rows.Select(r => new LineSeries($"Set {r.Set.Number}", [.. Periods.Select(p => r.In(p) is { } cell ? Shown.Value(cell) : null)]))
            .Where(l => l.Values.Any(v => v is not null)).Take(MostLines)];
        if (lines.Length == 0) return;
        Chart = new()
        {
            Title = $"{Shown.Name}, by quarter",
            Description = string.Join(" ", lines.Select(l => $"{l.Name}: {string.Join(", ", Periods.Zip(l.Values).Where(v => v.Second is not null).Select(v => $"{Due.Quarters.Brief(v.First)} {v.First.Last.Year} {v.Second!.Value.ToString("N" + Shown.Decimals, Due.Quarters.British)}"))}.")),
            LabelName = "Quarter",
            Labels = [.. Periods.Select(p => $"{Due.Quarters.Brief(p)} {p.Last.Year}")],
            Series = lines,
            Decimals = Shown.Decimals,
        };
        Drawing = SvgContent.FromDrawing(ChartSvg.Draw(Chart));
        NarrowDrawing = SvgContent.FromDrawing(ChartSvg.Draw(Chart, ChartSvg.Narrow));
    }
}
