using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Search;
using Concordat.Share.Advice;
using Concordat.Share.ContextSets;
using Concordat.Share.ContextSets.Contracts;
using Concordat.Share.EqualAccess;
using Concordat.Share.Exchanges;
using Concordat.Share.Guidance;
using Concordat.Share.Obstacles;
using Concordat.Share.OpenSources;
using Concordat.Share.PartnerRegisters;
using Concordat.Share.Recording.Contracts;
using Concordat.Share.Recording;
using Concordat.Share.Sources;
using Concordat.Share.Sources.Contracts;
using Concordat.Share.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Share;

/// <summary>Wires context, sources, obstacles and what else stands beside the exchange itself.</summary>
static class RegisterServices
{
    static readonly string[] EvidenceReaders = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance];
    static readonly string[] PartnershipReaders = [.. EvidenceReaders, Role.Executive];

    public static IServiceCollection AddRegisters(this IServiceCollection services) => services
        .AddSingleton(new SectionLink(Stage.Share, "Context", "/share/context", 25, EvidenceReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Sources", "/share/sources", 27, PartnershipReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Open sources", "/share/open-sources", 29, EvidenceReaders))
        .AddScoped<OpenSourceDesk>()
        .AddScoped<ISearchSource, OpenSourceSearch>()
        .AddSingleton(new SectionLink(Stage.Share, "Recording", "/share/recording", 28, PartnershipReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Obstacles", "/share/obstacles", 55, PartnershipReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Look-up", "/share/look-up", 52, [Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance]))
        .AddSingleton(new SectionLink(Stage.Share, "Workspaces", "/share/workspaces", 53, EvidenceReaders))
        .AddSingleton(new SectionLink(Stage.Share, "Advice", "/share/advice", 54, PartnershipReaders))
        .AddSingleton<PlainWords>()
        .AddScoped<RunningNumbers>()
        .AddSingleton<RegisterHash>()
        .AddScoped<RegisterDesk>()
        .AddScoped<WorkspaceDesk>()
        .AddScoped<IDutySource, WorkspaceDuties>()
        .AddSingleton<WorkspaceClock>()
        .AddHostedService(p => p.GetRequiredService<WorkspaceClock>())
        .AddScoped<GuidanceShelf>()
        .AddScoped<AdviceDesk>()
        .AddScoped<IDutySource, AdviceDuties>()
        .AddScoped<ExchangePairs>()
        .AddScoped<ContextStore>()
        .AddScoped<ContextLoader>()
        .AddScoped<IPopulations>(p => p.GetRequiredService<ContextStore>())
        .AddScoped<ICountingChanges, CountingChanges>()
        .AddScoped<SourceDesk>()
        .AddScoped<ISourceRegister>(p => p.GetRequiredService<SourceDesk>())
        .AddScoped<ISourceUses, ReleaseUses>()
        .AddScoped<IDutySource, SourceDuties>()
        .AddScoped<ObstacleDesk>()
        .AddScoped<IDutySource, ObstacleDuties>()
        .AddScoped<AccessReport>();
}
