using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Team.Overview;

/// <summary>What the team lacks, in sentences, for those who keep its register; totals that name nobody for executives as well.</summary>
[Authorize(Policy = Policies.ReadTeamTotals)]
internal sealed class TeamOverviewModel(TeamDesk desk) : PageModel
{
    public TeamTotals Totals { get; private set; } = null!;

    /// <summary>Null for those who read totals alone.</summary>
    public TeamState? Team { get; private set; }
    public Month ThisMonth => Month.Of(desk.Today);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Totals = await desk.TotalsAsync(cancellation);
        if (desk.MayKeep) Team = await desk.ReadAsync(cancellation);
    }

    /// <summary>Days in words: "2 years 3 months", "5 months", "12 days".</summary>
    public static string Span(double days) => days switch
    {
        < 61 => $"{days:0} days",
        < 730.5 => $"{Math.Floor(days / 30.4375):0} months",
        _ => $"{Math.Floor(days / 365.25):0} years {Math.Floor(days % 365.25 / 30.4375):0} months",
    };
}
