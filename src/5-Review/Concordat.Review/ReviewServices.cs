using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Jobs;
using Concordat.Platform.Site;
using Concordat.Review.Assurance.Retention;
using Concordat.Review.Assurance.Rights;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Review;

/// <summary>Wires the Review stage into a host.</summary>
public static class ReviewServices
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton(new SectionLink(Stage.Review, "Rights requests", "/review/rights", 60, [Role.InformationGovernance]))
        .AddSingleton(new SectionLink(Stage.Review, "Retention", "/review/retention", 70, [Role.InformationGovernance]))
        .AddScoped<RightsDesk>()
        .AddScoped<SubjectSearch>()
        .AddScoped<AccessPack>()
        .AddScoped<IDutySource, RightsDuties>()
        .AddScoped<RetentionDesk>()
        .AddScoped<IDutySource, RetentionDuties>()
        .AddScoped<IJobHandler, WeedJob>()
        .AddSingleton(new SectionLink(Stage.Review, "Audit", "/review/audit", 90, [Role.InformationGovernance]));
}
