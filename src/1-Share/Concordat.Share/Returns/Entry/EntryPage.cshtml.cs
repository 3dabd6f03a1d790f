using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.Places;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Entry;

/// <summary>Enters or changes one record: the fields of the catalogue, and a place that is matched or said not to be locatable.</summary>
[Authorize(Policy = Policies.SendReturns)]
public sealed class EntryPageModel(HandEntry entry, ReturnMoves moves, QuarterState quarters, ISharingAgreements agreements, PlacePicker picker, Session session, TimeProvider clock) : PageModel
{
    const int LongestValue = 2000;
    AgreedFields? _agreed;

    [BindProperty(SupportsGet = true, Name = "agency")] public Guid Agency { get; set; }
    [FromRoute] public int? Row { get; set; }

    /// <summary>What was typed, by key of the field.</summary>
    [BindProperty] public Dictionary<string, string?> Values { get; set; } = [];
    [BindProperty] public PlacePick Place { get; set; } = new();
    [BindProperty, Display(Name = "Keep the place as it is")] public bool KeepPlace { get; set; }

    public SetDefinition Set { get; private set; } = null!;
    public SetPeriod Period { get; private set; }
    public string Body { get; private set; } = "";
    public EnteredRecord? Held { get; private set; }
    public (string Code, string Words)? Refusal { get; private set; }
    public IReadOnlyList<SetField> Fields => EntryFields.Of(Set, _agreed);
    public bool HasPlace => EntryFields.HasPlace(Set, _agreed);
    public string Back => $"/share/returns/enter/{Set.Number}/{Quarters.Key(Period)}?agency={Agency}";

    public async Task<IActionResult> OnGetAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (!await LoadAsync(set, quarter, cancellation)) return NotFound();
        if (Held is { } held) (Values, KeepPlace) = (held.Values.ToDictionary(v => v.Key, string? (v) => v.Value), true);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int set, string quarter, bool another, CancellationToken cancellation)
    {
        if (!await LoadAsync(set, quarter, cancellation)) return NotFound();
        if (Refusal is { } refusal) ModelState.AddModelError("", refusal.Words);
        var typed = Fields.ToDictionary(f => f.Key, f => (Values.GetValueOrDefault(f.Key) ?? "").Trim());
        foreach (var field in Fields.Where(f => typed[f.Key].Length > LongestValue)) ModelState.AddModelError($"Values[{field.Key}]", $"{field.Label} must be {LongestValue} characters or fewer");
        var picked = HasPlace ? await PlaceAsync(cancellation) : null;
        if (!ModelState.IsValid || (HasPlace && picked is null)) return Page();
        var parcel = await entry.ParcelAsync(Parcel, cancellation);
        foreach (var fault in await entry.SaveAsync(parcel, Row, typed, picked, cancellation))
            ModelState.AddModelError(fault.Key.Length == 0 ? "" : fault.Key == EntryFields.Location ? "Place.Words" : $"Values[{fault.Key}]", fault.Message);
        if (!ModelState.IsValid) return Page();
        TempData.Done(Row is null ? "The record is in the draft." : "The record is changed.");
        return Redirect(another ? $"/share/returns/enter/{Set.Number}/{Quarters.Key(Period)}/record?agency={Agency}" : Back);
    }

    Parcel Parcel => new(Agency, Set, Period, "form", true, null);

    async Task<PickedPlace?> PlaceAsync(CancellationToken cancellation)
    {
        if (KeepPlace && Held is { } held) return new(held.Place, null, held.PlaceWords, held.PlaceReason);
        return await picker.ReadAsync(Place, ModelState, nameof(Place), Agency, cancellation);
    }

    async Task<bool> LoadAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (Agency == Guid.Empty) Agency = session.AgencyId ?? Guid.Empty;
        if (!Quarters.TryParse(quarter, out var period) || !moves.MaySendFor(Agency)) return false;
        (Set, Period) = (SetCatalogue.Standard.Statutory(set), period);
        if (await quarters.FindAsync(Agency, set, period, cancellation) is not { } found) return false;
        Body = found.Row.ShortBody;
        _agreed = await agreements.FieldsAsync(Set, Agency, London.Today(clock), cancellation);
        Refusal = await entry.RefusalAsync(Parcel, cancellation);
        if (Row is not { } row) return true;
        Held = await entry.DraftAsync(Parcel, cancellation) is { } draft ? (await entry.RecordsAsync(draft, row, cancellation)).SingleOrDefault() : null;
        return Held is not null;
    }

    /// <summary>What is wrong with a field.</summary>
    public string? Wrong(string key) => ModelState.TryGetValue($"Values[{key}]", out var found) && found.Errors.Count > 0 ? string.Join(" ", found.Errors.Select(e => e.ErrorMessage)) : null;
}
