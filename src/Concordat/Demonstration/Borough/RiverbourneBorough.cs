namespace Concordat.Demonstration.Borough;

/// <summary>The invented borough of Riverbourne: its shape, its places and three years of incidents. The same every time.</summary>
internal sealed class RiverbourneBorough
{
    public const string Name = "Riverbourne";
    public const ulong Seed = 4417;

    private RiverbourneBorough(BoroughGeography geography, IReadOnlyList<BoroughPlace> places, IReadOnlyList<BoroughIncident> incidents) =>
        (Geography, Places, Incidents) = (geography, places, incidents);

    public BoroughGeography Geography { get; }
    public IReadOnlyList<BoroughPlace> Places { get; }

    /// <summary>November 2023 to October 2026, by theme and month.</summary>
    public IReadOnlyList<BoroughIncident> Incidents { get; }

    public static RiverbourneBorough Create()
    {
        var geography = new BoroughGeography();
        var places = BoroughPlaces.Make(geography, new(Seed));
        return new(geography, places, IncidentGenerator.Make(geography, places, new(Seed + 1)));
    }
}
