using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Faults;

/// <summary>Every fault of a return, and the supplier's answers to them.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class FaultsPageModel(SentReturns returns, ReturnMoves moves, Connections connections, AuditLog audit, Session session, TimeProvider clock) : PageModel
{
    public const int PageSize = 100;

    [FromRoute] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }
    [BindProperty(SupportsGet = true), FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<SentFault> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public bool MayAnswer { get; private set; }
    public SentReturn? Item { get; private set; }
    public IReadOnlyDictionary<string, int> Answers { get; private set; } = new Dictionary<string, int>();

    /// <summary>How the answers stand, in words.</summary>
    public string Summary
    {
        get
        {
            var waiting = Answers.GetValueOrDefault("");
            string[] given = [.. MendFile.Answers.Where(a => Answers.GetValueOrDefault(a) > 0).Select(a => $"{Answers[a]:N0} {a}")];
            return (given.Length == 0 ? "No fault was answered yet" : string.Join(", ", given)) + (waiting == 0 ? "." : $"; {waiting:N0} {(waiting == 1 ? "waits" : "wait")} for an answer.");
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await returns.FindAsync(Id, cancellation) is not { } item || !SentReturns.MaySeeCounts(item.AgencyId, session)) return NotFound();
        MayAnswer = moves.MaySendFor(item.AgencyId);
        Item = item;
        Answers = await returns.AnswersAsync(Id, cancellation);
        Total = (await returns.FaultCountsAsync(Id, cancellation)).Where(f => string.IsNullOrEmpty(Code) || f.Code == Code).Sum(f => f.Count);
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, (Total + PageSize - 1) / PageSize));
        Rows = await returns.FaultsAsync(Id, Code, (PageNumber - 1) * PageSize, PageSize, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int row, string code, string answer, CancellationToken cancellation)
    {
        if (await returns.FindAsync(Id, cancellation) is not { } item || !moves.MaySendFor(item.AgencyId) || answer is not ("corrected" or "confirmed" or "withdrawn")) return NotFound();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await FaultAnswers.WriteAsync(connection, session, Id, null, [new(row, answer)], clock, cancellation);
        await audit.RecordAsync(connection, AuditAction.Alter, "return", Id.ToString(), new { row, code, answer }, cancellation);
        await transaction.CommitAsync(cancellation);
        return Redirect($"/share/returns/received/{Id}/faults?code={Uri.EscapeDataString(code)}&page={PageNumber}");
    }
}
