using System.Globalization;
using Concordat.Demonstration.Borough;
using Concordat.Gate.Sets;
using Concordat.Hosting;
using Concordat.Partnership;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.SignIn;
using Concordat.Share.Returns.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Fills an empty database with the invented borough: people, areas, priorities and three years of records, by the program's own doors.</summary>
internal sealed class DemonstrationLoader(
    PartnershipSetUp setUp, ConcordatDb db, IRecordLoader records, Session session, IMembershipSource memberships, IServiceProvider services, DemonstrationPlaces places)
{
    public const string Password = "riverbourne-demo";
    static readonly DateOnly From = new(2023, 11, 1);

    /// <summary>Police, council and fire, each with one return a quarter.</summary>
    const int Supplies = 3 * 13;

    /// <summary>Loads what is not there yet, so that a start that was broken off goes on; says what it does as it goes.</summary>
    public async Task LoadAsync(DemonstrationClock clock, Action<string> progress, CancellationToken cancellation)
    {
        if (!await db.Users.AnyAsync(cancellation))
        {
            progress("Setting up the partnership and its people.");
            await SetUpAsync(cancellation);
        }
        await new DemonstrationAgreements(services, clock).PlayAsync(progress, cancellation);
        await ActAsDataManagerAsync(cancellation);
        if (await db.Set<CommunitySafetyPartnership>().AnyAsync(p => p.DataVersion >= Supplies, cancellation)) return;
        progress("Inventing Riverbourne: streets, wards and three years of incidents.");
        var borough = RiverbourneBorough.Create();
        if (!await db.Set<AreaLayer>().AnyAsync(cancellation)) await AddAreasAsync(borough.Geography, cancellation);
        progress("Filling the gazetteer and the postcodes.");
        await places.LoadAsync(borough, cancellation);
        await AddRecordsAsync(borough, progress, cancellation);
    }

    Task<Guid> SetUpAsync(CancellationToken cancellation) => setUp.CreateAsync(new(
        DemonstrationPeople.Partnership, "OFFICIAL-SENSITIVE", IsDemonstration: true, From,
        [.. DemonstrationPeople.Agencies.Select(a => new NewAgency(a.Key, a.Name, ShortName(a.Key), a.IsResponsibleAuthority ? "responsible authority" : "co-operating body", a.KindKey))],
        [.. DemonstrationPeople.People.Select(p => new NewMember(p.Name, p.Email, p.Post, p.AgencyKey, [.. p.Roles]))],
        [.. DemonstrationPeople.Priorities.Select(p => new NewPriority(p.Title, p.Theme))])
    { HasAcceptedTerms = true }, Password, cancellation);

    async Task ActAsDataManagerAsync(CancellationToken cancellation)
    {
        var manager = await db.Users.SingleAsync(u => u.Email == "oke.tarrant@riverbourne.example", cancellation);
        session.ActAsUser(manager.Id);
        session.ActAs((await memberships.FindAsync(manager.Id, cancellation))!, "load the demonstration");
    }

    static string ShortName(string key) => key switch
    {
        "youth-justice" => "Youth justice",
        "drug-alcohol" => "Drug and alcohol",
        _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key),
    };

    async Task AddAreasAsync(BoroughGeography geography, CancellationToken cancellation)
    {
        var next = 1;
        void Add(string kind, string name, IEnumerable<(string Code, string Name, string Shape)> areas)
        {
            var layer = new AreaLayer(session.Partnership, Guid.CreateVersion7(), kind, name, "Invented", From, validTo: null);
            db.Add(layer);
            foreach (var (code, areaName, shape) in areas) db.Add(new Area(session.Partnership, next++, layer.Id, code, areaName, shape));
        }
        Add("boundary", "Riverbourne", [("RB", "Riverbourne", Polygon(geography.Edge))]);
        Add("ward", "Wards", geography.Wards.Select(w => (w.Code, w.Name, Polygon(w.Ring))));
        Add("water", "River", geography.Lines.Where(l => l.Kind == "river").Select(l => ("", l.Name, Line(l.Points))));
        Add("railway", "Railway", geography.Lines.Where(l => l.Kind == "railway").Select(l => ("", l.Name, Line(l.Points))));
        Add("road", "Main roads", geography.Lines.Where(l => l.Kind.EndsWith("road", StringComparison.Ordinal)).Select(l => ("", l.Name, Line(l.Points))));
        Add("green space", "Green spaces", geography.GreenSpaces.Select(g => ("", g.Name, Polygon(g.Ring))));
        await db.SaveChangesAsync(cancellation);
    }

    static string Polygon(GridPoint[] ring) => $"POLYGON (({Points([.. ring, ring[0]])}))";

    static string Line(GridPoint[] points) => $"LINESTRING ({Points(points)})";

    static string Points(GridPoint[] points) =>
        string.Join(", ", points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.EastingMetres} {p.NorthingMetres}")));

    async Task AddRecordsAsync(RiverbourneBorough borough, Action<string> progress, CancellationToken cancellation)
    {
        var agencies = await db.Set<Agency>().ToDictionaryAsync(a => a.Key, cancellation);
        foreach (var supply in borough.Incidents.GroupBy(i => (i.Supplier, i.SetNumber)).OrderBy(g => g.Key))
        {
            progress($"Taking in {supply.Count():N0} records of set {supply.Key.SetNumber}, {agencies[supply.Key.Supplier].Name}.");
            var agency = agencies[supply.Key.Supplier];
            var byMonth = supply.ToLookup(i => Of(i.Month));
            foreach (var quarter in MonthsSentBy(supply.Key.Supplier).GroupBy(m => SetPeriod.Of(m)))
            {
                Month[] months = [.. quarter];
                await records.LoadAsync(new($"Set {supply.Key.SetNumber}, {months[0].ShortName} to {months[^1].ShortName}", agency.Name, agency.Id, (short)supply.Key.SetNumber, months,
                    [.. months.SelectMany(m => byMonth[m]).Select(Record)], SentAt(supply.Key.SetNumber, quarter.Key)), cancellation);
            }
        }
    }

    /// <summary>Each body has its own day of the quarter after; the fire service was late once, and the quarter under way came early in November.</summary>
    static DateTime SentAt(int set, SetPeriod quarter)
    {
        var day = set == 3 && quarter.First == new Month(2025, 10) ? quarter.DueOn.AddDays(9) : quarter.DueOn.AddDays(-25 - 3 * set);
        var latest = new DateOnly(2026, 11, 4);
        return (day < latest ? day : latest).ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc);
    }

    /// <summary>Every month of the three years, for a month without fires is a true zero, but for the one that the council never sent.</summary>
    static Month[] MonthsSentBy(string supplier) =>
        [.. Enumerable.Range(0, 36).Select(Month.Of(From).AddMonths).Where(m => supplier != "council" || m != new Month(2026, 2))];

    static Month Of(BoroughMonth month) => new(month.Year, month.Month);

    static PartnerRecord Record(BoroughIncident incident) => new(
        incident.Reference, incident.Theme, Of(incident.Month), incident.FromUtc, incident.ToUtc,
        incident.Knowledge switch { TimeKnowledge.Minute => "minute", TimeKnowledge.Span => "interval", _ => "month" },
        incident.Point?.EastingMetres, incident.Point?.NorthingMetres, incident.Point is null ? "none" : "gazetteer", incident.Place?.Name);

    /// <summary>What the sign-in page shows of the demonstration's people.</summary>
    public static DemonstrationAccounts Accounts { get; } = new(Password,
        [.. DemonstrationPeople.People.Select(p => new DemonstrationAccount(p.Name, p.Email, string.Join(" and ", p.Roles),
            DemonstrationPeople.Agencies.Single(a => a.Key == p.AgencyKey).Name)), DemonstrationCounty.Account]);
}
