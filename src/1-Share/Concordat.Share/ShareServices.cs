using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Jobs;
using Concordat.Platform.Site;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Counting;
using Concordat.Share.Incidents.Query;
using Concordat.Share.Places;
using Concordat.Share.Returns;
using Concordat.Share.Returns.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Share;

/// <summary>Wires the Share stage into a host.</summary>
public static class ShareServices
{
    static readonly string[] EvidenceReaders = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance];

    public static IServiceCollection AddShare(this IServiceCollection services) => services
        .AddSingleton(new SectionLink(Stage.Share, "Returns", "/share/returns", 10, EvidenceReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Incidents", "/share/incidents", 20, EvidenceReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Places", "/share/places", 30, EvidenceReaders))
        .AddScoped<IncidentRows>()
        .AddScoped<IncidentQuery>()
        .AddScoped<IIncidentCounts, IncidentCounts>()
        .AddScoped<IRecordLoader, RecordLoader>()
        .AddScoped<LayerDesk>()
        .AddScoped<IDutySource, ReturnDuties>()
        .AddScoped<ReturnStore>()
        .AddScoped<ReturnDesk>()
        .AddScoped<PoliceUkWork>()
        .AddScoped<IJobHandler, CheckPoliceUkJob>()
        .AddScoped<IJobHandler, AcceptPoliceUkJob>();
}
