using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Placing;
using Concordat.Share.Places.Contracts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Share.Places;

/// <summary>The fields of the place picker: a property of a page's model, shown by <c>&lt;partial name="/Places/Picking/_PlacePicker.cshtml" for="Place" /&gt;</c>.</summary>
public sealed class PlacePick
{
    /// <summary>Value of <see cref="Choice"/> where the record cannot be located.</summary>
    public const string Cannot = "cannot";

    /// <summary>Value of <see cref="Choice"/> where the words are a grid reference, a pair of coordinates or a postcode.</summary>
    public const string Point = "point";

    [Display(Name = "Where did it happen?", Description = "The name of a place or road, a grid reference or a postcode"), StringLength(200, ErrorMessage = "Where it happened must be 200 characters or fewer")]
    public string? Words { get; set; }

    /// <summary>Id of the place chosen, <see cref="Point"/> or <see cref="Cannot"/>.</summary>
    public string? Choice { get; set; }

    [Display(Name = "Why it cannot be located"), StringLength(200, ErrorMessage = "Why it cannot be located must be 200 characters or fewer")]
    public string? Reason { get; set; }

    /// <summary>What the words may mean, once they have been looked up.</summary>
    [BindNever] public IReadOnlyList<PlaceCandidate> Candidates { get; set; } = [];

    /// <summary>True once a look-up was made, so that the choice is shown.</summary>
    [BindNever] public bool IsLookedUp { get; set; }

    /// <summary>True where the words are a point by themselves.</summary>
    [BindNever] public bool IsPoint { get; set; }
}

/// <summary>What was picked.</summary>
/// <param name="Place">Method <see cref="PlaceFinder.CannotBePlaced"/> where it cannot be located.</param>
/// <param name="Words">What was typed, for the scanner of identifiers to clean before it is kept; null where nothing was.</param>
/// <param name="Reason">Why it cannot be located.</param>
public sealed record PickedPlace(PlaceFound Place, Guid? PlaceId, string? Words, string? Reason);

/// <summary>Reads the place picker: a location is matched, or marked "cannot be located" with a reason, or refused.</summary>
public sealed class PlacePicker(IPlaceFinderSource source, GazetteerStore gazetteer)
{
    const int MostCandidates = 8;

    /// <summary>The place picked; null where the page has to be shown again, with its messages added and the candidates filled in.</summary>
    /// <param name="pick">The fields as they came.</param>
    /// <param name="state">Receives the messages, under <paramref name="prefix"/>.</param>
    /// <param name="prefix">Name of the property that holds the fields.</param>
    /// <param name="supplier">Agency whose remembered decisions count; null for none.</param>
    public async Task<PickedPlace?> ReadAsync(PlacePick pick, ModelStateDictionary state, string prefix, Guid? supplier, CancellationToken cancellation)
    {
        var words = string.IsNullOrWhiteSpace(pick.Words) ? null : pick.Words.Trim();
        if (pick.Choice == PlacePick.Cannot)
        {
            if (!string.IsNullOrWhiteSpace(pick.Reason))
                return new(PlaceFound.None with { Method = PlaceFinder.CannotBePlaced }, null, words, pick.Reason.Trim());
            await LookUpAsync(pick, words, supplier, cancellation);
            state.AddModelError($"{prefix}.{nameof(PlacePick.Reason)}", "Say why it cannot be located");
            return null;
        }
        if (words is null)
        {
            (pick.IsLookedUp, pick.Choice) = (true, null);
            state.AddModelError($"{prefix}.{nameof(PlacePick.Words)}", "Enter where it happened, or say that it cannot be located");
            return null;
        }
        var point = await LookUpAsync(pick, words, supplier, cancellation);
        if (pick.Choice == PlacePick.Point && point.Easting is not null) return new(point, null, words, null);
        if (Guid.TryParse(pick.Choice, out var id) && await gazetteer.FindAsync(id, cancellation) is { } place && place.IsInUse(gazetteer.Today))
            return new(PlaceFinder.Chosen(place.Easting, place.Northing, place.HalfWidthMetres, place.Name, place.Kind), id, words, null);
        state.AddModelError($"{prefix}.{nameof(PlacePick.Choice)}", pick.Candidates.Count > 0 || pick.IsPoint
            ? "Choose the place, or say that it cannot be located" : "No place matches. Try other words, or say that it cannot be located");
        return null;
    }

    async Task<PlaceFound> LookUpAsync(PlacePick pick, string? words, Guid? supplier, CancellationToken cancellation)
    {
        pick.IsLookedUp = true;
        if (words is null) return PlaceFound.None;
        var finder = await source.BuildAsync(supplier, cancellation);
        var reference = finder.Find(new PlaceWords { GridReference = words }, null);
        var found = reference.Easting is not null ? reference : finder.FindPostcode(words);
        pick.IsPoint = found.Easting is not null;
        pick.Candidates = pick.IsPoint ? [] : [.. finder.Suggest(words, MostCandidates)];
        return found;
    }
}
