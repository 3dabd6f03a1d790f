using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Runs.Open;

/// <summary>A run laid open: method, settings, records, version, and the same figures made again.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class RunModel(ConcordatDb db, RunGrounds grounds, JobQueue jobs) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public PatternRun Run { get; private set; } = null!;
    public TacticalParameters Parameters { get; private set; } = null!;
    public TacticalResult Result { get; private set; } = null!;

    /// <summary>The work of making it again, for whoever asked for it; null where nobody did.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Job { get; set; }

    public Job? Work { get; private set; }

    /// <summary>The run this one was made to check, and whether all figures agree; null for a first run.</summary>
    public (PatternRun First, bool Agrees)? Check { get; private set; }

    /// <summary>Runs that checked this one, and whether every figure was the same.</summary>
    public IReadOnlyList<(PatternRun Run, bool Agrees)> Repeats { get; private set; } = [];

    /// <summary>The threshold has risen since, so figures of partners' records are not shown here any more.</summary>
    public bool ShowsLess { get; private set; }

    /// <summary>Whether a theme's figures may be shown.</summary>
    public bool Shows(string theme) => !ShowsLess || Parameters.Controlled?.Contains(theme) == false;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        var job = Work is { IsOver: false } ? Work.Id : await jobs.EnqueueAsync(TacticalRepeatJob.Name, new RepeatPayload(Run.Id), cancellation);
        return Redirect($"/understand/runs/{Id}?job={job}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await FindAsync(Id, cancellation) is not { } run) return false;
        (Run, Parameters, Result) = (run, RunJson.Read<TacticalParameters>(run.Parameters), TacticalRunResult.Of(run).Result);
        ShowsLess = Parameters.Controlled is { Count: > 0 } && await grounds.HasRisenAsync(Parameters.Ground, cancellation);
        if (run.RepeatsRunId is { } first && await FindAsync(first, cancellation) is { } original)
            Check = (original, run.RepeatAgrees ?? TacticalDrafting.Agree(original, run));
        Repeats = [.. (await db.Set<PatternRun>().AsNoTracking().Where(r => r.RepeatsRunId == Id).OrderBy(r => r.MadeAt).ToListAsync(cancellation)).Select(r => (r, r.RepeatAgrees ?? TacticalDrafting.Agree(run, r)))];
        // Somebody else's work, or another kind of it, is not shown here.
        Work = Job is { } id && await jobs.FindAsync(id, cancellation) is { Kind: TacticalRepeatJob.Name } work && work.PayloadAs<RepeatPayload>().Run == run.Id ? work : null;
        return true;
    }

    Task<PatternRun?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<PatternRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Method == TacticalDrafting.Method, cancellation);

    public static string Spans(IReadOnlyList<Month> months) => months.Count == 0 ? "none" : months.Count == 1 ? months[0].LongName
        : $"{months[0].LongName} to {months[^1].LongName}, {months.Count} of {months[^1].Number - months[0].Number + 1} months";
}
