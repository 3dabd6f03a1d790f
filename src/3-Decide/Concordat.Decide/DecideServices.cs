using Concordat.Decide.Meetings;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Agreements.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Decide;

/// <summary>Wires the stage into a host.</summary>
public static class DecideServices
{
    /// <summary>Meetings, decisions and actions.</summary>
    public static IServiceCollection AddDecide(this IServiceCollection services)
    {
        services.AddScoped<MeetingRecords>();
        services.AddScoped<MeetingPlanner>();
        services.AddScoped<MeetingCloser>();
        services.AddScoped<INextMeeting, NextMeetings>();
        services.AddScoped<IPastMeetings, PastMeetings>();
        services.AddScoped<IDutySource, MeetingDuties>();
        services.AddScoped<IUsesOfData, UsesOfData>();
        services.AddSingleton(new SectionLink(Stage.Decide, "Meetings", "/decide/meetings", 1,
            [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.Executive, Role.InformationGovernance]));
        return services;
    }
}
