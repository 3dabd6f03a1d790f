using Concordat.Share.Returns;
using Concordat.Share.Returns.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Share;

/// <summary>Wires the Share stage into a host.</summary>
public static class ShareServices
{
    public static IServiceCollection AddShare(this IServiceCollection services)
    {
        services.AddScoped<IRecordLoader, RecordLoader>();
        return services;
    }
}
