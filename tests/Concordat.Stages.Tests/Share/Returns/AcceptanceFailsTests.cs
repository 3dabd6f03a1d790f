using System.Net;
using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>A database that fails in the middle of an acceptance leaves everything as it was; and what happened to a return is all there, with its times.</summary>
public sealed class AcceptanceFailsTests(ConcordatServer server) : SendingCase(server)
{
    Task<object?> HeldAsync() => Server.OwnerScalarAsync("""
        select concat_ws('/', (select count(*) from share.record), (select count(*) from share.incident), (select count(*) from share.return_move), (select coalesce(max(data_version), 0) from share.return))
        """);

    [Fact]
    public async Task AFailureMidway_RollsAllBack_AndTheReturnIsAcceptedLater()
    {
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);
        var manager = await Server.SignedInAsync(Role.Coordinator);
        var id = IdOf(await SendAsync(council, quarter, File(first, 60)));
        Assert.Equal(HttpStatusCode.Redirect, (await council.SendFormAsync($"/share/returns/received/{id}", await SilentAsync(council, id), "/submit")).Status);
        var before = await HeldAsync();
        await Server.OwnerScalarAsync("""
            create function fails_midway() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$
            """);
        // After the records are in, before the return is marked.
        await Server.OwnerScalarAsync("create trigger fails_midway after insert on share.incident for each statement execute function fails_midway()");

        await manager.SendFormAsync($"/share/returns/received/{id}", [], "/accept");
        await Waiting.UntilAsync(async () => await Server.OwnerScalarAsync("select j.state from share.return r join platform.job j on j.id = r.job_id where r.id = $1", id) is "failed", "the acceptance to fail");

        Assert.Equal(before, await HeldAsync());
        Assert.Equal("submitted", await Server.OwnerScalarAsync("select state from share.return where id = $1", id));
        Assert.DoesNotContain("could not extend", (await manager.GetAsync($"/share/returns/received/{id}")).Text, StringComparison.Ordinal);
        await Server.OwnerScalarAsync("drop trigger fails_midway on share.incident");
        await manager.SendFormAsync($"/share/returns/received/{id}", [], "/accept");
        await Waiting.UntilAsync(async () => await Server.OwnerScalarAsync("select state from share.return where id = $1", id) is "accepted", "the return to be accepted");
        Assert.Equal(60, await HeldAsync("record", first));

        var moves = (await manager.GetAsync($"/share/returns/received/{id}")).Document.QuerySelectorAll("section[aria-labelledby=moves] li");
        Assert.Equal(await Server.OwnerScalarAsync("select count(*)::int from share.return_move where return_id = $1", id), moves.Length);
        Assert.All(moves, m => Assert.Matches(@"^\s*\d+ \w+ \d{4} \d\d:\d\d: \w", m.TextContent));
    }
}
