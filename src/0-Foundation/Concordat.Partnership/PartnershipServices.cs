using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Partnership;

/// <summary>Wires the partnership's own words into a host.</summary>
public static class PartnershipServices
{
    public static IServiceCollection AddPartnership(this IServiceCollection services) =>
        services.AddScoped<IMembershipSource, MemberList>().AddScoped<ISiteContext, PartnershipSiteContext>().AddScoped<MemberDirectory>()
            .AddSingleton(new SectionLink(Stage.Review, "Confidentiality", "/review/confidentiality", 80, [Role.InformationGovernance]));
}
