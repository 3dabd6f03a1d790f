using Concordat.Share.Returns;
using Concordat.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share;

/// <summary>Rules of every door that takes a file, and of every command that a page waits for.</summary>
public sealed class UploadTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    /// <summary>Doors to which only published files are brought (places, layers, postcodes, police.uk), and the one of partners' returns, which reads the body itself.</summary>
    static readonly string[] NotPersonal = ["/share/places/gazetteer/import", "/share/places/new", "/share/places/postcodes", "/share/returns/new", "/help/kit", "/share/returns/send/{set:int:range(1,12)}/{quarter}"];

    /// <summary>T-02: the server writes an upload above 64 KB to a temporary file unless a door says otherwise.</summary>
    [Fact]
    public async Task AnUploadThatMayHoldSomethingPersonal_StaysInMemory()
    {
        var loader = server.Services.GetRequiredService<PageLoader>();
        List<string> spooling = [], held = [];
        foreach (var endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page) continue;
            var compiled = await loader.LoadAsync(page, endpoint.Metadata);
            var takesFiles = compiled.BoundProperties.Any(p => typeof(IFormFile).IsAssignableFrom(p.ParameterType) || typeof(IEnumerable<IFormFile>).IsAssignableFrom(p.ParameterType));
            if (!takesFiles) continue;
            var route = "/" + endpoint.RoutePattern.RawText;
            var limits = compiled.ModelTypeInfo!.GetCustomAttributes(typeof(RequestFormLimitsAttribute), true).OfType<RequestFormLimitsAttribute>().SingleOrDefault();
            var size = compiled.ModelTypeInfo!.GetCustomAttributes(typeof(RequestSizeLimitAttribute), true).Length;
            if (limits is not null && size == 1 && limits.MemoryBufferThreshold >= limits.MultipartBodyLengthLimit) held.Add(route);
            else if (!NotPersonal.Contains(route)) spooling.Add(route);
        }

        Assert.Empty(spooling);
        Assert.Equal(["/act/physical/{id:guid}", "/settings/look", "/share/context/load", "/share/disclosures/{id:guid}/release", "/share/look-up/registers/{id:guid}", "/share/open-sources/new", "/share/open-sources/{id:guid}/correct", "/understand/explore/similar/families/new", "/understand/explore/similar/figures/new", "/understand/strategic/severity"], held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatAPageReads_GivesUpWithinHalfAMinute_AndALongWriteLater()
    {
        using var connection = new NpgsqlConnection(server.ApplicationConnectionString);
        using var read = ReturnStore.Command(connection, "select 1");
        using var written = ReturnStore.LongCommand(connection, "select 1");

        Assert.Equal((30, 600), (read.CommandTimeout, written.CommandTimeout));
    }
}
