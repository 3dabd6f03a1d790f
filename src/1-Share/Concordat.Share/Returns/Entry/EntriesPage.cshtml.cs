using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Entry;

/// <summary>The records of a quarter that were entered by hand, for those who have no system.</summary>
[Authorize(Policy = Policies.SendReturns)]
public sealed class EntriesPageModel(HandEntry entry, ReturnMoves moves, QuarterState quarters, Session session) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "agency")] public Guid Agency { get; set; }
    public SetDefinition Set { get; private set; } = null!;
    public SetPeriod Period { get; private set; }
    public string Body { get; private set; } = "";
    public Guid? Draft { get; private set; }
    public IReadOnlyList<EnteredRecord> Records { get; private set; } = [];
    public (string Code, string Words)? Refusal { get; private set; }
    public string Address => $"/share/returns/enter/{Set.Number}/{Quarters.Key(Period)}";

    /// <summary>The first few fields, by which a person knows a record again.</summary>
    public IReadOnlyList<SetField> Shown => [.. EntryFields.Of(Set, null).Take(4)];

    public async Task<IActionResult> OnGetAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (!await LoadAsync(set, quarter, cancellation)) return NotFound();
        Draft = await entry.DraftAsync(Parcel, cancellation);
        if (Draft is { } draft) Records = await entry.RecordsAsync(draft, null, cancellation);
        Refusal = await entry.RefusalAsync(Parcel, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(int set, string quarter, int row, CancellationToken cancellation)
    {
        if (!await LoadAsync(set, quarter, cancellation) || !await entry.RemoveAsync(Parcel, row, cancellation)) return NotFound();
        TempData.Done("The record is taken out of the draft.", "Removed");
        return Redirect($"{Address}?agency={Agency}");
    }

    Parcel Parcel => new(Agency, Set, Period, "form", true, null);

    public static string Show(SetField field, EnteredRecord record) =>
        record.Values.GetValueOrDefault(field.Key) is { } value ? field.Codes.FirstOrDefault(c => c.Code == value)?.Label ?? value : "";

    async Task<bool> LoadAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (Agency == Guid.Empty) Agency = session.AgencyId ?? Guid.Empty;
        if (!Quarters.TryParse(quarter, out var period) || !moves.MaySendFor(Agency)) return false;
        (Set, Period) = (SetCatalogue.Standard.Statutory(set), period);
        if (await quarters.FindAsync(Agency, set, period, cancellation) is not { } found) return false;
        Body = found.Row.ShortBody;
        return true;
    }
}
