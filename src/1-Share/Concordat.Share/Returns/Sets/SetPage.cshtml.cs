using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Sets;

/// <summary>One set of one body: what was sent and is owed, what is declared as not held, how it is written, and what may be in it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class SetPageModel(BoardReader reader, NotHeldDesk desk, ReturnMaps maps, AgreementGrace grace, ReturnMoves moves, Session session, Connections connections) : PageModel
{
    const int MostReturns = 40;

    [FromRoute] public Guid Agency { get; set; }
    [FromRoute] public int Set { get; set; }
    [BindProperty, Display(Name = "First quarter")] public string? From { get; set; }
    [BindProperty, Display(Name = "Last quarter", Description = "Leave it open where the set is not held until further notice.")] public string? Until { get; set; }
    [BindProperty, Display(Name = "Why it is not held", Description = "For example: the ambulance service passes these calls on and keeps no record.")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "Who answers for it")] public string? Signatory { get; set; }

    public ReturnBoard Board { get; private set; } = null!;
    public BoardRow Row { get; private set; } = null!;
    public IReadOnlyList<NotHeldDeclaration> Declarations { get; private set; } = [];
    public IReadOnlyList<SavedMap> Maps { get; private set; } = [];
    public IReadOnlyList<string> Late { get; private set; } = [];
    public IReadOnlyList<Choice> Signatories { get; private set; } = [];
    public IReadOnlyList<PastReturn> Past { get; private set; } = [];
    public bool MayDeclare => moves.MaySendFor(Agency);
    public bool MayOpen => Agency == session.AgencyId || session.Roles.Any(r => r is Role.Analyst or Role.Coordinator or Role.Chair or Role.InformationGovernance);

    /// <summary>Quarters that may be declared: those owed, and the next.</summary>
    public IReadOnlyList<Choice> Choosable => [.. Row.Cells.Reverse().Where(c => !c.IsIn).Take(12).Select(c => new Choice(Quarters.Key(c.Period), c.Period.Name))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDeclareAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayDeclare) return NotFound();
        SetPeriod? until = null;
        if (!Quarters.TryParse(From, out var from)) ModelState.AddModelError(nameof(From), "Select the first quarter");
        if (!string.IsNullOrEmpty(Until))
        {
            if (Quarters.TryParse(Until, out var last)) until = last;
            else ModelState.AddModelError(nameof(Until), "Select the last quarter, or leave it open");
        }
        if (ModelState.IsValid && await desk.DeclareAsync(Agency, Set, from, until, Reason, Guid.TryParse(Signatory, out var signatory) ? signatory : null, cancellation) is { } refused)
            ModelState.AddModelError(refused.Field, refused.Words);
        if (!ModelState.IsValid) return Page();
        TempData.Done("The set leaves what is waited for, and is never counted as late for those quarters.", "Declared as not held");
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid declaration, string? last, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || !MayDeclare) return NotFound();
        var refusal = last == "withdraw" ? await desk.WithdrawAsync(Agency, Set, declaration, cancellation)
            : Quarters.TryParse(last, out var quarter) ? await desk.EndAsync(Agency, Set, declaration, quarter, cancellation) : "Select the last quarter";
        if (refusal is null) TempData.Done(last == "withdraw" ? "The declaration is withdrawn: its quarters are owed." : "The declaration has its last quarter: the next ones are owed.");
        else ModelState.AddModelError("", refusal + ".");
        return refusal is null ? Redirect(Address) : Page();
    }

    string Address => $"/share/returns/sets/{Agency}/{Set}";

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        Board = await reader.ReadAsync(cancellation);
        if (Board.Find(Agency, Set) is not { } row) return false;
        Row = row;
        Declarations = await desk.ListAsync(Agency, Set, cancellation);
        Maps = await maps.ListAsync(Agency, Set, cancellation);
        Late = await grace.ReadAsync(Agency, Set, cancellation);
        if (MayDeclare) Signatories = [.. (await desk.SignatoriesAsync(Agency, cancellation)).Select(m => new Choice($"{m.UserId}", $"{m.DisplayName}, {m.JobTitle}"))];
        if (MayOpen) Past = await PastAsync(cancellation);
        return true;
    }

    async Task<IReadOnlyList<PastReturn>> PastAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select id, period_first, title, state, sent_at, sent_by_name, rows_read, set_aside, records from share.return
            where partnership_id = $1 and agency_id = $2 and set_number = $3 and kind = 'partner' and state <> 'discarded' order by coalesce(period_first, month_from) desc, id desc limit $4
            """, session.Partnership, Agency, (short)Set, MostReturns);
        await using var returns = await command.ExecuteReaderAsync(cancellation);
        var past = new List<PastReturn>();
        while (await returns.ReadAsync(cancellation))
            past.Add(new(returns.GetGuid(0), returns.IsDBNull(1) ? null : SetPeriod.Of(new Partnership.Calendar.Month(returns.GetInt32(1))), returns.GetString(2), returns.GetString(3), returns.GetDateTime(4),
                returns.GetString(5), returns.GetInt32(6), returns.GetInt32(7), returns.GetInt32(8)));
        return past;
    }
}

/// <summary>A return that was sent before.</summary>
/// <param name="Period">Null for one of ready records over several quarters.</param>
public sealed record PastReturn(Guid Id, SetPeriod? Period, string Title, string State, DateTime SentAt, string SentBy, int Read, int SetAside, int Records);
