using Concordat.Partnership.Calendar;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>The strategy in force, the one being prepared and all before.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class StrategyHomeModel(StrategyRecords records, StrategyDesk desk, ConcordatDb db, TimeProvider clock) : PageModel
{
    public StrategyRecord? InForce { get; private set; }
    public IReadOnlyList<ControlStrategy> All { get; private set; } = [];
    public ControlStrategy? Open => All.FirstOrDefault(s => s.IsOpen);

    /// <summary>Priorities the partnership was set up with, while there is no strategy.</summary>
    public IReadOnlyList<Priority> SetUp { get; private set; } = [];
    public bool MayPrepare => desk.MayPrepare;
    public DateOnly Today => London.Today(clock);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = Today;
        InForce = await records.InForceAsync(today, cancellation);
        All = await records.ListAsync(cancellation);
        if (InForce is null)
            SetUp = await db.Set<Priority>().AsNoTracking().InForceOn(today).ToListAsync(cancellation);
    }
}
