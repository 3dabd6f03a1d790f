using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Changes;

/// <summary>What changed in the words of a tactical assessment from one draft to another.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class TacticalChangesModel(ConcordatDb db, Session session) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>The earlier draft; the last one when absent.</summary>
    [BindProperty(SupportsGet = true)] public int? From { get; set; }

    /// <summary>The later draft; the words as they stand when absent.</summary>
    [BindProperty(SupportsGet = true)] public int? To { get; set; }

    public TacticalAssessment Assessment { get; private set; } = null!;
    public IReadOnlyList<TacticalDraft> Drafts { get; private set; } = [];
    public DraftComparison Compared { get; private set; } = new([], 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!session.MayReadDrafts() || await db.Set<TacticalAssessment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == Id, cancellation) is not { } assessment) return NotFound();
        Assessment = assessment;
        Drafts = await db.Set<TacticalDraft>().AsNoTracking().Where(d => d.AssessmentId == Id).OrderBy(d => d.Number).ToListAsync(cancellation);
        if (Drafts.Count == 0) return Page();
        if (Drafts.All(d => d.Number != From)) From = Drafts[^1].Number;
        if (Drafts.All(d => d.Number != To)) To = null;
        var before = Words(Drafts.First(d => d.Number == From));
        var after = To is { } to ? Words(Drafts.First(d => d.Number == to))
            : TacticalDraft.WordsOf(await db.Set<AssessmentFinding>().AsNoTracking().Where(f => f.AssessmentId == Id).ToListAsync(cancellation));
        Compared = DraftComparison.Of(before, after, w => w.Part);
        return Page();
    }

    static List<DraftWords> Words(TacticalDraft draft) => RunJson.Read<List<DraftWords>>(draft.Words);
}
