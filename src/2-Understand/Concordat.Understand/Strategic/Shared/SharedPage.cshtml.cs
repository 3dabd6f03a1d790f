using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Write;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Shared;

/// <summary>The blocks that an assessment shares with another document, with the versions each holds, and those it could take.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SharedPageModel(ConcordatDb db, Session session, SharedBlocks shared) : StrategicPage(db, session)
{
    /// <summary>The document whose blocks are offered; null for none chosen.</summary>
    [BindProperty(SupportsGet = true)] public Guid? From { get; set; }

    public IReadOnlyList<SharedBlock> Blocks { get; private set; } = [];

    /// <summary>Other documents that are still written.</summary>
    public IReadOnlyList<StrategicAssessment> Others { get; private set; } = [];

    /// <summary>Blocks of the document chosen that are not shared with this one.</summary>
    public IReadOnlyList<StrategicBlock> Offered { get; private set; } = [];

    public StrategicAssessment? Chosen => Others.FirstOrDefault(o => o.Id == From);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTakeAsync(Guid block, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        if (await Db.Set<StrategicBlock>().SingleOrDefaultAsync(b => b.Id == block && b.RemovedAt == null, cancellation) is not { } source) return NotFound();
        var from = await Db.Set<StrategicAssessment>().SingleAsync(a => a.Id == source.AssessmentId, cancellation);
        if (await shared.TakeAsync(Assessment, source, from, cancellation) is { } refusal) return Refused(refusal);
        return await SaveAsync($"Taken. Whoever changes the block here or in {from.Title} changes it in both.", cancellation);
    }

    public async Task<IActionResult> OnPostStopAsync(Guid block, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        if (await Db.Set<StrategicBlock>().SingleOrDefaultAsync(b => b.Id == block && b.AssessmentId == Id && b.SharedId != null, cancellation) is not { } found) return NotFound();
        await shared.StopAsync(found, cancellation);
        return await SaveAsync("The block keeps its words and is no longer shared.", cancellation);
    }

    async Task<IActionResult> SaveAsync(string done, CancellationToken cancellation)
    {
        if (await Db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            Db.Forget();
            await LoadAsync(cancellation);
            return Refused("Somebody changed this block at the same moment. It is shown as it stands now: look at it again");
        }
        TempData.Done(done);
        return Redirect($"{Assessment.Url}/shared{(From is { } from ? $"?from={from}" : "")}");
    }

    PageResult Refused(string why)
    {
        ModelState.AddModelError("", why);
        return Page();
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !ReadsDrafts || Assessment.RunId is null) return false;
        var mine = await Db.Set<StrategicBlock>().AsNoTracking().Where(b => b.AssessmentId == Id && b.SharedId != null && b.RemovedAt == null).OrderBy(b => b.Position).ToListAsync(cancellation);
        var ids = mine.Select(b => b.SharedId!.Value).ToList();
        var versions = (await Db.Set<StrategicWording>().AsNoTracking().Where(w => ids.Contains(w.SharedId)).OrderByDescending(w => w.Version).ToListAsync(cancellation)).ToLookup(w => w.SharedId);
        var elsewhere = await shared.ElsewhereAsync(Id, cancellation);
        Blocks = [.. mine.Select(b => new SharedBlock(b, [.. versions[b.SharedId!.Value]], [.. elsewhere[b.Id]]))];
        Others = await Db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.Id != Id && a.Status == StrategicStatus.Draft).OrderByDescending(a => a.Year).ThenBy(a => a.Document).ToListAsync(cancellation);
        if (Chosen is { } chosen)
            Offered = await Db.Set<StrategicBlock>().AsNoTracking().Where(b => b.AssessmentId == chosen.Id && b.RemovedAt == null && (b.SharedId == null || !ids.Contains(b.SharedId.Value)))
                .OrderBy(b => b.Position).ThenBy(b => b.Id).ToListAsync(cancellation);
        return true;
    }
}

/// <summary>A block that is shared.</summary>
/// <param name="Versions">All versions of its words, the last first.</param>
/// <param name="Elsewhere">Where else they stand.</param>
internal sealed record SharedBlock(StrategicBlock Block, IReadOnlyList<StrategicWording> Versions, IReadOnlyList<Elsewhere> Elsewhere)
{
    public int Last => Versions.Count > 0 ? Versions[0].Version : 0;
}
