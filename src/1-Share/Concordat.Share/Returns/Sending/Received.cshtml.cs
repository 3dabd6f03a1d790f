using Concordat.Gate.Checks;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns.Life;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Sending;

/// <summary>One reason code of a return with its first rows.</summary>
public sealed record FaultReasonGroup(string Code, int Count, string Title, string Remedy, IReadOnlyList<SentFault> First);

/// <summary>What was read of a partner's return, and what may be done with it.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class ReceivedModel(SentReturns returns, ReturnMoves moves, IPlaceQueue queue, Connections connections, Session session) : PageModel
{
    const int FirstRows = 3, MostWords = 8;

    public SentReturn? Item { get; private set; }
    public IReadOnlyList<FaultReasonGroup> Aside { get; private set; } = [];
    public IReadOnlyList<FaultReasonGroup> Told { get; private set; } = [];
    public IReadOnlyList<Moved> Moves { get; private set; } = [];
    public IReadOnlyList<(string Words, int Rows)> Waiting { get; private set; } = [];
    public IReadOnlyList<(string Key, long Count)> Removed { get; private set; } = [];
    /// <summary>Values that were removed because the agreement does not name their field, by the field's label.</summary>
    public IReadOnlyList<(string Label, long Count)> NotAgreed { get; private set; } = [];
    /// <summary>Questions about places that a person of the right role may answer now.</summary>
    public int Questions { get; private set; }
    public bool MaySend => moves.MaySendFor(Item!.AgencyId);
    public bool MayDecide => session.Has(Role.Coordinator);

    /// <summary>How many rows were sent is for the body that sent them and the data manager: beside the figures of the records it would tell what these hide.</summary>
    public bool MaySeeCounts => SentReturns.MaySeeCounts(Item!.AgencyId, session);

    public string Scope => string.Join(", ", new[] { Item!.Title, Item.SourceNote, $"sent {London.Show(Item.SentAt, "d MMMM yyyy")} at {London.Show(Item.SentAt, "HH:mm")} by {Item.SentBy}" }.Where(s => !string.IsNullOrEmpty(s))) + Item.State switch
    {
        "accepted" => $". Accepted {London.Show(Item.DecidedAt!.Value, "d MMMM yyyy HH:mm")} by {Item.DecidedBy}, data version {Item.DataVersion}.",
        "superseded" => ". A later return of the quarter has taken its place.",
        "returned" => ". Sent back to its supplier.",
        "draft" => ". A draft: only you and your body see it as sent until it is submitted.",
        _ => ". Nothing joins the partnership’s records until the return is accepted.",
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        Item = await returns.FindAsync(id, cancellation);
        if (Item is null || Item.State == "discarded") return NotFound();
        Moves = await returns.MovesAsync(id, cancellation);
        if (!MaySeeCounts)
        {
            Item = Item.WithoutCounts();
            return Page();
        }
        Removed = ReportJson.Numbers(Item.Report, "removed");
        NotAgreed = [.. ReportJson.Numbers(Item.Report, "not_agreed").Select(n => (Item.Set.Find(n.Key)?.Label ?? n.Key, n.Count))];
        foreach (var (code, setsAside, count) in await returns.FaultCountsAsync(id, cancellation))
        {
            var known = FaultCode.Find(code);
            var group = new FaultReasonGroup(code, count, known?.Title ?? code, (known?.Remedy ?? "") + ".", setsAside ? await returns.FaultsAsync(id, code, 0, FirstRows, cancellation) : []);
            if (setsAside) Aside = [.. Aside, group];
            else Told = [.. Told, group];
        }
        if (Item is { Unlocated: > 0, State: not "superseded" }) Waiting = await WaitingAsync(id, cancellation);
        if (session.Has(Role.Analyst) || session.Has(Role.Coordinator)) Questions = (await queue.WaitingAsync(id, cancellation)).Questions;
        return Page();
    }

    async Task<IReadOnlyList<(string, int)>> WaitingAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select place_words, count(*)::int from share.return_row where partnership_id = $1 and return_id = $2 and easting is null and place_words is not null and place_method <> 'cannot be placed'
            group by 1 order by 2 desc, 1 limit $3
            """, session.Partnership, id, MostWords);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var waiting = new List<(string, int)>();
        while (await reader.ReadAsync(cancellation)) waiting.Add((reader.GetString(0), reader.GetInt32(1)));
        return waiting;
    }

    public static string KindWords(string key) => key switch
    {
        "name" => "Names",
        "birth date" => "Dates of birth",
        "telephone" => "Telephone numbers",
        "e-mail" => "E-mail addresses",
        "plate" => "Vehicle registrations",
        "NHS number" => "NHS numbers",
        "National Insurance number" => "National Insurance numbers",
        "full postcode" => "Full postcodes",
        _ => key,
    };
}
