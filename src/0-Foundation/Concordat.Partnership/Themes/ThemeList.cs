namespace Concordat.Partnership.Themes;

/// <summary>One theme: a kind of incident the partnership counts and sets priorities by.</summary>
/// <param name="Key">The name in addresses, files and the database: lower case, hyphens, never changed once used.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Noun">One of them in a sentence, plural: "thefts from vehicles" in "64 thefts from vehicles".</param>
public sealed record Theme(string Key, string Name, string Noun);

/// <summary>The versioned list of themes, and the maps from suppliers' code lists to it.</summary>
/// <remarks>A new code list joins by a map of its own; a theme that changes meaning gets a new key and the list a new version.</remarks>
public static class ThemeList
{
    /// <summary>Raised whenever a theme or a map changes; recorded with every analysis.</summary>
    public const int Version = 2;

    public static IReadOnlyList<Theme> All { get; } =
    [
        new("anti-social-behaviour", "Anti-social behaviour", "reports of anti-social behaviour"),
        new("bicycle-theft", "Bicycle theft", "bicycle thefts"),
        new("burglary", "Burglary", "burglaries"),
        new("criminal-damage-and-arson", "Criminal damage and arson", "offences of criminal damage and arson"),
        new("drugs", "Drugs", "drug offences"),
        new("other-theft", "Other theft", "other thefts"),
        new("possession-of-weapons", "Possession of weapons", "weapon offences"),
        new("public-order", "Public order", "public order offences"),
        new("robbery", "Robbery", "robberies"),
        new("shoplifting", "Shoplifting", "shoplifting offences"),
        new("theft-from-the-person", "Theft from the person", "thefts from the person"),
        new("vehicle-crime", "Vehicle crime", "vehicle crimes"),
        new("violence-and-sexual-offences", "Violence and sexual offences", "violent and sexual offences"),
        new("other-crime", "Other crime", "other crimes"),
        new("deliberate-fires", "Deliberate fires", "deliberate fires"),
        new("malicious-false-alarms", "Malicious false alarms", "malicious false alarms"),
        new("other-fire-incidents", "Other fire incidents", "attacks on fire crews and dwelling fires without an alarm"),
        new("road-casualties", "Road casualties", "road collisions with casualties"),
        new("transport-incidents", "Transport incidents", "transport incidents"),
        new("public-safety-and-welfare", "Public safety and welfare", "incidents of public safety and welfare"),
        new("hate-incidents", "Racial and other hate incidents", "racial and other hate incidents"),
        new("ambulance-calls", "Ambulance calls", "ambulance calls to crime and disorder"),
        new("hospital-admissions", "Hospital admissions", "hospital admissions for assault, drugs and alcohol"),
        new("domestic-abuse", "Domestic abuse", "hospital admissions for domestic abuse"),
        new("school-exclusions", "School exclusions", "school exclusions"),
    ];

    /// <summary>The themes that data.police.uk publishes; the others come from partners' returns alone.</summary>
    public static IReadOnlyList<Theme> PoliceUkThemes { get; } = [.. All.TakeWhile(t => t.Key != "deliberate-fires")];

    /// <summary>The theme with this key; null when the list has none.</summary>
    public static Theme? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>Position of a theme in <see cref="All"/>; −1 when the list has none.</summary>
    public static int IndexOf(string key) => Positions.GetValueOrDefault(key, -1);

    /// <summary>The theme of a police.uk crime type, as its files write it or as its interface abbreviates it; null when unknown.</summary>
    public static Theme? FromPoliceUk(string crimeType) => PoliceUk.GetValueOrDefault(crimeType.Trim());

    /// <summary>The theme a person means: by key, name, or police.uk crime type, in any case; null when unknown.</summary>
    public static Theme? Named(string text) =>
        Find(Slug(text)) ?? FromPoliceUk(text);

    static string Slug(string text) => text.Trim().ToLowerInvariant().Replace(' ', '-');

    static readonly Dictionary<string, Theme> ByKey = All.ToDictionary(t => t.Key);
    static readonly Dictionary<string, int> Positions = All.Select((t, i) => (t.Key, i)).ToDictionary(p => p.Key, p => p.i);

    // Crime types of data.police.uk: names in the files since 2013, older names, and the short forms of its interface.
    static readonly Dictionary<string, Theme> PoliceUk = new(
        PoliceUkThemes.Select(t => KeyValuePair.Create(t.Name, t))
            .Concat(new (string Type, string Key)[]
            {
                ("Violent crime", "violence-and-sexual-offences"),
                ("violent-crime", "violence-and-sexual-offences"),
                ("criminal-damage-arson", "criminal-damage-and-arson"),
                ("Public disorder and weapons", "public-order"),
            }.Select(m => KeyValuePair.Create(m.Type, ByKey[m.Key])))
            .Concat(PoliceUkThemes.Select(t => KeyValuePair.Create(t.Key, t)))
            .DistinctBy(m => m.Key, StringComparer.OrdinalIgnoreCase), // "Burglary" is both a name and a short form
        StringComparer.OrdinalIgnoreCase);
}
