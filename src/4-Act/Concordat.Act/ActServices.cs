using Concordat.Act.Interventions;
using Concordat.Act.Menu.Guidance;
using Concordat.Act.Physical;
using Concordat.Act.Subjects;
using Concordat.Act.Subjects.Events;
using Concordat.Act.Plans;
using Concordat.Act.Problems;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Partnership.Cycle;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Search;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Act;

/// <summary>Wires the stage into a host.</summary>
public static class ActServices
{
    /// <summary>Actions under way and the problems they serve.</summary>
    public static IServiceCollection AddAct(this IServiceCollection services)
    {
        string[] readers = [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.Executive, Role.InformationGovernance];
        services.AddScoped<ActionList>();
        services.AddScoped<ProblemCounts>();
        services.AddScoped<Share.Workspaces.Contracts.IAdoptedProblems, AdoptedProblems>();
        services.AddScoped<IMeetingFollower, MeetingOutcome>();
        services.AddScoped<IActionProgress, ActionProgress>();
        services.AddScoped<IEarlierActions, EarlierMeetings>();
        services.AddScoped<PlanReader>();
        services.AddScoped<PlanFigures>();
        services.AddSingleton<NoNames>();
        services.AddScoped<IDutySource, ActionDuties>();
        services.AddScoped<ICycleEvidence, YearEvidence>();
        services.AddScoped<IDutySource, PlanDuties>();
        services.AddScoped<SubjectDesk>();
        services.AddScoped<IDutySource, PeopleDuties>();
        services.AddScoped<IDutySource, EventDuties>();
        services.AddScoped<GuidanceShelf>();
        services.AddScoped<PhysicalDesk>();
        services.AddScoped<ISearchSource, ProblemSearch>();
        services.AddSingleton(new SectionLink(Stage.Act, "Actions", "/act", 1, readers));
        services.AddSingleton(new SectionLink(Stage.Act, "Problems", "/act/problems", 2, readers));
        services.AddSingleton(new SectionLink(Stage.Act, "Plans", "/act/plans", 3, readers));
        services.AddSingleton(new SectionLink(Stage.Act, "Menu", "/act/menu", 4, readers));
        services.AddSingleton(new SectionLink(Stage.Act, "Guidance", "/act/guidance", 5, readers));
        services.AddSingleton(new SectionLink(Stage.Act, "People", "/act/people", 6, [Role.Coordinator, Role.Chair, Role.Practitioner]));
        return services;
    }
}
