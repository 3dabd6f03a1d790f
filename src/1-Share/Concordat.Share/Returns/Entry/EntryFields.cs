using Concordat.Gate.Placing;
using Concordat.Gate.Sets;

namespace Concordat.Share.Returns.Entry;

/// <summary>What a form asks for a record of a set: the catalogue alone decides, so a new set needs no code.</summary>
static class EntryFields
{
    public const string Location = "location";

    /// <summary>Fields that are kept and agreed, in the set's order; the place has a part of its own.</summary>
    /// <param name="set">The set.</param>
    /// <param name="agreed">Fields that the agreement names; null for all.</param>
    public static IReadOnlyList<SetField> Of(SetDefinition set, AgreedFields? agreed) => [.. set.KeptFields.Where(f => !f.IsPlace && (agreed is null || agreed.Takes(f)))];

    /// <summary>True where a record says where it happened, and may.</summary>
    public static bool HasPlace(SetDefinition set, AgreedFields? agreed) => set.Place == PlaceKept.Point && set.Find(Location) is { } location && (agreed is null || agreed.Takes(location));
}

/// <summary>Gives the place that a person picked, whatever the words are.</summary>
/// <param name="place">The place.</param>
/// <param name="postcodes">Knows outward postcodes; null where the set has none.</param>
sealed class PickedFinder(PlaceFound place, IPlaceFinder? postcodes) : IPlaceFinder
{
    public PlaceFound Find(in PlaceWords words, string? grid) => place;

    public bool? Touches(string outward, Func<double, double, bool> isInside) => postcodes?.Touches(outward, isInside);
}
