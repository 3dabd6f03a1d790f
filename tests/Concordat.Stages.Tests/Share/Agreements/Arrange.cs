using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Share.Agreements;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Agreements;

/// <summary>Agreements in the state a test needs, made through the program's own rules; days in the past are set afterwards by the owner.</summary>
internal static class Arrange
{
    /// <summary>Testshire's signatories, by agency: each responsible authority has one.</summary>
    public static readonly (string Agency, string Email)[] Signatories =
        [("council", "informationgovernance@testshire.example"), ("police", "chair@testshire.example"), ("fire", "practitioner@testshire.example")];

    public static DateOnly Today(this ConcordatServer server) => London.Today(server.Services.GetRequiredService<TimeProvider>());

    public static async Task<Guid> AgencyAsync(this ConcordatServer server, string key) =>
        (Guid)(await server.OwnerScalarAsync("select id from partnership.agency where key = $1 and partnership_id = $2", key, server.Testshire))!;

    public static async Task<T> DoAsync<T>(this ConcordatServer server, string who, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = await server.ScopeAsAsync(who);
        return await act(scope.ServiceProvider);
    }

    public static Task<T> AtDeskAsync<T>(this ConcordatServer server, string who, Func<AgreementDesk, Task<T>> act) =>
        server.DoAsync(who, s => act(s.GetRequiredService<AgreementDesk>()));

    public static async Task NameSignatoriesAsync(this ConcordatServer server)
    {
        foreach (var (_, email) in Signatories)
        {
            var user = (Guid)(await server.OwnerScalarAsync("select id from platform.\"user\" where email = $1", email))!;
            await server.AtDeskAsync(Role.Coordinator, d => d.NameSignatoryAsync(user, CancellationToken.None));
        }
    }

    /// <summary>A draft by the co-ordinator in which one body supplies one set, complete enough to be sent for approval.</summary>
    public static async Task<Guid> DraftAsync(this ConcordatServer server, string title = "A sharing agreement", int set = 3, string supplier = "fire", string[]? purposes = null,
        DateOnly? starts = null, DateOnly? review = null, DateOnly? ends = null, string[]? alsoParties = null)
    {
        await server.NameSignatoriesAsync();
        var (id, _) = await server.AtDeskAsync(Role.Coordinator, d => d.BeginAsync(title, null, CancellationToken.None));
        await server.FillAsync(id!.Value, 1, set, supplier, purposes, starts, review, ends, alsoParties);
        return id.Value;
    }

    public static async Task FillAsync(this ConcordatServer server, Guid id, int number, int set = 3, string supplier = "fire", string[]? purposes = null,
        DateOnly? starts = null, DateOnly? review = null, DateOnly? ends = null, string[]? alsoParties = null)
    {
        var today = server.Today();
        var parties = new List<Guid>();
        foreach (var key in alsoParties ?? []) parties.Add(await server.AgencyAsync(key));
        var terms = new AgreementTerms(starts ?? today, review ?? today.AddYears(1), ends, purposes ?? ["assessment", "problem-solving"], LegalChoices.PublicTask, LegalChoices.StatutoryPurposes,
            [LegalChoices.Section17A], "DPIA 1", "Information governance, Testshire Council", "");
        var content = new DraftContent(terms, new Dictionary<string, string>(), parties,
            [new(set, await server.AgencyAsync(supplier), new(2020, 1, 1), null, AgreedSet.General, [])]);
        Assert.Null(await server.AtDeskAsync(Role.Coordinator, d => d.SaveAsync(id, number, content, CancellationToken.None)));
    }

    public static async Task ApproveAsync(this ConcordatServer server, Guid id, int number = 1)
    {
        Assert.Null(await server.AtDeskAsync(Role.Coordinator, d => d.SubmitAsync(id, number, CancellationToken.None)));
        Assert.Null(await server.AtDeskAsync(Role.InformationGovernance, d => d.ApproveAsync(id, number, CancellationToken.None)));
    }

    public static async Task SignAsync(this ConcordatServer server, Guid id, int number, params string[] agencies)
    {
        foreach (var (_, email) in Signatories.Where(s => agencies.Contains(s.Agency)))
            Assert.Null(await server.AtDeskAsync(email, d => d.SignAsync(id, number, CancellationToken.None)));
    }

    /// <summary>An agreement that every responsible authority of Testshire signed today.</summary>
    public static async Task<Guid> AgreedAsync(this ConcordatServer server, string title = "A sharing agreement", int set = 3, string supplier = "fire", string[]? purposes = null,
        DateOnly? starts = null, DateOnly? review = null, DateOnly? ends = null, string[]? alsoParties = null)
    {
        var id = await server.DraftAsync(title, set, supplier, purposes, starts, review, ends, alsoParties);
        await server.ApproveAsync(id);
        await server.SignAsync(id, 1, "council", "police", "fire");
        return id;
    }

    /// <summary>The fire service takes its signature back.</summary>
    public static async Task SignOffAsync(this ConcordatServer server, Guid id, int number = 1) =>
        Assert.Null(await server.AtDeskAsync("practitioner@testshire.example", d => d.WithdrawAsync(id, number, "We need more time", CancellationToken.None)));

    /// <summary>Changes what only time changes, past the guards.</summary>
    public static Task PastGuardsAsync(this ConcordatServer server, string sql, params object[] values) =>
        server.AsOwnerAsync("set session_replication_role = replica", sql, values);

    static async Task AsOwnerAsync(this ConcordatServer server, string first, string sql, object[] values)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.OwnerConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using (var command = new NpgsqlCommand(first, connection)) await command.ExecuteNonQueryAsync();
        await using (var command = new NpgsqlCommand(sql, connection))
        {
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Runs SQL as the application does for a member, past every page.</summary>
    public static async Task AsApplicationAsync(this ConcordatServer server, string who, string sql, params object[] values)
    {
        await using var scope = await server.ScopeAsAsync(who);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Concordat.Platform.Database.Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<string> StateAsync(this ConcordatServer server, Guid id, int number = 1, DateOnly? on = null) =>
        (string)(await server.OwnerScalarAsync("select share.version_state(v, $3) from share.agreement_version v where agreement_id = $1 and number = $2", id, number, on ?? server.Today()))!;

    public static async Task<string?> ReasonAsync(this ConcordatServer server, Guid id, int number = 1, DateOnly? on = null) =>
        await server.OwnerScalarAsync("select share.version_reason(v, $3) from share.agreement_version v where agreement_id = $1 and number = $2", id, number, on ?? server.Today()) as string;
}
