using Concordat.Partnership.Cycle;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Jobs;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Search;
using Concordat.Understand.Areas;
using Concordat.Understand.Disorder;
using Concordat.Understand.Explore;
using Concordat.Understand.Explore.Compare;
using Concordat.Understand.Explore.Kept;
using Concordat.Understand.Explore.PlacesOverTime;
using Concordat.Understand.Explore.Similar;
using Concordat.Understand.Papers;
using Concordat.Understand.Profiles;
using Concordat.Understand.Runs;
using Concordat.Understand.Scan.Work;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Contracts;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Team;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Understand;

/// <summary>Wires the Understand stage into a host.</summary>
public static class UnderstandServices
{
    public static IServiceCollection AddUnderstand(this IServiceCollection services)
    {
        string[] evidence = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.InformationGovernance];
        services.AddSingleton<StudyAreaCache>();
        services.AddScoped<StudyAreas>();
        services.AddScoped<ExploreCriteria>();
        services.AddScoped<SeriesMarks>();
        services.AddScoped<Explorer>();
        services.AddScoped<RunGrounds>();
        services.AddScoped<DisorderDesk>();
        services.AddScoped<TeamDesk>();
        services.AddScoped<TacticalDrafting>();
        services.AddScoped<IJobHandler, TacticalRepeatJob>();
        services.AddScoped<TacticalPapers>();
        services.AddScoped<IIssuedAssessments, IssuedAssessments>();
        services.AddScoped<Share.Sources.Contracts.ISourceUses, AssessmentSources>();
        services.AddScoped<SourceReservations>();
        services.AddScoped<IPriorityFigures, PriorityFigures>();
        services.AddScoped<IDutySource, AssessmentDuties>();
        services.AddScoped<ICycleEvidence, YearEvidence>();
        services.AddScoped<IDutySource, ScanDuties>();
        services.AddScoped<NoNames>();
        services.AddScoped<RecordSourceReader>();
        services.AddScoped<ISearchSource, FindingSearch>();
        AddStrategic(services);
        services.AddSingleton(new SectionLink(Stage.Understand, "Explore", "/understand/explore", 1, evidence));
        services.AddScoped<TakenFindings>();
        services.AddScoped<KeptViews>();
        services.AddScoped<Comparing>();
        services.AddScoped<PlaceHistories>();
        services.AddScoped<Series.SeriesDesk>();
        services.AddScoped<SimilarDesk>();
        services.AddScoped<ProfileDesk>();
        services.AddScoped<ScanReader>();
        services.AddScoped<ScanDesk>();
        services.AddScoped<ScanCalendar>();
        services.AddScoped<IJobHandler, ScanWork>();
        services.AddSingleton<ScanClock>();
        services.AddHostedService(s => s.GetRequiredService<ScanClock>());
        services.AddSingleton(new SectionLink(Stage.Understand, "Scan", "/understand/scan", 2, evidence));
        services.AddSingleton(new SectionLink(Stage.Understand, "Tactical", "/understand/tactical", 3, [.. evidence, Role.Executive]));
        services.AddSingleton(new SectionLink(Stage.Understand, "Strategic", "/understand/strategic", 4, [.. evidence, Role.Executive]));
        services.AddSingleton(new SectionLink(Stage.Understand, "Profiles", "/understand/profiles", 5, evidence));
        services.AddSingleton(new SectionLink(Stage.Understand, "Series", "/understand/series", 6, evidence));
        services.AddSingleton(new SectionLink(Stage.Understand, "Definitions", "/understand/disorder", 7, [.. evidence, Role.Executive]));
        services.AddSingleton(new SectionLink(Stage.Understand, "Team", "/understand/team", 8, [Role.Analyst, Role.Coordinator, Role.Executive]));
        return services;
    }

    static void AddStrategic(IServiceCollection services) => services
        .AddScoped<SeriesBreaks>().AddScoped<StrategicRuns>().AddScoped<KnownShares>().AddScoped<SharedBlocks>().AddScoped<StrategicPapers>().AddScoped<StrategicDesk>()
        .AddScoped<IIssuedStrategicAssessments, IssuedStrategicAssessments>()
        .AddScoped<IDutySource, StrategicDuties>().AddScoped<Share.Sources.Contracts.ISourceUses, StrategicSources>().AddScoped<ISearchSource, BlockSearch>()
        .AddScoped<IJobHandler, StrategicFiguresJob>().AddScoped<IJobHandler, StrategicRepeatJob>();
}
