using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Platform.Site;

/// <summary>Registration of the site's layout, navigation and form components.</summary>
public static class SiteServices
{
    /// <summary>Adds the navigation and the reading of dates from forms. The caller registers an <see cref="ISiteContext"/> (scoped).</summary>
    public static IServiceCollection AddConcordatSite(this IServiceCollection services)
    {
        services.AddSingleton<Navigation>();
        services.Configure<MvcOptions>(options => options.ModelBinderProviders.Insert(0, new DateFieldBinderProvider()));
        return services;
    }
}
