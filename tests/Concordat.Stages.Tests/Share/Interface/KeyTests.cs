using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Stages.Tests.Share.Returns;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Interface;

/// <summary>Keys of partners' systems: made by an administrator, shown once, bound to one agency and its scopes, ended.</summary>
public sealed class KeyTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task AKey_IsShownOnce_HashedAtRest_ListedAndRevoked()
    {
        var key = await Partner.MakeKeyAsync(server, "council", "Noise desk");
        using var partner = Partner.With(server, key);
        Assert.Equal(200, (await partner.GetAsync("/api/returns")).Status);
        using var administrator = await server.SignedInAsync(Role.Administrator);

        var listed = await administrator.GetAsync("/settings/keys");

        Assert.Contains("Noise desk", listed.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(key, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Noise desk never", listed.Words, StringComparison.Ordinal);
        Assert.Equal("", await Planted.TablesWithAsync(server, key));
        Assert.NotNull(await server.OwnerScalarAsync("select last_used_at from share.api_key where name = 'Noise desk'"));
        var id = await server.OwnerScalarAsync("select id from share.api_key where name = 'Noise desk'");
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.SendFormAsync(listed, "/settings/keys", [], $"id={id}")).Status);
        var refused = await partner.GetAsync("/api/returns");
        Assert.Equal((401, "I-03"), (refused.Status, refused.Code));
        Assert.Contains("revoked", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("alter, sign-in, alter", await server.OwnerScalarAsync("select string_agg(action, ', ' order by sequence) from audit.entry where subject = 'key' and subject_id = $1", id!.ToString()!));
    }

    // One entry a day, however many calls; the count of a day stands in the next day's entry.
    [Fact]
    public async Task UseOfAKey_IsLoggedOnceADay_WithTheCallsOfTheDayBefore()
    {
        using var partner = Partner.With(server, await Partner.MakeKeyAsync(server, "council", "Counted desk"));
        var id = (await server.OwnerScalarAsync("select id from share.api_key where name = 'Counted desk'"))!.ToString()!;
        Task<object?> LoggedAsync() => server.OwnerScalarAsync("select string_agg(coalesce(detail ->> 'calls_then', 'none'), ', ' order by sequence) from audit.entry where subject = 'key' and action = 'sign-in' and subject_id = $1 and user_id = $1::uuid", id);

        for (var call = 0; call < 3; call++) Assert.Equal(200, (await partner.GetAsync("/api/returns")).Status);
        Assert.Equal("none", await LoggedAsync());
        await server.OwnerScalarAsync("update share.api_key set used_on = used_on - 1 where name = 'Counted desk'");
        Assert.Equal(200, (await partner.GetAsync("/api/returns")).Status);

        Assert.Equal("none, 3", await LoggedAsync());
        Assert.Equal(1, await server.OwnerScalarAsync("select calls from share.api_key where name = 'Counted desk'"));
    }

    [Fact]
    public async Task AKey_ThatHasEnded_IsRefusedWithTheDay()
    {
        var key = await Partner.MakeKeyAsync(server, "council", "Old desk");
        await server.OwnerScalarAsync("update share.api_key set expires_on = '2026-01-31' where name = 'Old desk'");
        using var partner = Partner.With(server, key);

        var refused = await partner.GetAsync("/api/returns");

        Assert.Equal(401, refused.Status);
        Assert.Contains("ended on 31 January 2026", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyAnAdministrator_MakesAndRevokes_OnThePageAndInTheDatabase()
    {
        await Partner.MakeKeyAsync(server, "council", "Guarded desk");
        using var coordinator = await server.SignedInAsync(Role.Coordinator);
        Assert.NotEqual(HttpStatusCode.OK, (await coordinator.GetAsync("/settings/keys")).Status);
        await using var scope = await server.ScopeAsAsync(Role.Coordinator);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);

        await using var read = new NpgsqlCommand("select secret_hash from share.api_key", connection);
        await using var revoke = new NpgsqlCommand("update share.api_key set revoked_at = now(), revoked_by = made_by", connection);
        await using var make = new NpgsqlCommand("""
            insert into share.api_key (partnership_id, id, name, agency_id, secret_hash, scopes, made_at, made_by, made_by_name, expires_on)
            select partnership_id, gen_random_uuid(), 'mine', agency_id, '\x00', scopes, now(), platform.session_user_id(), 'me', '2099-01-01' from share.api_key limit 1
            """, connection);

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => read.ExecuteScalarAsync())).SqlState);
        Assert.Equal(0, await revoke.ExecuteNonQueryAsync());
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => make.ExecuteNonQueryAsync())).SqlState);
    }

    [Theory]
    [InlineData("", "api:read", "2026-12-31", "Enter what the system is called")]
    [InlineData("ab", "api:read", "2026-12-31", "must be 3 to 80 characters")]
    [InlineData("Desk", "api:everything", "2026-12-31", "Select what the system may do")]
    [InlineData("Desk", "api:read", "2020-01-01", "must be today or later")]
    [InlineData("Desk", "api:read", "2099-01-01", "within two years")]
    [InlineData("Desk", "api:read", "", "Enter the last day")]
    public async Task AKey_ThatCannotBeMade_SaysWhy(string name, string scope, string expires, string says)
    {
        using var administrator = await server.SignedInAsync(Role.Administrator);
        var agency = await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = 'council'", server.Testshire);
        var parts = expires.Length == 0 ? ["", "", ""] : expires.Split('-');

        var answer = await administrator.SendFormAsync("/settings/keys",
            [("Name", name), ("Agency", agency!.ToString()!), ("Scopes", scope), ("ExpiresOn.Day", parts[2]), ("ExpiresOn.Month", parts[1]), ("ExpiresOn.Year", parts[0])], "/settings/keys#new");

        Assert.Contains(says, answer.Words, StringComparison.Ordinal);
        Assert.Null(answer.Document.QuerySelector("#secret"));
    }

    [Fact]
    public async Task AScope_AllowsNothingElse_AndAnotherBodysReturnIsNotThere()
    {
        if (await server.OwnerScalarAsync("select count(*)::int from share.agreement") is 0) await Agreed.SetAsync(server);
        using var sender = Partner.With(server, await Partner.MakeKeyAsync(server, "council", "Sender", KeyScope.SendReturns));
        using var reader = Partner.With(server, await Partner.MakeKeyAsync(server, "council", "Reader", KeyScope.ReadReturns));
        using var finder = Partner.With(server, await Partner.MakeKeyAsync(server, "council", "Finder", KeyScope.LookUpPlaces));
        using var other = Partner.With(server, await Partner.MakeKeyAsync(server, "fire", "Fire control"));
        var file = Encoding.UTF8.GetBytes("Reference,Category,Date,Easting,Northing\r\nR1,Noise,03/01/2025,500000,150000\r\n");

        var sent = await sender.PostFileAsync("/api/returns?set=8&quarter=2025-Q1", file);

        Assert.Equal(201, sent.Status);
        Assert.Equal((403, "I-04"), await reader.PostFileAsync("/api/returns?set=8&quarter=2025-Q1", file) is { } no ? (no.Status, no.Code) : default);
        Assert.Equal(403, (await sender.GetAsync("/api/places?q=boat")).Status);
        Assert.Equal(403, (await sender.GetAsync($"/api/returns/{sent.Id}")).Status);
        Assert.Equal(403, (await finder.GetAsync($"/api/returns/{sent.Id}")).Status);
        Assert.Equal(403, (await reader.DeleteAsync($"/api/returns/{sent.Id}")).Status);
        Assert.Equal((200, 200), ((await reader.GetAsync($"/api/returns/{sent.Id}")).Status, (await finder.GetAsync("/api/places?q=boat")).Status));
        Assert.Equal((404, 404, 404), ((await other.GetAsync($"/api/returns/{sent.Id}")).Status, (await other.DeleteAsync($"/api/returns/{sent.Id}")).Status,
            (await other.PostJsonAsync($"/api/returns/{sent.Id}/submit")).Status));
    }

    [Fact]
    public async Task TooManyCalls_AreRefusedForThatKeyAlone()
    {
        using var busy = Partner.With(server, await Partner.MakeKeyAsync(server, "council", "Busy desk"));
        using var calm = Partner.With(server, await Partner.MakeKeyAsync(server, "council", "Calm desk"));
        Reply? last = null;

        for (var call = 0; call < 1300 && last?.Status != 429; call++) last = await busy.GetAsync("/api/returns?set=1");

        Assert.Equal((429, "I-05"), (last!.Status, last.Code));
        Assert.Equal(TimeSpan.FromSeconds(60), last.Headers.RetryAfter?.Delta);
        Assert.Equal(200, (await calm.GetAsync("/api/returns?set=1")).Status);
    }
}
