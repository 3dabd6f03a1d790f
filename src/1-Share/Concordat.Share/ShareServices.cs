using Concordat.Partnership.Cycle;
using Concordat.Partnership.Duties;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Jobs;
using Concordat.Platform.Site;
using Concordat.Share.Agreements;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.Agreements.Register;
using Concordat.Share.Disclosures;
using Concordat.Share.Disclosures.Contracts;
using Concordat.Share.Disclosures.Rights;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Counting;
using Concordat.Share.Incidents.Query;
using Concordat.Share.Interface.Keys;
using Concordat.Share.Places;
using Concordat.Share.Places.Choosing;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns;
using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Contracts;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Entry;
using Concordat.Share.Returns.Faults;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Placing;
using Concordat.Share.Returns.Pool;
using Concordat.Share.Returns.Quality;
using Concordat.Share.Returns.Sending;
using Concordat.Share.Returns.Sets;
using Concordat.Share.SmallNumbers;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Share;

/// <summary>Wires the Share stage into a host.</summary>
public static class ShareServices
{
    static readonly string[] EvidenceReaders = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance];

    static readonly string[] PartnershipReaders = [.. EvidenceReaders, Role.Executive];

    public static IServiceCollection AddShare(this IServiceCollection services) => services
        .AddSingleton(new SectionLink(Stage.Share, "Returns", "/share/returns", 10, PartnershipReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Incidents", "/share/incidents", 20, EvidenceReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Places", "/share/places", 30, EvidenceReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Agreements", "/share/agreements", 5, PartnershipReaders))
        .AddScoped<AgreementReader>()
        .AddScoped<PublicRegister>()
        .AddScoped<IDutySource, AgreementDuties>()
        .AddScoped<AgreementDesk>()
        .AddScoped<ISharingAgreements, SharingAgreements>()
        .AddSingleton(new SectionLink(Stage.Share, "Disclosures", "/share/disclosures", 50, [Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance]))
        .AddSingleton<Sealer>()
        .AddScoped<DisclosureAgreements>()
        .AddScoped<DisclosureDesk>()
        .AddScoped<DisclosureEvidence>()
        .AddScoped<IDisclosedPersons, DisclosedPersons>()
        .AddSingleton<IThirdParties, ThirdParties>()
        .AddScoped<IDutySource, DisclosureDuties>()
        .AddScoped<IncidentRows>()
        .AddScoped<IncidentQuery>()
        .AddSmallNumbers()
        .AddRegisters()
        .AddScoped<IIncidentCounts, IncidentCounts>()
        .AddScoped<IRecordLoader, RecordLoader>()
        .AddPlaces()
        .AddScoped<IDutySource, ReturnDuties>()
        .AddScoped<IDutySource, SupplierDuties>()
        .AddScoped<IDutySource, FaultDuties>()
        .AddScoped<IDutySource, PoolDuties>()
        .AddScoped<IDutySource, PlaceDuties>()
        .AddScoped<ICycleEvidence, YearEvidence>()
        .AddScoped<BoardReader>()
        .AddScoped<Reminders>()
        .AddScoped<NotHeldDesk>()
        .AddScoped<AgreementGrace>()
        .AddScoped<SupplierQuality>()
        .AddScoped<PoolReader>()
        .AddScoped<DataPack>()
        .AddScoped<SentReturns>()
        .AddScoped<FaultsTable>()
        .AddScoped<ApiKeys>()
        .AddScoped<IKeySource>(p => p.GetRequiredService<ApiKeys>())
        .AddScoped<IPartnerSystems>(p => p.GetRequiredService<ApiKeys>())
        .AddScoped<ReturnMaps>()
        .AddScoped<QuarterState>()
        .AddScoped<ReturnMoves>()
        .AddScoped<PlaceAsking>()
        .AddScoped<HandEntry>()
        .AddScoped<IPlaceAnswered, PlacedRows>()
        .AddScoped<Acceptance>()
        .AddScoped<ReturnSending>()
        .AddScoped<ShiftKeys>()
        .AddSingleton<SendingRoom>()
        .AddScoped<IJobHandler, AcceptReturnJob>()
        .AddScoped<ReturnStore>()
        .AddScoped<ReturnDesk>()
        .AddScoped<PoliceUkWork>()
        .AddScoped<IJobHandler, CheckPoliceUkJob>()
        .AddScoped<IJobHandler, AcceptPoliceUkJob>();
}
