using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Write;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Changes;

/// <summary>What changed in the words of an assessment from one draft to another.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ChangesModel(ConcordatDb db, Session session, StrategicDesk desk) : StrategicPage(db, session)
{
    /// <summary>The earlier draft; the one before the last when absent.</summary>
    [BindProperty(SupportsGet = true)] public int? From { get; set; }

    /// <summary>The later draft; the words as they stand when absent.</summary>
    [BindProperty(SupportsGet = true)] public int? To { get; set; }

    public IReadOnlyList<StrategicDraft> Drafts { get; private set; } = [];
    public DraftComparison Compared { get; private set; } = new([], 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !ReadsDrafts) return NotFound();
        Drafts = await Db.Set<StrategicDraft>().AsNoTracking().Where(d => d.AssessmentId == Id).OrderBy(d => d.Number).ToListAsync(cancellation);
        if (Drafts.Count == 0) return Page();
        if (Drafts.All(d => d.Number != From)) From = Drafts[^1].Number;
        if (Drafts.All(d => d.Number != To)) To = null;
        var before = Words(Drafts.First(d => d.Number == From));
        var after = To is { } to ? Words(Drafts.First(d => d.Number == to)) : await desk.WordsAsync(Id, cancellation);
        Compared = DraftComparison.Of(before, after, w => StrategicGaps.Name(w.Theme, StrategicBlock.PartNamed(w.Part)));
        return Page();
    }

    static List<DraftWords> Words(StrategicDraft draft) => RunJson.Read<List<DraftWords>>(draft.Words);
}
