namespace Concordat.Act.Menu;

/// <summary>Entries that most partnerships can begin from. What is said of evidence names the review it rests on; costs are left to the partnership.</summary>
internal static class GeneralEntries
{
    public static IReadOnlyList<(string Title, string Kind, string Agencies, string Evidence, string Risk)> All { get; } =
    [
        ("Patrols in hot spots", "enforcement", "Police, wardens", "Reviewed (Braga and others, Campbell Collaboration, 2019): a small fall in crime, seldom pushed next door", "Wears off when patrols stop; may be felt as unfair by those stopped"),
        ("Focused deterrence of groups", "enforcement", "Police with probation, youth justice and the voluntary sector", "Reviewed (Braga, Weisburd and Turchan, Campbell Collaboration, 2019): a moderate fall, from few strong trials", "Needs help offered and sanctions kept; fails when either is missing"),
        ("Joint visits to licensed premises", "enforcement", "Council licensing, police, fire service", "Not reviewed for this menu: measure it here", "Moves trade to other premises"),
        ("Better street lighting", "prevention", "Council, car park operators", "Reviewed (Welsh and Farrington, Campbell Collaboration, 2008): less crime, more of it property crime, by day as well", "Running cost; glare for neighbours"),
        ("Cameras in car parks", "prevention", "Council, car park operators, police", "Reviewed (Piza and others, 2019): a modest fall, clearest in car parks, more so with other measures", "Privacy: needs an impact assessment; cost of watching"),
        ("Gates on alleys", "prevention", "Council, housing providers, residents", "Reviewed (Sidebottom and others, 2018): fewer burglaries", "Needs residents' agreement and keys that are kept; blocks a way through"),
        ("Securing homes that were burgled", "prevention", "Police, council, housing providers", "Reviewed (Grove and others, 2012): fewer repeat burglaries when measures fit the home", "Weak where only advice is given"),
        ("Neighbourhood watch", "prevention", "Residents, police", "Reviewed (Bennett, Holloway and Farrington, Campbell Collaboration, 2008): fewer crimes on average, results differ", "Fades without somebody to keep it going; starts where it is needed least"),
        ("Taxi marshals and safe ways home", "prevention", "Council licensing, police, taxi trade", "Not reviewed for this menu: measure it here", "Stops when funding ends"),
        ("Designing out the opportunity", "prevention", "Council planning and highways, site owner, police design adviser", "Depends on the change: measure it here", "Cost; needs the owner's agreement"),
        ("Mentoring of young people", "diversion", "Youth justice, schools, voluntary sector", "Reviewed (Tolan and others, Campbell Collaboration, 2013): a modest fall in offending, results differ", "Mentors who leave early can do harm"),
        ("Cognitive behavioural programmes", "diversion", "Probation, youth justice, health", "Reviewed (Lipsey, Landenberger and Wilson, Campbell Collaboration, 2007): less reoffending, most with those at high risk", "Needs trained staff and people who finish"),
        ("Restorative conference", "diversion", "Police, youth justice, victims' services", "Reviewed (Strang and others, Campbell Collaboration, 2013): a modest fall in reoffending; victims more content", "Never without the victim's free consent"),
        ("Referral to drug or alcohol treatment", "diversion", "Health, drug and alcohol services, probation, police custody", "Depends on the treatment: record who took it up and what came of it", "Waiting times; consent"),
        ("Visits to prisons to deter the young", "diversion", "None: listed so that it is not chosen", "Reviewed (Petrosino and others, Campbell Collaboration, 2013): more offending, not less", "Does harm"),
        ("Ask those who work there what they see", "intelligence", "Any agency with staff in the area", "A way to know more, not to reduce crime by itself", "Names must go to the police, never into the plan"),
        ("Survey of the site with its users", "intelligence", "Council, site owner, residents", "A way to know more, not to reduce crime by itself", "Raises hopes that must be met"),
        ("Statements and records for a prosecution", "intelligence", "Any agency that witnesses it, police", "Depends on the case: count reports and outcomes", "Burden on witnesses; sharing needs an agreement"),
        ("Telling residents what was done", "reassurance", "Council, police, housing providers", "Not reviewed for this menu: ask residents before and after", "May raise fear when it names the problem only"),
        ("Wardens who are seen and known", "reassurance", "Council, housing providers", "Not reviewed for this menu: ask residents before and after", "Hard to end once begun"),
    ];
}
