using Concordat.Decide.Groups;
using Concordat.Decide.Matters;
using Concordat.Decide.Meetings;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Decide.Strategy;
using Concordat.Decide.Tasking.Borders;
using Concordat.Decide.Tasking.Criteria;
using Concordat.Decide.Tiers;
using Concordat.Partnership.Cycle;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Search;
using Concordat.Share.Agreements.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Decide;

/// <summary>Wires the stage into a host.</summary>
public static class DecideServices
{
    static readonly string[] Readers = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.Executive, Role.InformationGovernance];

    /// <summary>The control strategy, meetings, decisions and actions.</summary>
    public static IServiceCollection AddDecide(this IServiceCollection services)
    {
        services.AddScoped<MeetingRecords>();
        services.AddScoped<MeetingPlanner>();
        services.AddScoped<MeetingCloser>();
        services.AddSingleton<NoNames>();
        services.AddScoped<GroupRecords>();
        services.AddScoped<MatterDesk>();
        services.AddScoped<StrategyRecords>();
        services.AddScoped<CriteriaRecords>();
        services.AddScoped<CriteriaDesk>();
        services.AddScoped<BorderDesk>();
        services.AddScoped<TierDesk>();
        services.AddScoped<TierIssues>();
        services.AddScoped<GroupOverview>();
        services.AddScoped<IDutySource, BorderDuties>();
        services.AddScoped<IDutySource, TierDuties>();
        services.AddScoped<StrategyDesk>().AddScoped<Concordat.Understand.Strategic.Contracts.IRecommendationOutcomes, RecommendationOutcomes>();
        services.AddScoped<INextMeeting, NextMeetings>();
        services.AddScoped<IPastMeetings, PastMeetings>();
        services.AddScoped<Concordat.Understand.Tactical.Contracts.IMeetingOutcomes, MeetingOutcomes>();
        services.AddScoped<IDutySource, MeetingDuties>();
        services.AddScoped<ICycleEvidence, YearEvidence>();
        services.AddScoped<IUsesOfData, UsesOfData>();
        services.AddScoped<IDutySource, ReadingDuties>();
        services.AddScoped<ISearchSource, MeetingSearch>();
        services.AddScoped<IDutySource, MatterDuties>();
        services.AddSingleton(new SectionLink(Stage.Decide, "Meetings", "/decide/meetings", 1,
            Readers));
        services.AddSingleton(new SectionLink(Stage.Decide, "Control strategy", "/decide/strategy", 2, Readers));
        services.AddSingleton(new SectionLink(Stage.Decide, "Groups", "/decide/groups", 3, Readers));
        services.AddSingleton(new SectionLink(Stage.Decide, "Bids, blockages and referrals", "/decide/matters", 4, Readers));
        services.AddSingleton(new SectionLink(Stage.Decide, "Tasking criteria", "/decide/criteria", 5, Readers));
        services.AddSingleton(new SectionLink(Stage.Decide, "Across the border", "/decide/borders", 6, Readers));
        services.AddSingleton(new SectionLink(Stage.Decide, "County and districts", "/decide/tiers", 7, Readers));
        return services;
    }
}
