using System.Net;
using AngleSharp.Dom;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concordat.Platform.Tests.Site;

/// <summary>The layout, the parts and the kit page alone, on a port of their own, without a database.</summary>
public sealed class SiteHost : IAsyncLifetime
{
    WebApplication? _app;

    internal KitContext Context { get; } = new();

    public HttpClient Client { get; private set; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorPages(options => options.RootDirectory = "/").AddApplicationPart(typeof(Navigation).Assembly);
        builder.Services.AddConcordatSite();
        builder.Services.AddSingleton<ISiteContext>(Context);
        builder.Services.AddSingleton(new SectionLink(Stage.Share, "Returns", "/share/returns", 1));
        builder.Services.AddSingleton(new SectionLink(Stage.Act, "Subjects", "/act/subjects", 1, ["practitioner"]));
        _app = builder.Build();
        _app.MapRazorPages();
        await _app.StartAsync();
        Client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    public async Task<IDocument> Get(string path) => Rendered.Parse(await Client.GetStringAsync(path));

    /// <summary>Sends the kit's form with these answers, as a browser would.</summary>
    public async Task<IDocument> Send(params (string Name, string Value)[] answers)
    {
        var page = await Get("/help/kit");
        var token = page.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in answers) form.Add(new StringContent(value), name);
        using var answer = await Client.PostAsync(new Uri("/help/kit", UriKind.Relative), form);
        return Rendered.Parse(await answer.Content.ReadAsStringAsync());
    }

    internal sealed class KitContext : ISiteContext
    {
        public string PartnershipName => "Riverbourne Community Safety Partnership";
        public string? UserName { get; set; } = "Imara <b>Fenwright</b>";
        public string? RoleName => "analyst";
        public string Marking => "OFFICIAL-SENSITIVE";
        public bool IsDemonstration { get; set; } = true;
        public IReadOnlyCollection<string> Roles { get; set; } = ["analyst"];
    }
}
