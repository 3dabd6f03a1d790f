using Concordat.Partnership.Cycle;
using Concordat.Partnership.Duties;
using Concordat.Partnership.Look;
using Concordat.Partnership.Members;
using Concordat.Partnership.Weekly;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Partnership;

/// <summary>Wires the partnership's own words into a host.</summary>
public static class PartnershipServices
{
    public static IServiceCollection AddPartnership(this IServiceCollection services) =>
        services.AddScoped<IMembershipSource, MemberList>().AddScoped<ISiteContext, PartnershipSiteContext>().AddScoped<MemberDirectory>().AddScoped<PaperFiles>()
            .AddScoped<CycleReader>().AddScoped<IDutySource, CycleDuties>().AddWeekly()
            .AddSingleton(new SectionLink(Stage.Home, "What needs you", "/", 1))
            .AddSingleton(new SectionLink(Stage.Home, "The year", "/cycle", 3, [Role.Analyst, Role.Coordinator, Role.Chair, Role.Practitioner, Role.Executive, Role.InformationGovernance]))
            .AddSingleton(new SectionLink(Stage.Review, "Confidentiality", "/review/confidentiality", 80, [Role.InformationGovernance]));
}
