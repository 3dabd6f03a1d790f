using System.Net;
using Concordat.Platform.Access;
using Concordat.Share.Sources.Contracts;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Disclosures;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.Sources;

/// <summary>The register of sources: its owner's word before use, a review each year, and what products really rest on (SH-21).</summary>
public sealed class SourceTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    async Task<SourceStanding> AskAsync(string key)
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        return Assert.Single(await scope.ServiceProvider.GetRequiredService<ISourceRegister>().AskAsync([key], CancellationToken.None));
    }

    async Task<string> EnterAsync(string key, string owner)
    {
        var coordinator = await Case.SeatAsync(server, Role.Coordinator);
        var entered = await coordinator.SendFormAsync("/share/sources/new", [("Key", key), ("Owner", $"{await Case.MemberAsync(server, owner)}")]);
        return entered.Location?.OriginalString ?? throw new InvalidOperationException(entered.Words);
    }

    [Fact]
    public async Task ASource_IsSpokenForOnceItsOwnerSaysWhatItAdds_AndNotBefore()
    {
        var before = await AskAsync("set:9");
        var page = await EnterAsync("set:9", "Pat Practitioner");
        var entered = await AskAsync("set:9");
        var owner = await Case.SeatAsync(server, Role.Practitioner);
        var home = await owner.GetAsync("/");
        var said = await owner.SendFormAsync(page, [("Adds", "Violence that nobody reports to the police")]);
        var standing = await AskAsync("set:9");

        Assert.Contains("Nobody has entered", before.Words, StringComparison.Ordinal);
        Assert.Contains("has not said yet", entered.Words, StringComparison.Ordinal);
        Assert.Contains("adds", home.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, said.Status);
        Assert.Null(standing.Words);
        Assert.Contains("whoever writes an assessment from it is told", (await owner.GetAsync(await EnterAsync("set:7", "Pat Practitioner"))).Words, StringComparison.Ordinal);
        Assert.Contains("Unused", (await owner.GetAsync("/share/sources")).Words, StringComparison.Ordinal);
        Assert.Contains("Violence that nobody reports to the police", (await owner.GetAsync("/share/sources.csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyItsOwner_SaysWhatItAdds_InTheDatabaseToo()
    {
        var page = await EnterAsync("set:10", "Pat Practitioner");
        var coordinator = await Case.SeatAsync(server, Role.Coordinator);

        var answer = await coordinator.PostAsync(page, ("Adds", "Something in another's name"));
        await using var scope = await server.ScopeAsAsync(Role.Coordinator);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Platform.Database.Connections>().OpenAsync(CancellationToken.None);
        await using var command = new Npgsql.NpgsqlCommand("update share.source set adds = 'By the back door', said_on = '2026-01-01' where key = 'set:10'", connection);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("source_is_its_owners", refused.ConstraintName);
    }

    [Fact]
    public async Task AYearlyReview_IsToldWhenOverdue_AndMayEndTheUse()
    {
        var page = await EnterAsync("set:12", "Pat Practitioner");
        var owner = await Case.SeatAsync(server, Role.Practitioner);
        await owner.SendFormAsync(page, [("Adds", "Calls at night")]);
        await server.PastGuardsAsync("update share.source set said_on = said_on - 400 where key = 'set:12'");

        var overdue = await AskAsync("set:12");
        var list = await owner.GetAsync("/share/sources");
        var wrong = await owner.SendFormAsync(page, [("Outcome", "keep"), ("Words", "")], "handler=review");
        await owner.SendFormAsync(page, [("Outcome", "stop using"), ("Words", "Nobody asked for it in two years")], "handler=review");
        var stopped = await AskAsync("set:12");

        Assert.Contains("was due on", overdue.Words, StringComparison.Ordinal);
        Assert.Contains("Overdue since", list.Words, StringComparison.Ordinal);
        Assert.Contains("Enter why", wrong.Words, StringComparison.Ordinal);
        Assert.Contains("no longer used", stopped.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UsesOfProducts_AreListedBesideTheSource_AndWhatIsUsedWithoutBeingEntered()
    {
        await server.PastGuardsAsync("""
            insert into share.bulk_release (partnership_id, id, kind, title, set_number, agreement_id, recipients, columns, combination, filter, threshold, rows_tested, rows_left_out, smallest_group, small_groups, groups_of_one, has_passed, remedies, sha256, bytes,
              released_by, released_by_name, released_at) values ($1, gen_random_uuid(), 'records', 'Exclusions for the schools forum', 6, $1, 'Schools', '{}', '{}', '', 5, 40, 0, 6, 0, 0, true, '{}', repeat('0', 64), 10, $1, 'Ana', now())
            """, server.Testshire);
        var reader = await Case.SeatAsync(server, Role.Executive);

        var before = await reader.GetAsync("/share/sources");
        await EnterAsync("set:6", "Ana Analyst");
        var after = await reader.GetAsync("/share/sources");

        Assert.Contains("used by Release: Exclusions for the schools forum", before.Words, StringComparison.Ordinal);
        Assert.Contains("Release: Exclusions for the schools forum", after.Document.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
    }
}
