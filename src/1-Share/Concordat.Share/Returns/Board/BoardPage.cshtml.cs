using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Components;
using Concordat.Share.Returns.Due;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Board;

/// <summary>What each body holds, and whether the partnership has it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class BoardPageModel(BoardReader reader, Sets.AgreementGrace grace, Session session) : PageModel
{
    public ReturnBoard Board { get; private set; } = null!;
    public bool MayChase => session.Has(Role.Coordinator);
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);
    public bool MaySend => session.Has(Role.Coordinator) || (session.Has(Role.Practitioner) && Board.Rows.Any(r => r.AgencyId == session.AgencyId));
    public static IReadOnlyList<(string Term, string Words)> Formulas => BoardTable.Formulas;

    /// <summary>Agreements whose review is late, with the day from which nothing more is taken.</summary>
    public IReadOnlyList<string> Late { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => (Board, Late) = (await reader.ReadAsync(cancellation), await grace.ReadAsync(null, null, cancellation));

    internal static WorkState Shape(Standing standing) => standing switch
    {
        Standing.Accepted => WorkState.Accepted,
        Standing.AcceptedLate => WorkState.Late,
        Standing.Partial => WorkState.Partial,
        Standing.BeingChecked => WorkState.BeingChecked,
        Standing.NotHeld => WorkState.NotHeld,
        Standing.Overdue => WorkState.Overdue,
        Standing.Draft or Standing.Returned => WorkState.InProgress,
        _ => WorkState.Expected,
    };

    public static string LastReminded(BoardCell cell) => cell.RemindedOn is { } on ? $"Reminded {on.ToString("d MMM", Quarters.British)}. " : "";
}
