using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.Returns.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Agreements;

/// <summary>Without an agreement in force the database itself sends and shows nothing of a partner's records, whoever asks and however.</summary>
public sealed class InDatabaseTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task PartnersReturn_WithoutAgreement_IsRefusedInWordsByTheDatabase()
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => InsertReturnAsync(connection, 6, "council"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        Assert.Equal("No sharing agreement covers set 6. The co-ordinator starts one under Share, Agreements.", refusal.MessageText);
        Assert.Equal("no-agreement", refusal.Hint);
    }

    [Fact]
    public async Task Records_AreReadable_OnlyWhileTheAgreementHolds()
    {
        var id = await server.AgreedAsync(set: 3, supplier: "fire");
        await LoadAsync(3, "fire", 7);
        Assert.Equal(7, await CountAsync(Role.Analyst, 3));
        Assert.Contains(3, await ReadableAsync(Role.Analyst));

        await server.SignOffAsync(id);

        Assert.Equal(0, await CountAsync(Role.Analyst, 3));
        Assert.DoesNotContain(3, await ReadableAsync(Role.Analyst));
        Assert.Contains("waits for the signature of Testshire Fire and Rescue", await RefusalAsync("fire", 3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_AreHidden_FromABodyThatDidNotSign()
    {
        await server.AgreedAsync("Another", set: 4, supplier: "fire", alsoParties: ["housing"]);
        await LoadAsync(4, "fire", 3);
        await server.PastGuardsAsync("update partnership.member set agency_id = $1 where display_name = 'Pip Practitioner'", await server.AgencyAsync("housing"));

        Assert.Equal(0, await CountAsync("practitioner2@testshire.example", 4));
        Assert.Equal(3, await CountAsync(Role.Practitioner, 4));
    }

    [Fact]
    public async Task Records_AreHidden_FromASessionWhosePurposeIsAnother()
    {
        await server.AgreedAsync("For cases only", set: 7, supplier: "council", purposes: ["case-work"]);
        await server.PastGuardsAsync("""
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, time_precision, place_method, area_ids, content)
            values ($1, gen_random_uuid(), 1, $1, 1, 1, 'x', 7, 'x', 24300, 'month', 'none', '{}', gen_random_uuid())
            """, server.Testshire);

        Assert.Equal(0, await CountAsync(Role.Analyst, 7));
        await server.PastGuardsAsync("update share.agreement_version set purposes = '{case-work,evaluation}' where purposes = '{case-work}'");
        Assert.Equal(1, await CountAsync(Role.Analyst, 7));
    }

    [Fact]
    public async Task PartnersRecord_CannotBePassedOffAsOpenData()
    {
        await server.AgreedAsync("For passing off", set: 12, supplier: "council");
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        var sent = await InsertReturnAsync(connection, 12, "council");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => InsertIncidentAsync(connection, sent, 12, isOpen: true));
        await InsertIncidentAsync(connection, sent, 12, isOpen: false);

        Assert.Contains("row-level security", refusal.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_MaySendOnlyTheSetsThatItIsNamedFor()
    {
        await server.AgreedAsync("On accidents", set: 5, supplier: "council");

        Assert.Null(await RefusalAsync("council", 5));
        Assert.Equal($"The sharing agreement “On accidents” does not name Testshire Police as supplier of set 5 on {server.Today():d MMMM yyyy}.", await RefusalAsync("police", 5));
        Assert.Contains(await server.DoAsync(Role.Analyst, s => s.GetRequiredService<ISharingAgreements>().SuppliersAsync(CancellationToken.None)),
            s => s is { SetNumber: 5, AgencyName: "Testshire Council", To: null } && s.From == server.Today());
    }

    [Fact]
    public async Task AnotherPartnershipsAgreement_OpensNothingHere()
    {
        await server.SignAgreementAsync(server.Elsewhere);

        Assert.Equal(12, (await ReadableAsync("analyst@elsewhere.example")).Count);
        Assert.DoesNotContain(11, await ReadableAsync(Role.Analyst));
        Assert.NotNull(await RefusalAsync("council", 11));
    }

    async Task<long> CountAsync(string who, int set)
    {
        await using var scope = await server.ScopeAsAsync(who);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("select count(*) from share.incident where set_number = $1", connection);
        command.Parameters.Add(new() { Value = set });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    Task<IReadOnlyList<int>> ReadableAsync(string who) =>
        server.DoAsync(who, s => s.GetRequiredService<ISharingAgreements>().ReadableSetsAsync(CancellationToken.None));

    async Task<string?> RefusalAsync(string agency, int set)
    {
        var id = await server.AgencyAsync(agency);
        return await server.DoAsync(Role.Analyst, s => s.GetRequiredService<ISharingAgreements>().RefusalToSendAsync(id, set, server.Today(), CancellationToken.None));
    }

    async Task LoadAsync(short set, string agency, int records)
    {
        var id = await server.AgencyAsync(agency);
        var month = new Month(2026, 5);
        await server.DoAsync(Role.Coordinator, s => s.GetRequiredService<IRecordLoader>().LoadAsync(new($"Set {set}", agency, id, set, [month],
            [.. Enumerable.Range(0, records).Select(i => new PartnerRecord($"{i}", "deliberate-fires", month, null, null, "month", 500_000, 300_000, "grid reference", null))]), CancellationToken.None));
    }

    async Task<Guid> InsertReturnAsync(NpgsqlConnection connection, int set, string agency)
    {
        var id = Guid.CreateVersion7();
        await using var command = new NpgsqlCommand("""
            insert into share.return (partnership_id, id, kind, set_number, title, agency_id, sent_by, sent_by_name) values ($1, $2, 'partner', $3, 'By hand', $4, $1, 'x')
            """, connection);
        foreach (var value in new object[] { server.Testshire, id, set, await server.AgencyAsync(agency) }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
        return id;
    }

    async Task InsertIncidentAsync(NpgsqlConnection connection, Guid sent, int set, bool isOpen)
    {
        await using var command = new NpgsqlCommand("""
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, time_precision, place_method, area_ids, content, is_open)
            values ($1, gen_random_uuid(), 1, $2, 1, 1, 'x', $3, 'x', 24300, 'month', 'none', '{}', gen_random_uuid(), $4)
            """, connection);
        foreach (var value in new object[] { server.Testshire, sent, set, isOpen }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
