using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.Returns.Board;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Pool;

/// <summary>What partners may collect: cleansed sets by quarter, and the data pack.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class PoolPageModel(BoardReader board, ISharingAgreements agreements, DataPack data, TimeProvider clock) : PageModel
{
    const int Choosable = 12;

    [BindProperty(SupportsGet = true)] public string? Problem { get; set; }

    public bool HasProblem => Problem == "period";
    public IReadOnlyList<(SetDefinition Set, SetPeriod Period, string Bodies)> Pools { get; private set; } = [];
    public IReadOnlyList<SetPeriod> Periods { get; private set; } = [];
    public IReadOnlyList<(int Id, string Name)> Areas { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = London.Today(clock);
        Periods = [.. Enumerable.Range(0, Choosable).Select(n => SetPeriod.Of(today).AddPeriods(-1 - n))];
        var readable = await agreements.ReadableSetsAsync(cancellation);
        var rows = (await board.ReadAsync(cancellation)).Rows.Where(r => readable.Contains(r.Set.Number!.Value));
        Pools = [.. from period in Periods
                    from set in rows.Where(r => r.In(period) is { IsIn: true, FaultsPer1000: not null }).GroupBy(r => r.Set.Number!.Value).OrderBy(g => g.Key)
                    select (set.First().Set, period, string.Join(", ", set.Select(r => r.ShortBody)))];
        Areas = [.. (await data.AreasAsync(today, cancellation)).Where(a => a.Kind != "boundary").Select(a => (a.Id, a.Name))];
    }
}
