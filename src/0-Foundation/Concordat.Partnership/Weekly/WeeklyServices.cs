using Concordat.Partnership.Duties;
using Concordat.Platform.Jobs;
using Concordat.Platform.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Concordat.Partnership.Weekly;

/// <summary>Wires the weekly message.</summary>
static class WeeklyServices
{
    public static IServiceCollection AddWeekly(this IServiceCollection services)
    {
        // Commands run without a configuration; the defaults hold there.
        services.AddOptions<MailSettings>().Configure<IServiceProvider>((s, provider) => provider.GetService<IConfiguration>()?.GetSection("Concordat:Mail").Bind(s)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Mailer>();
        services.AddScoped<WeeklyJob>();
        services.AddScoped<IJobHandler>(p => p.GetRequiredService<WeeklyJob>());
        services.AddScoped<IDutySource, UnsentDuties>();
        services.AddSingleton<WeeklySchedule>();
        services.AddSingleton<IHostedService>(p => p.GetRequiredService<WeeklySchedule>());
        return services;
    }
}
