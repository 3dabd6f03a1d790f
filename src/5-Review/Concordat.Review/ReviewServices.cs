using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Review;

/// <summary>Wires the Review stage into a host.</summary>
public static class ReviewServices
{
    public static IServiceCollection AddReview(this IServiceCollection services) =>
        services.AddSingleton(new SectionLink(Stage.Review, "Audit", "/review/audit", 90, [Role.InformationGovernance]));
}
