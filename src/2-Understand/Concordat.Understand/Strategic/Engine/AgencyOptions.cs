namespace Concordat.Understand.Strategic.Engine;

/// <summary>What one agency could do about an issue; a beginning for the group's talk, not a finding.</summary>
public sealed record AgencyOption(string Agency, string Could);

/// <summary>What each agency could do about each theme.</summary>
internal static class AgencyOptions
{
    const string Police = "Police", Council = "Council", Fire = "Fire and rescue", Health = "Health", Probation = "Probation", Youth = "Youth justice";

    public static IReadOnlyList<AgencyOption> For(string theme) => theme switch
    {
        "violence-and-sexual-offences" =>
        [
            new(Police, "Patrol the places and hours that last; work with those harmed again and again"), new(Council, "Licensing conditions, lighting and cameras at the lasting places; support for those who flee abuse"),
            new(Health, "Share times and places of assaults seen in emergency care, without names; routine enquiry about abuse"), new(Probation, "Programmes for those convicted of violence; conditions that keep them from places and people"),
        ],
        "robbery" =>
        [
            new(Police, "Visible patrols on the routes and at the hours of the lasting places"), new(Council, "Lighting, sight lines and cameras; safer routes from stations and schools"),
            new(Youth, "Early work with young people named as at risk"), new(Probation, "Close supervision of those released for robbery"),
        ],
        "burglary" =>
        [
            new(Police, "Warn neighbours after each burglary, for near repeats; visit those burgled before"), new(Council, "Locks, gates and lighting in the lasting places; planning that designs burglary out"),
            new(Fire, "Home visits that look at locks as well as smoke alarms"), new(Probation, "Close supervision of persistent burglars"),
        ],
        "vehicle-crime" =>
        [
            new(Police, "Work on the lasting car parks and streets; trace where parts and plates are sold"), new(Council, "Standards for car parks; lighting; notices where thefts come back"), new(Fire, "Tell of vehicles found on fire, with places and times"),
        ],
        "criminal-damage-and-arson" =>
        [
            new(Council, "Quick repair and removal; cameras and lighting at the lasting places"), new(Fire, "Work with fire setters; clear what can be set alight"),
            new(Youth, "Repair and apology schemes"), new(Police, "Joint visits at the lasting places"),
        ],
        "drugs" =>
        [
            new(Police, "Act on supply where it is seen, and on those who use others to sell"), new(Health, "Treatment places, quick access after arrest, outreach at the lasting places"),
            new(Council, "Tenancies taken over by dealers; public space orders where they fit"), new(Probation, "Treatment as part of sentences"),
        ],
        "possession-of-weapons" =>
        [
            new(Police, "Test purchases, surrender bins, searches led by information"), new(Council, "Trading standards with those who sell knives"), new(Youth, "Work in schools and with those found carrying"), new(Health, "Tell of injuries by blades, without names"),
        ],
        "public-order" =>
        [
            new(Police, "Plans for the nights and places that last"), new(Council, "Licensing, taxi ranks, street marshals; support after hate incidents"), new(Health, "Care on the street for those who have drunk too much"),
        ],
        "shoplifting" =>
        [
            new(Police, "A named officer for the shops hit most; act on those who steal again and again"), new(Council, "Work with shops on layout and on goods behind counters"),
            new(Health, "Treatment for those who steal to pay for drugs"), new(Probation, "Treatment and reparation in sentences"),
        ],
        "anti-social-behaviour" =>
        [
            new(Council, "Case reviews for those harmed again; tenancy and public space measures; things to do for young people"), new(Police, "Neighbourhood work at the lasting places"),
            new(Fire, "Tell of deliberate small fires at the same places"), new(Youth, "Early help before court"), new(Health, "Support where drink, drugs or illness lie behind it"),
        ],
        "theft-from-the-person" or "bicycle-theft" or "other-theft" =>
        [
            new(Police, "Work where thefts come back; trace where goods are sold"), new(Council, "Racks, lockers, lighting and notices at the lasting places"), new(Probation, "Work with those who steal again and again"),
        ],
        "deliberate-fires" or "malicious-false-alarms" or "other-fire-incidents" =>
        [
            new(Fire, "Work with fire setters; patrols with partners at the lasting places"), new(Council, "Clear waste; secure empty buildings"), new(Police, "Joint enquiries into series of fires"),
        ],
        "road-casualties" => [new(Council, "Speed, crossings and layout at the lasting places"), new(Police, "Enforcement at those places and hours"), new(Fire, "Talks to young drivers"), new(Health, "Tell of injuries seen, without names")],
        _ =>
        [
            new(Police, "Find out what lies behind the records, and tell the group"), new(Council, "Say what its own services see at the lasting places"), new(Health, "Say what its own services see, without names"),
        ],
    };
}
