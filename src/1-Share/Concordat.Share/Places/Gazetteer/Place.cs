namespace Concordat.Share.Places;

/// <summary>A place of the gazetteer.</summary>
public sealed record Place(
    Guid Id, string Kind, string Name, string Shape, double Easting, double Northing, double HalfWidthMetres, DateOnly ValidFrom, DateOnly? ValidTo,
    string Source, string AddedBy, DateTime AddedAt, IReadOnlyList<PlaceAlias> Aliases)
{
    public bool IsInUse(DateOnly day) => ValidTo is null || day <= ValidTo;
}

/// <summary>Another name of a place.</summary>
/// <param name="State">proposed, confirmed or refused.</param>
public sealed record PlaceAlias(Guid Id, string Name, string State, string AddedBy, DateTime AddedAt);

/// <summary>A place as somebody enters or sends it.</summary>
public sealed record NewPlace(string Kind, string Name, PlaceShape Shape, IReadOnlyList<string> Aliases, string Source);

/// <summary>The kinds of place that the lists offer; a file may bring others.</summary>
public static class PlaceKinds
{
    public const int LongestName = 120, LongestKind = 40;

    public static IReadOnlyList<string> All { get; } =
    [
        "building", "bus stop", "car park", "church", "community centre", "footpath", "hospital", "industrial estate", "junction", "landing place", "library", "market",
        "open space", "pub", "road section", "school", "shop", "shopping centre", "sports ground", "station", "venue", "waterside",
    ];

    /// <summary>"Car park".</summary>
    public static string Show(string kind) => kind.Length == 0 ? "" : char.ToUpperInvariant(kind[0]) + kind[1..];
}
