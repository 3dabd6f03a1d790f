namespace Concordat.Bench.Identifiers;

/// <summary>Names, places and sentences for the measure of the scanner. Written before the scanner's own lists were completed and not drawn from them.</summary>
static class PlantedWords
{
    // Names heard in England and Wales today, of many origins, as a teacher or a desk officer would meet them.
    public static readonly string[] Forenames = Words("""
        Oliver George Noah Arthur Harry Leo Muhammad Jack Oscar Theodore Freddie Archie Alfie Henry Thomas Joshua Ethan Edward Isaac Finley Lucas Reuben Jude Albie Hugo Rory Ellis Kai Louie Ezra
        Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Grace Evie Poppy Ella Emily Daisy Sienna Millie Harriet Phoebe Eliza Imogen Beatrice Niamh Seren Cerys Lowri Ffion
        Gareth Rhys Dewi Gethin Owen Nigel Clive Trevor Colin Darren Wayne Shane Craig Lee Stuart Barry Terence Norman Derek Malcolm Pauline Maureen Sheila Beryl Janet Carole Lorraine Tracey Donna Kirsty
        Siobhan Aoife Ciaran Eoin Padraig Sinead Roisin Declan Callum Hamish Eilidh Fraser Morag
        Aisha Fatima Zainab Khadija Bilal Hamza Imran Tariq Waqas Usman Shazia Nasreen Rukhsana Zubair Faisal Priya Anjali Deepak Sanjay Gurpreet Harjit Manpreet Jaswinder Kuldip Rajesh Sunita Nirmala Vikram
        Chidi Ngozi Adewale Folake Oluwaseun Kwame Abena Kofi Efua Tendai Amina Abdirahman Hodan Ifrah
        Agnieszka Katarzyna Piotr Krzysztof Tomasz Zbigniew Małgorzata Łukasz Ionut Mihaela Andrei Bogdan Vytautas Rasa Dimitar Plamen
        Wei Xiaoling Mei-Ling Nguyet Thanh Mehmet Ayşe Elif Yusuf Aram Dilan João Inês Mateus
        """);

    public static readonly string[] Surnames = Words("""
        Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Harrison Cooper Ward Turner Hill Moore Baker
        Entwistle Ramsbottom Hargreaves Featherstone Ollerenshaw Postlethwaite Bickerstaff Thackeray Wolstencroft Pettigrew Gotobed Sidebottom Butterworth Cholmondeley Fothergill Heathcote Winterburn Tregaskis Penhaligon Trelawney
        Llewellyn Pritchard Gwilliam Bevan Prosser Cadogan O'Brien O'Sullivan McGuinness MacDonald McCafferty Fitzgerald Gallagher Kavanagh Murtagh Campbell-Bannerman Farquharson Abercrombie
        Khan Hussain Begum Ahmed Akhtar Mahmood Qureshi Chaudhry Siddiqui Bhatti Miah Chowdhury Singh Kaur Dhillon Sandhu Gill Sharma Gupta Joshi Mistry Desai Banerjee Mukherjee Sivakumar Rajapaksa
        Okafor Adeyemi Olatunji Nwosu Eze Mensah Owusu Boateng Asante Moyo Ncube Warsame Farah Abdullahi Gebremedhin Tesfaye
        Kowalski Nowak Wiśniewska Wójcik Zieliński Szczepański Popescu Ionescu Dumitrescu Petrov Ivanova Kazlauskas Jankauskas Horváth Novák
        Nguyen Tran Wong Cheung Zhang Li Yılmaz Demir Şahin Öztürk Karim Al-Hassan Haddad da Silva Ferreira Gonçalves van der Merwe
        Smith-Jones Taylor-Reed Khan-Williams
        """.Replace("da Silva", "da_Silva", StringComparison.Ordinal).Replace("van der Merwe", "van_der_Merwe", StringComparison.Ordinal));

    public static readonly string[] Titles = ["Mr", "Mrs", "Ms", "Miss", "Dr", "PC", "PCSO", "Cllr", "DC", "Sgt"];

    /// <summary>Towns and localities as reports name them.</summary>
    public static readonly string[] Places = Words("""
        Kingston Surbiton Norbiton Tolworth Chessington Hook New_Malden Berrylands Esher Thames_Ditton Molesey Walton Weybridge Cobham Leatherhead Epsom Ewell Rotherham Wath Maltby Dinnington Swinton Rawmarsh
        Wickersley Harrogate Keighley Barnoldswick Hexham Alnwick Whitstable Faversham Ludlow Tewkesbury Aberdare Llanelli Wrexham Bangor Victoria_Park Battersea Chelsea Paddington Lincoln Preston Chester
        """);

    /// <summary>Streets, many of them named after people.</summary>
    public static readonly string[] Streets =
    [
        "Victoria Road", "St John's Hill", "William Morris Close", "Albert Terrace", "Charlotte Street", "King Charles Crescent", "Nelson Road", "Shakespeare Avenue", "Arthur Road", "Florence Terrace", "Alexandra Road",
        "James Street", "George Street", "St Mary's Road", "Queen Elizabeth Road", "Duke Street", "Clarence Street", "Eden Street", "Fife Road", "High Street", "Station Approach", "Church Lane", "Mill Lane", "Park Road",
        "Elm Grove", "Beaumont Way", "Thomas Telford Way", "Harold Wilson Drive", "Rosa Parks Avenue", "Emily Davison Way", "Robert Owen House", "Kelvin Close", "Lancaster Gardens", "Wesley Court", "Bluebell Walk",
        "Cromwell Road", "Gordon Road", "Stanley Street", "Percy Road", "Douglas Avenue", "Grange Road", "Cambridge Road", "Richmond Hill", "Dawn Rise", "Heather Close", "Ivy Lane", "Rose Walk", "Mark Lane", "Grant Road", "Lee Road",
    ];

    public static readonly string[] Shops =
    [
        "Sainsbury's", "Tesco", "Tesco Express", "Marks & Spencer", "Boots", "Co-op", "Lidl", "Aldi", "John Lewis", "WHSmith", "Superdrug", "Morrisons", "Greggs", "McDonald's", "Wilko", "B&Q", "Halfords", "Primark",
        "Costa Coffee", "the Duke of York", "the Robert Peel", "the Lord Nelson", "the Prince Albert", "the Queen's Head", "William Hill", "Paddy Power", "Barclays", "Lloyds Bank", "Holland & Barrett", "TK Maxx", "JD Sports",
    ];

    public static readonly string[] Bodies =
    [
        "Surrey Police", "the county council", "Kingston Hospital", "St George's Hospital", "Tiffin School", "Elizabeth Garrett Anderson School", "the youth offending team", "Victim Support", "the Environment Agency", "Royal Mail",
        "South Western Railway", "Christian Aid", "Age UK", "the Salvation Army", "Barnardo's", "the Crown Prosecution Service", "the London Ambulance Service", "Trading Standards", "Thames Water", "Network Rail",
    ];

    /// <summary>Sentences without a person; {street}, {place}, {shop}, {body}, {n}, {time}, {day}, {date}, {ref}, {road}, {item}.</summary>
    public static readonly string[] Clean =
    [
        "Between {time} and {time} hours on {date} unknown suspects forced the rear window of a house in {street}, {place} and took {item}.",
        "Caller reports a group of {n} youths drinking and shouting near {shop} on {street}. Area search, no trace.",
        "Criminal damage to {n} parked vehicles in {street}; wing mirrors kicked off overnight. No CCTV.",
        "{item} stolen from the porch of an address in {street}, {place}, at about {time}. Crime ref {ref}.",
        "Shop staff at {shop} report a male taking {item} and leaving without payment, value £{n}.",
        "ASB - noise from flat above, ongoing since {day}. Housing officer to visit. Log {ref}.",
        "Fire in wheelie bin behind {shop}, {street}. Two pumps attended, out by {time}.",
        "Road traffic collision on the {road} at the {place} junction, {n} vehicles, one slight injury.",
        "Report of drug dealing in the car park of {street}; see intelligence log {ref} dated {date}.",
        "Attempted burglary, side door of a semi-detached house in {place}. MO: body pressure. Nothing taken.",
        "Pupils excluded for {n} days after a fight outside {body}.",
        "Ambulance called to {street} for an intoxicated male, age {n}, head injury, taken to Kingston Hospital.",
        "The complainant believes neighbours at number {n} are cutting down trees in {street}.",
        "Unknown male approx {n} years, white, slim build, grey hoodie, made off towards {place} station.",
        "Vehicle broken into on {road} lay-by near {place}; {item} and sat nav taken from the boot.",
        "Weekly patrol plan: {street}, {street} and {shop}. Report back to {body} by {date}.",
        "Theft of cycle from rack at {place} station between {day} {time} and {day} {time}.",
        "Graffiti on the wall of {body}, {street}. Photographs attached, ref {ref}.",
        "Fly tipping: fridge, mattress and {n} bags of rubble left on {street} opposite {shop}.",
        "Robbery: two suspects on a moped snatched {item} from a pedestrian outside {shop}, {place}.",
        "{n} crimes in {place} this month, up from {n} in the same month last year (+{n}%).",
        "Gas bottle found in {street}; grid ref TQ 181{n} 654{n}; removed by {body}.",
        "Witness appeal posted on {date}; house to house completed {street} nos {n}-{n}.",
        "Youth shelter in Victoria Park damaged again, cost estimate £{n}, order no {ref}.",
        "Dog barking complaint, {place}, diary sheets due {date}.",
        "SUSPECT VEHICLE LAST SEEN ON {road} TOWARDS {place} AT {time} HRS",
        "Burglary - business and community. Till and {item} taken from {shop}.",
        "may be linked to offences in {street} will mark map and grant access to {body}",
        "Hate incident: verbal abuse shouted at passers-by outside {shop} around {time}.",
        "Racially aggravated public order, {street}, heard by door staff at {shop}.",
        "Meeting on {date} at {time} in room {n}; agenda item {n}: hot spots in {place}.",
        "Section 34 dispersal order in force {date} {time} to {date} {time}, {place} town centre.",
        "Bus route {n} diverted via {street} owing to police cordon at {shop}.",
        "Patient attended A&E at {time}, assault, glass injury, {place} town centre, no police report.",
        "Ring doorbell footage available. Suspect walked along {street} at {time}, then {street}.",
        "Domestic incident, parties separated, children present, referral made to {body}.",
        "Theft from motor vehicle x {n} overnight {day} to {day}, {street} and {street}.",
        "Joint visit with {body} on {day}: premises licence conditions, {shop}, {street}.",
        "Cannabis smell reported in the stairwell of Robert Owen House, {street}.",
        "{place}: rose garden vandalised; hope to replant by spring. Cost {n} pounds.",
        "Officers from {body} will patrol {place} between {time} and {time} daily until {date}.",
        "Suspicious van, partial index only, seen in {street} {day} at {time}.",
        "Asset number {ref}. Lamp column {n} out in {street}.",
        "Old Town Hall, {street}, window smashed; boarded up {date} by {body}.",
        "Catalytic converter theft from a Toyota Prius in {street}; similar to {ref}.",
        "Rowdy behaviour after Chelsea match, about {n} people outside {shop}.",
        "Loan sharks warning sent to tenants of {street} by {body} on {date}.",
        "Offence code {n}/{n}, HO class {n}, beat {n}B.",
    ];

    public static readonly string[] Items = ["a laptop", "jewellery", "two bottles of wine", "power tools", "a mountain bike", "cash", "a handbag", "meat and cheese", "an iPhone", "razor blades", "a Sony camera", "car keys", "a TAG watch", "an e-scooter", "baby milk", "gold bangles"];

    public static readonly string[] Roads = ["A3", "A243", "M25", "A307", "B3363", "A1(M)", "A630", "M1", "M18", "A57"];

    /// <summary>Sentences with a person; {name} is planted.</summary>
    public static readonly string[] WithName =
    [
        "Victim {name} states that {item} was taken from {street}.", "Argument between {name} and an unknown male outside {shop}.", "The suspect was named as {name} by staff at {shop}.",
        "{name} called at {time} to report noise in {street}.", "Neighbour {name} saw two males run towards {place} station.", "Statement taken from {name} on {date}.", "Details passed to {name} at {body}.",
        "Her partner, {name}, was not present when officers attended {street}.", "Arrested {name} in {street} for theft from {shop}.", "Landlord is {name}; tenant has left {item} behind.",
        "Spoke with {name}, who will provide CCTV by {date}.", "Offender believed to be {name}, lives in {place}.", "{name} reports that the window of the house in {street} was broken.", "Attended {street} and spoke to {name}. No offences.",
        "Seen arguing with {name} near {shop} at {time}.", "Informant: {name}. Will not support prosecution.", "According to {name} the group of {n} came from {place}.", "Allegation by {name} against staff at {body}.",
        "Contact {name} for access to {street}.", "the caller says {name} was with them until {time}", "Ex-boyfriend {name} sent {n} messages on {day}.", "Previous reports by {name} in {place}, see {ref}.",
    ];

    /// <summary>Sentences in which another identifier is planted as {it}; each kind has its own words before it as well.</summary>
    public static readonly string[] WithOther =
    [
        "Caller can be reached on {it} after {time}.", "Reported from {it} at {time} on {date}.", "See {it} for details of the incident in {street}.", "{it} given by staff at {shop}.", "Left a note with {it} on it, {street}, {place}.",
        "Details: {it}, {place}", "Log {ref}: {it}", "Complainant gave {it}; theft of {item} in {street}.", "({it}) seen near {shop}", "noted {it} and passed to {body}",
    ];

    static string[] Words(string list) => [.. list.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(w => w.Replace('_', ' '))];
}
