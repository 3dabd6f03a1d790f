using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns;

/// <summary>What was read of one return: its progress while it is checked, then what is kept and what was set aside.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class ReturnPageModel(ReturnStore store, Session session) : PageModel
{
    const int FirstRows = 5;

    [FromRoute] public Guid Id { get; set; }

    public Return? Item { get; private set; }
    public IReadOnlyList<ReturnFile> Files { get; private set; } = [];
    public IReadOnlyList<FaultGroup> Faults { get; private set; } = [];
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public string Title => Item!.State switch
    {
        ReturnState.BeingChecked => "Being checked",
        ReturnState.CouldNotBeRead => "Could not be read",
        ReturnState.BeingAccepted => "Being accepted",
        _ => "What we read",
    };

    public string Kicker => string.Join(", ", new[] { "police.uk", Item!.AreaName, Item.From is null ? null : ReturnWords.Months(Item) }.OfType<string>());

    public string Scope => $"{Item!.Title}, sent {London.Show(Item.SentAt, "d MMMM yyyy")} at {London.Show(Item.SentAt, "HH:mm")} by {Item.SentBy}. " + Item.State switch
    {
        ReturnState.Accepted => $"Accepted {London.Show(Item.DecidedAt!.Value, "d MMMM yyyy HH:mm")} by {Item.DecidedBy}, data version {Item.DataVersion}.",
        ReturnState.Discarded => $"Discarded {London.Show(Item.DecidedAt!.Value, "d MMMM yyyy HH:mm")} by {Item.DecidedBy}.",
        _ => "Nothing joins the partnership’s records until the return is accepted.",
    };

    public string AcceptWords => Item!.Inserted + Item.Updated + Item.Withdrawn == 0
        ? "Accept: nothing changes"
        : $"Accept {ReturnWords.Number(Item.Kept)} {(Item.Kept == 1 ? "record" : "records")}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Item = await store.FindAsync(Id, cancellation);
        if (Item is null) return NotFound();
        if (Item.Kind == "partner") return Redirect($"/share/returns/received/{Id}");
        Files = await store.FilesAsync(Id, cancellation);
        if (!Item.IsUnderWay) Faults = await store.FaultsAsync(Id, FirstRows, cancellation);
        return Page();
    }
}
