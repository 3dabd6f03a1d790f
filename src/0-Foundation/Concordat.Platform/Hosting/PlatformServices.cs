using System.Reflection;
using System.Threading.RateLimiting;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Files;
using Concordat.Platform.Hosting.Problems;
using Concordat.Platform.Jobs;
using Concordat.Platform.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Concordat.Platform.Hosting;

/// <summary>Wires the platform into a host: database, sign-in, access, audit, jobs, files and the site's common behaviour.</summary>
public static class PlatformServices
{
    /// <summary>Largest upload in one request, bytes.</summary>
    public const long LargestUpload = 1L << 30;

    /// <param name="applicationConnectionString">Connects as <see cref="ApplicationRole.Name"/>, which owns nothing.</param>
    /// <param name="modelAssemblies">Assemblies whose entity mappings make up the model.</param>
    public static IServiceCollection AddPlatform(
        this IServiceCollection services, string applicationConnectionString, IReadOnlyList<Assembly> modelAssemblies)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => NpgsqlDataSource.Create(applicationConnectionString));
        services.AddSingleton(new ModelAssemblies(modelAssemblies));
        services.AddScoped<Session>();
        services.AddScoped<Connections>();
        services.AddScoped<AuditLog>();
        services.AddScoped<JobQueue>();
        services.AddScoped<FileStore>();
        services.AddDbContext<ConcordatDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(
                new SessionInterceptor(provider.GetRequiredService<Session>()),
                new AuditInterceptor(provider.GetRequiredService<Session>())));
        services.AddHostedService<JobWorker>();
        services.AddHttpContextAccessor();
        services.AddSignIn();
        services.AddRequestsAtOnce(applicationConnectionString);
        services.AddAuthorization(Policies.Configure);
        services.AddKeyRing();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = LargestUpload);
        return services;
    }

    static void AddSignIn(this IServiceCollection services)
    {
        services.AddIdentityCore<ConcordatUser>(o =>
            {
                o.User.RequireUniqueEmail = true;
                o.Password.RequiredLength = 12;
                // Length beats ornament: NCSC guidance asks for long passwords, not for mixed characters.
                (o.Password.RequireDigit, o.Password.RequireUppercase, o.Password.RequireLowercase, o.Password.RequireNonAlphanumeric) = (false, false, false, false);
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
                o.Lockout.AllowedForNewUsers = true;
            })
            .AddEntityFrameworkStores<ConcordatDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<PrincipalFactory>();
        services.AddSingleton<UsedCodes>();
        services.AddSingleton<KeyLimits>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(ConfigureCookie);
            cookies.TwoFactorUserIdCookie!.Configure(o => o.Cookie.Name = "concordat-second-step");
        });
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero);
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(SignInLimit, context => RateLimitPartition.GetSlidingWindowLimiter(
                context.Request.Method == HttpMethods.Post ? context.Connection.RemoteIpAddress?.ToString() ?? "" : "reading",
                key => key == "reading"
                    ? new() { PermitLimit = 10_000, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 2 }
                    : new() { PermitLimit = context.RequestServices.GetRequiredService<IOptions<SignInSettings>>().Value.TriesAMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
        });
    }

    /// <summary>Name of the limit on sign-in attempts from one address.</summary>
    public const string SignInLimit = "sign-in";

    static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "concordat";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-allowed";
        options.SlidingExpiration = true;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(30);
        options.Events.OnValidatePrincipal = async context =>
        {
            await AbsoluteEnd.CheckAsync(context);
            if (context.Principal is not null) await SecurityStampValidator.ValidatePrincipalAsync(context);
        };
        options.Events.OnSigningIn = AbsoluteEnd.Stamp;
        // A system cannot follow a link to a page for people.
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = RefuseAsync;
    }

    // Logged here and not on the page that says so, to which nobody need go.
    static async Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        await context.HttpContext.RequestServices.GetRequiredService<AuditLog>().RecordAsync(AuditAction.Refuse, "page", request.Path.Value ?? "", new { method = request.Method }, context.HttpContext.RequestAborted);
        await Answer(context, StatusCodes.Status403Forbidden);
    }

    static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (ApiProblem.IsApi(context.Request.Path)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Concordat");
        services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource>((o, source) => o.XmlRepository = new KeyRing(source));
    }

    /// <summary>The order that every request passes: headers, outage page, who it is, what they may do.</summary>
    public static void UsePlatform(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/problem/500");
        app.UseDatabaseDownPage();
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<KeyMiddleware>();
        app.UseMiddleware<SecondStepRule>();
        app.UseMiddleware<SessionMiddleware>();
        app.UseAuthorization();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Tags.Contains("ready") }).AllowAnonymous();
    }
}
