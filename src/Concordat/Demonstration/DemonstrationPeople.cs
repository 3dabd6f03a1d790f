namespace Concordat.Demonstration;

/// <summary>An agency of the invented partnership.</summary>
/// <param name="KindKey">Key of a kind of body, by which the law counts it.</param>
internal sealed record DemonstrationAgency(string Key, string Name, string Kind, bool IsResponsibleAuthority, string KindKey);

/// <summary>An invented person with an account in the demonstration.</summary>
/// <remarks>Roles: analyst, co-ordinator, chair, practitioner, executive, information governance, administrator.</remarks>
internal sealed record DemonstrationPerson(string Name, string Email, string AgencyKey, string Post, IReadOnlyList<string> Roles);

/// <summary>A priority of the invented control strategy.</summary>
internal sealed record DemonstrationPriority(int Number, string Title, string Theme, string OwnerEmail);

/// <summary>Who works in Riverbourne's partnership. Every name, agency and address is invented; the domain cannot exist.</summary>
internal static class DemonstrationPeople
{
    public const string Partnership = "Riverbourne Community Safety Partnership";

    public static readonly IReadOnlyList<DemonstrationAgency> Agencies =
    [
        new("police", "Riverbourne Police", "police", true, "police"),
        new("council", "Riverbourne Borough Council", "council", true, "council"),
        new("fire", "Riverbourne Fire and Rescue", "fire and rescue", true, "fire"),
        new("health", "Bourne Valley Integrated Care Board", "integrated care board", true, "integrated-care-board"),
        new("probation", "Probation Service, Bourne Valley", "probation service", true, "probation"),
        new("schools", "Bourne Schools Trust", "schools trust", false, "school"),
        new("housing", "Lockgate Homes", "registered housing provider", false, "social-landlord"),
        new("youth-justice", "Riverbourne Youth Justice Service", "youth justice", false, "youth-justice"),
        new("drug-alcohol", "Turning Tide Drug and Alcohol Service", "drug and alcohol service", false, "drug-alcohol"),
        new("business", "Riverbourne Business Crime Partnership", "business crime partnership", false, "business"),
        new("victims", "Bourne Valley Victims' Service", "victims' service", false, "victims"),
    ];

    public static readonly IReadOnlyList<DemonstrationPerson> People =
    [
        Person("Imara Fenwright", "council", "Community safety analyst", "analyst"),
        Person("Oke Tarrant", "council", "Partnership data manager", "co-ordinator", "analyst"),
        Person("Bryn Haddlewood", "police", "Senior analyst, reviewer", "analyst"),
        Person("Nell Ashgrove", "council", "Chair of the Joint Action Group", "chair"),
        Person("Joss Calderbeck", "council", "Parking services manager", "practitioner"),
        Person("Ines Fallowmere", "police", "Neighbourhood inspector, Quayside", "practitioner"),
        Person("Tam Orrinshaw", "police", "Neighbourhood inspector, Old Market", "practitioner"),
        Person("Dara Pellow", "council", "Street lighting engineer", "practitioner"),
        Person("Ruth Sandiway", "council", "Community warden lead", "practitioner"),
        Person("Mina Averdale", "council", "Licensing manager", "practitioner"),
        Person("Callum Thirlbeck", "council", "Director of communities", "executive"),
        Person("Verity Lomasney", "police", "Superintendent", "executive"),
        Person("Edda Marrick", "council", "Information governance officer", "information governance"),
        Person("Piers Oldacre", "council", "System administrator", "administrator"),
        Person("Sunniva Garth", "probation", "Senior probation officer", "practitioner"),
        Person("Rafe Tollerton", "fire", "Watch manager, prevention", "practitioner"),
        Person("Anwen Pryce-Dale", "health", "Public health lead", "practitioner"),
        Person("Leopold Starkey", "schools", "Safeguarding lead", "practitioner"),
        Person("Hester Wynd", "housing", "Tenancy enforcement manager", "practitioner"),
        Person("Kit Barrowclough", "youth-justice", "Prevention team leader", "practitioner"),
        Person("Oona Silverthorne", "drug-alcohol", "Service manager", "practitioner"),
        Person("Gideon Pask", "business", "Partnership manager", "practitioner"),
        Person("Marisol Quennell", "victims", "Independent adviser", "practitioner"),
    ];

    public static readonly IReadOnlyList<DemonstrationPriority> Priorities =
    [
        new(1, "Safer vehicles and car parks", "vehicle-crime", "joss.calderbeck@riverbourne.example"),
        new(2, "Violence in the night-time economy", "violence-and-sexual-offences", "mina.averdale@riverbourne.example"),
        new(3, "Home burglary", "burglary", "ines.fallowmere@riverbourne.example"),
        new(4, "Anti-social behaviour", "anti-social-behaviour", "ruth.sandiway@riverbourne.example"),
        new(5, "Deliberate fires", "deliberate-fires", "rafe.tollerton@riverbourne.example"),
    ];

    private static DemonstrationPerson Person(string name, string agency, string post, params string[] roles) =>
        new(name, string.Join('.', name.Split(' ')).ToLowerInvariant() + "@riverbourne.example", agency, post, roles);
}
