using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Interface;

/// <summary>A partner's system: a client without cookies that calls with a key.</summary>
sealed class Partner : IDisposable
{
    readonly HttpClient _client;

    Partner(Uri address, string? key)
    {
        _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        if (key is not null) _client.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    public HttpClient Client => _client;

    public static Partner With(ConcordatServer server, string? key) => new(server.Address, key);

    /// <summary>Makes a key on the administrator's page and reads it off.</summary>
    public static async Task<string> MakeKeyAsync(ConcordatServer server, string agency, string name = "Case system", params string[] scopes)
    {
        using var administrator = await server.SignedInAsync(Role.Administrator);
        var id = await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = $2", server.Testshire, agency);
        string[] may = scopes.Length > 0 ? scopes : [.. KeyScope.All];
        var made = await administrator.SendFormAsync("/settings/keys", [("Name", name), ("Agency", id!.ToString()!), .. may.Select(s => ("Scopes", s))], "/settings/keys#new");
        return made.Document.QuerySelector("#secret")?.TextContent ?? throw new InvalidOperationException(made.Words);
    }

    public async Task<Reply> GetAsync(string address) => await ReadAsync(await _client.GetAsync(new Uri(address, UriKind.Relative)));

    public async Task<Reply> DeleteAsync(string address) => await ReadAsync(await _client.DeleteAsync(new Uri(address, UriKind.Relative)));

    public async Task<Reply> PostJsonAsync(string address, string json = "")
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await ReadAsync(await _client.PostAsync(new Uri(address, UriKind.Relative), content));
    }

    /// <summary>The file as the whole body.</summary>
    public async Task<Reply> PostFileAsync(string address, byte[] file, string name = "return.csv", string type = "text/csv")
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new(type);
        content.Headers.ContentDisposition = new("attachment") { FileName = name };
        return await ReadAsync(await _client.PostAsync(new Uri(address, UriKind.Relative), content));
    }

    /// <summary>The file as a part, before the fields: the order of the parts does not matter.</summary>
    public async Task<Reply> SendAsync(string address, byte[] file, string name = "return.csv", params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        foreach (var (field, value) in fields) content.Add(new StringContent(value), field);
        return await ReadAsync(await _client.PostAsync(new Uri(address, UriKind.Relative), content));
    }

    static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, isJson ? JsonDocument.Parse(text).RootElement : default, response.Headers);
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>What the interface answered.</summary>
sealed record Reply(int Status, string? Type, string Text, JsonElement Json, HttpResponseHeaders Headers)
{
    public Guid Id => Json.GetProperty("id").GetGuid();
    public string? Code => Json.GetProperty("code").GetString();
    public string State => Json.GetProperty("state").GetString()!;
    public int Rows(string which) => Json.GetProperty("rows").GetProperty(which).GetInt32();
}
