using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Review;

/// <summary>The functions that reach what is closed, called with the rights of the program's own role alone: whom they serve, and how far they reach.</summary>
public sealed class RightsFunctionTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Word = "Peregrine Ashdown-Vale";

    static readonly string[] Calls =
    [
        "select count(*) from rights.find(array['x'])", "select count(*) from rights.held()", "select rights.replace_words('share.reminder', 'words', '{}', array['x'], 'y')",
        "select rights.erase_file(gen_random_uuid())", "select count_before from rights.weed(gen_random_uuid())",
    ];

    public static TheoryData<string, string> OthersThanThoseWhoServe => new()
    {
        { Role.Analyst, "rights of a person" }, { Role.Coordinator, "rights of a person" }, { Role.Chair, "rights of a person" }, { Role.Practitioner, "rights of a person" },
        { Role.Executive, "rights of a person" }, { Role.Administrator, "rights of a person" }, { Role.InformationGovernance, "partnership work" }, { Role.InformationGovernance, "" },
    };

    async Task<NpgsqlConnection> OpenAsync(AsyncServiceScope scope, string purpose)
    {
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.ActFor(purpose);
        var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        // The role is the program's own, which owns nothing and is no superuser.
        await using var who = new NpgsqlCommand("select current_user::text || (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)::text", connection);
        Assert.Equal("concordat_appfalse", await who.ExecuteScalarAsync());
        return connection;
    }

    async Task PlantAsync(Guid partnership) => await server.OwnerScalarAsync("""
        insert into share.reminder (partnership_id, id, agency_id, set_number, period_first, words, sent_at, sent_by, sent_by_name)
        select $1, gen_random_uuid(), id, 8, 24300, 'Ask about ' || $2, now(), $1, 'x' from partnership.agency where partnership_id = $1 and key = 'council'
        """, partnership, Word);

    [Theory]
    [MemberData(nameof(OthersThanThoseWhoServe))]
    public async Task ToAnybodyElse_OrForAnotherPurpose_TheyAreClosed(string role, string purpose)
    {
        await using var scope = await server.ScopeAsAsync(role);
        await using var connection = await OpenAsync(scope, purpose);
        foreach (var call in Calls)
        {
            await using var command = new NpgsqlCommand(call, connection);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState);
        }
        await using var files = new NpgsqlCommand("select count(*) from rights.find_in_files(array['x'])", connection);
        Assert.Equal(0L, await files.ExecuteScalarAsync());
    }

    [Fact]
    public async Task WithNoSession_TheyAreClosed()
    {
        await using var connection = new NpgsqlConnection(server.ApplicationConnectionString);
        await connection.OpenAsync();
        foreach (var call in Calls)
        {
            await using var command = new NpgsqlCommand(call, connection);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState);
        }
    }

    [Fact]
    public async Task ForAPersonsRights_TheyFindAndReplace_InTheirOwnPartnershipAlone()
    {
        await PlantAsync(server.Testshire);
        await PlantAsync(server.Elsewhere);
        await using var scope = await server.ScopeAsAsync(Role.InformationGovernance);
        await using var connection = await OpenAsync(scope, "rights of a person");

        var (found, key) = await FindAsync(connection);
        await using var replace = new NpgsqlCommand("select rights.replace_words('share.reminder', 'words', $1::jsonb, array[$2], '[erased]')", connection) { Parameters = { new() { Value = key }, new() { Value = Word } } };
        var replaced = await replace.ExecuteScalarAsync();
        var (after, _) = await FindAsync(connection);

        Assert.Equal((1, 1, 0), (found, (int)replaced!, after));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.reminder where partnership_id = $1 and words like '%' || $2", server.Elsewhere, Word));
        // A key of another partnership's row changes nothing: the function reaches the acting one alone.
        var other = await server.OwnerScalarAsync("select jsonb_build_object('partnership_id', partnership_id, 'id', id)::text from share.reminder where partnership_id = $1 and words like '%' || $2", server.Elsewhere, Word);
        await using var beyond = new NpgsqlCommand("select rights.replace_words('share.reminder', 'words', $1::jsonb, array[$2], '[erased]')", connection) { Parameters = { new() { Value = other! }, new() { Value = Word } } };
        Assert.Equal(0, await beyond.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("platform.\"user\"", "password_hash")]
    [InlineData("audit.entry", "detail")]
    [InlineData("share.api_key", "secret_hash")]
    [InlineData("pg_catalog.pg_authid", "rolpassword")]
    public async Task WhatIsNotWordsOfThePartnership_CannotBeReplacedThroughThem(string table, string column)
    {
        await using var scope = await server.ScopeAsAsync(Role.InformationGovernance);
        await using var connection = await OpenAsync(scope, "rights of a person");
        await using var command = new NpgsqlCommand("select rights.replace_words($1, $2, '{}', array['a'], 'b')", connection) { Parameters = { new() { Value = table }, new() { Value = column } } };

        Assert.Equal(0, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task TheProgramsRole_MayNotOpenTablesToThem()
    {
        await using var scope = await server.ScopeAsAsync(Role.InformationGovernance);
        await using var connection = await OpenAsync(scope, "rights of a person");
        await using var command = new NpgsqlCommand("select platform.open_to_rights()", connection);

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState);
    }

    static async Task<(int Found, string Key)> FindAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select place, row_key from rights.find(array[$1])", connection) { Parameters = { new() { Value = Word } } };
        await using var reader = await command.ExecuteReaderAsync();
        var (found, key) = (0, "");
        while (await reader.ReadAsync())
        {
            Assert.Equal("share.reminder", reader.GetString(0));
            (found, key) = (found + 1, reader.GetString(1));
        }
        return (found, key);
    }
}
