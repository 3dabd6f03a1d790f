using Concordat.Gate.Placing;
using Concordat.Gate.Sets;

namespace Concordat.Share.Returns.Entry;

/// <summary>What a form asks for a record of a set: the catalogue alone decides, so a new set needs no code.</summary>
static class EntryFields
{
    public const string Location = "location";

    /// <summary>Fields that are kept, in the set's order; the place has a part of its own.</summary>
    public static IReadOnlyList<SetField> Of(SetDefinition set) => [.. set.KeptFields.Where(f => !f.IsPlace)];

    /// <summary>True where a record says where it happened.</summary>
    public static bool HasPlace(SetDefinition set) => set.Place == PlaceKept.Point && set.Find(Location) is not null;
}

/// <summary>Gives the place that a person picked, whatever the words are.</summary>
sealed class PickedFinder(PlaceFound place) : IPlaceFinder
{
    public PlaceFound Find(in PlaceWords words, string? grid) => place;
}
