using Concordat.Decide.Groups;
using Concordat.Decide.Matters;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tiers.Pages;

/// <summary>The area between its county and its districts: what went up, what came down, the blocks and the calendars.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class TierHomeModel(ConcordatDb db, TierDesk desk) : PageModel
{
    public const int PageSize = 24;

    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public AreaTier Tier { get; private set; } = null!;
    public CountyOf? County { get; private set; }
    public IReadOnlyList<Priority> Own { get; private set; } = [];
    public IReadOnlyList<CountyPriority> FromCounty { get; private set; } = [];
    public IReadOnlyList<ReceivedProposal> Received { get; private set; } = [];
    public IReadOnlyList<ReceivedReflection> Reflected { get; private set; } = [];
    public IReadOnlyList<CountyDistrict> Districts { get; private set; } = [];
    /// <summary>What the county took on from districts, by its own names.</summary>
    public IReadOnlyList<CountyFigure> Figure { get; private set; } = [];

    /// <summary>Districts with at least one priority that the county took on: each once.</summary>
    public int DistrictsTaken => _counts.Where(c => c.State is "accepted" or "merged").Select(c => c.DistrictId).Distinct().Count();

    public bool HasBoard { get; private set; }

    /// <summary>What was sent to the criminal justice board, the latest first.</summary>
    public IReadOnlyList<Matter> ToBoard { get; private set; } = [];
    public IReadOnlyList<string> Mismatches { get; private set; } = [];
    public bool MayPrepare => desk.MayPrepare;
    List<PriorityBlock> _blocks = [];
    List<ProposalCount> _counts = [];
    List<TierProposal> _proposals = [];
    List<CountyReflection> _reflections = [];

    public string Kicker => Tier.Tier switch { AreaTier.District => "A district of a county", AreaTier.County => "A county with districts", _ => "An area without a county step" };

    public string Lead => Tier.Tier switch
    {
        AreaTier.District => "Priorities of this district that the county should take on go up as proposals; priorities of the county come down to be reflected.",
        AreaTier.County => "What districts propose, the county group accepts, merges or returns with a reason. The district’s words and the county’s stand side by side.",
        _ => "Its priorities go straight to the area agreement, by block.",
    };

    /// <summary>Proposals of all districts.</summary>
    public int Total => _counts.Sum(c => c.Count);

    /// <summary>How many proposals of a district are in any of some states.</summary>
    public int CountOf(Guid district, params string[] states) => _counts.Where(c => c.DistrictId == district && states.Contains(c.State)).Sum(c => c.Count);

    public int Unmapped => Own.Count(p => BlockOf(p.Id) is null);

    public string? BlockOf(Guid priority) => _blocks.Find(b => b.PriorityId == priority)?.Block;

    public IReadOnlyList<TierProposal> ProposalsOf(Guid priority) => [.. _proposals.Where(p => p.PriorityId == priority)];

    public CountyReflection? ReflectionOf(Guid countyPriority) => _reflections.Find(r => r.CountyPriorityId == countyPriority);

    public Task OnGetAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    public async Task<IActionResult> OnPostMapAsync(Guid priority, string? block, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (Own.All(p => p.Id != priority)) return NotFound();
        var none = string.IsNullOrEmpty(block);
        var refusal = none || PriorityBlock.Blocks.Contains(block) ? await desk.MapAsync(priority, none ? null : block, cancellation) : "Choose one of the four blocks";
        if (refusal is not null)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        TempData.Done(none ? "The priority is in no block any more." : "The block is saved.");
        return Redirect("/decide/tiers");
    }

    async Task ReadAsync(CancellationToken cancellation)
    {
        Tier = await desk.TierAsync(cancellation);
        Own = await desk.PrioritiesAsync(cancellation);
        _blocks = await db.Set<PriorityBlock>().AsNoTracking().ToListAsync(cancellation);
        if (Tier.Tier == AreaTier.District)
        {
            County = await desk.CountyAsync(cancellation);
            FromCounty = await desk.CountyPrioritiesAsync(cancellation);
            _proposals = await db.Set<TierProposal>().AsNoTracking().OrderBy(p => p.ProposedAt).ToListAsync(cancellation);
            _reflections = await db.Set<CountyReflection>().AsNoTracking().ToListAsync(cancellation);
        }
        if (Tier.Tier == AreaTier.County)
        {
            PageNumber = Math.Max(1, PageNumber);
            Received = await desk.ReceivedAsync((PageNumber - 1) * PageSize, PageSize, cancellation);
            _counts = await desk.CountsAsync(cancellation);
            Figure = await desk.FigureAsync(cancellation);
            var boards = await db.Set<MeetingGroup>().AsNoTracking().Where(g => g.KindKey == GroupKind.JusticeBoard && g.EndedOn == null).Select(g => g.Id).ToListAsync(cancellation);
            HasBoard = boards.Count > 0;
            ToBoard = await db.Set<Matter>().AsNoTracking().Where(m => m.GroupId != null && boards.Contains(m.GroupId.Value)).OrderByDescending(m => m.RaisedAt).Take(PageSize).ToListAsync(cancellation);
            Reflected = await desk.ReflectionsAsync(cancellation);
            Districts = await desk.DistrictsAsync(cancellation);
        }
        Mismatches = SharedCalendar.Mismatches(new(Tier.RefreshOn, Tier.AssessmentOn, Tier.CycleFrom),
            County is { Joined: true } c ? new(c.RefreshOn, c.AssessmentOn, c.CycleFrom) : null);
    }
}
