using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Share.SmallNumbers.Release;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Share.SmallNumbers;

/// <summary>Wires small-number control and bulk releases.</summary>
internal static class SmallNumberServices
{
    public static IServiceCollection AddSmallNumbers(this IServiceCollection services) => services
        .AddSingleton(new SectionLink(Stage.Share, "Releases", "/share/releases", 60, [Role.Analyst, Role.Coordinator, Role.InformationGovernance]))
        .AddScoped<ISmallNumbers, SmallNumberRules>()
        .AddScoped<ReleaseMemory>()
        .AddScoped<ReleaseRows>()
        .AddScoped<IReleaseGate, ReleaseGate>();
}
