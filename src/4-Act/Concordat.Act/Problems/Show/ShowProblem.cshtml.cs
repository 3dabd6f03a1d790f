using System.Globalization;
using Concordat.Act.Interventions;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Documents.Charts;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems.Show;

/// <summary>One problem: its owner, its counts before and since, its actions by kind, and how it came about.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ShowProblemModel(ConcordatDb db, MemberDirectory directory, ProblemCounts counts, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public Problem Problem { get; private set; } = null!;
    public IReadOnlyList<Intervention> Actions { get; private set; } = [];
    public IReadOnlyList<HandOver> Owners { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public BeforeAndSince? Split { get; private set; }
    public BeforeAfterChart? Chart { get; private set; }
    public SvgContent? Drawing { get; private set; }
    public DateOnly Today => London.Today(clock);
    public bool MayHandOver => session.MayRun();
    public ItemEvidence? Evidence => ItemEvidence.Read(Problem.Evidence);
    public DateOnly OwnerSince => Owners[0].FromOn;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await db.Set<Problem>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, cancellation) is not { } problem) return NotFound();
        Problem = problem;
        Actions = await db.Set<Intervention>().AsNoTracking().Where(i => i.ProblemId == Id).OrderBy(i => i.Kind).ThenBy(i => i.DueOn).ToListAsync(cancellation);
        Owners = await db.Set<HandOver>().AsNoTracking().Where(h => h.ProblemId == Id).OrderByDescending(h => h.RecordedAt).ToListAsync(cancellation);
        People = await directory.ReadAsync(cancellation);
        // The month under way is not over: its count would look like a fall.
        Split = await counts.ReadAsync(problem, Month.Of(Today).AddMonths(-1), cancellation);
        Draw();
        return Page();
    }

    void Draw()
    {
        if (Split is not { Since.Count: > 0, Before.Count: > 0 } split) return;
        Chart = new()
        {
            Title = $"{Problem.Title}, month by month",
            Description = split.InWords,
            SeriesName = "Records in the hot spot",
            Points = [.. split.Before.Concat(split.Since).Select(m => new ChartPoint(m.Month.ShortName[..3], m.InCells) { FullLabel = m.Month.LongName })],
            FirstAfter = split.Before.Count,
            MarkerLabel = $"Adopted, {Problem.AdoptedOn.Long()}",
        };
        Drawing = SvgContent.FromDrawing(ChartSvg.Draw(Chart));
    }

    public static string Figure(int? count) => count?.ToString("N0", British) ?? "–";

    public static string Figure(double rate) => rate.ToString("0.0", British);

    public static string Ratio(double ratio) => double.IsFinite(ratio) ? ratio.ToString("0.00", British) : "no limit";

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}
