using Concordat.Hosting;
using Concordat.Platform.Access;

namespace Concordat.Testing;

/// <summary>The two partnerships that every test server holds.</summary>
internal static class TestPartnerships
{
    static readonly DateOnly From = new(2020, 1, 1);

    static readonly NewAgency[] Agencies =
    [
        new("police", "Testshire Police", "Police", "responsible authority"),
        new("council", "Testshire Council", "Council", "responsible authority"),
        new("fire", "Testshire Fire and Rescue", "Fire", "responsible authority"),
        new("housing", "Testshire Homes", "Housing", "co-operating body"),
    ];

    public static NewPartnership Testshire { get; } = new("Testshire Community Safety Partnership", "OFFICIAL-SENSITIVE", IsDemonstration: false, From, Agencies,
        [
            new("Ana Analyst", "analyst@testshire.example", "Partnership analyst", "council", [Role.Analyst]),
            new("Cora Coordinator", "coordinator@testshire.example", "Community safety manager", "council", [Role.Coordinator]),
            new("Chas Chair", "chair@testshire.example", "Inspector", "police", [Role.Chair]),
            new("Pat Practitioner", "practitioner@testshire.example", "Watch manager", "fire", [Role.Practitioner]),
            new("Pip Practitioner", "practitioner2@testshire.example", "Street warden", "council", [Role.Practitioner]),
            new("Eve Executive", "executive@testshire.example", "Director", "council", [Role.Executive]),
            new("Ingrid Governance", "informationgovernance@testshire.example", "Data protection lead", "council", [Role.InformationGovernance]),
            new("Ada Administrator", "administrator@testshire.example", "Systems administrator", "council", [Role.Administrator]),
        ],
        [new("Safer vehicles", "vehicle-crime"), new("Home burglary", "burglary"), new("Anti-social behaviour", "anti-social-behaviour")])
    { HasAcceptedTerms = true };

    public static NewPartnership Elsewhere { get; } = new("Elsewhere Community Safety Partnership", "OFFICIAL", IsDemonstration: false, From, Agencies,
        [new("Elsie Elsewhere", "analyst@elsewhere.example", "Analyst", "council", [Role.Analyst, Role.Coordinator, Role.Chair])],
        [new("Burglary", "burglary")])
    { HasAcceptedTerms = true };
}
